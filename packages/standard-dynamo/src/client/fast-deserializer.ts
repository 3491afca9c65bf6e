import { crc32 } from "node:zlib";
import { readBody } from "./read-body.ts";
import type { Middleware, SdkResponse } from "./sdk-parts.ts";

export interface DeserializeOptions {
  /** Makes the output of the call out of the body; `undefined` if the SDK has to. */
  readonly form: (text: string, input: object) => object | undefined;
  /** Whether the body comes from the wire as it is, so that its checksum has to fit. */
  readonly checksSum: boolean;
}

/**
 * Gives the text of an answer as it is read in one pass outside. Errors and whatever does not look like an answer of
 * DynamoDB's are left to the SDK.
 */
export function deserializeFast(original: Middleware, { form, checksSum }: DeserializeOptions): Middleware {
  return (next, context) => async (args) => {
    const result = await next(args);
    const response = result.response as SdkResponse;
    const body = isPlainAnswer(response) ? readBody(response.body) : undefined;
    const theirs = (found: SdkResponse) => original(async () => ({ ...result, response: found }), context)(args);
    if (body === undefined) return theirs(response);
    const bytes = await body;
    if (checksSum) checkSum(bytes, response);
    const output = form(bytes.toString("utf8"), args.input);
    if (output === undefined) return theirs(Object.assign(Object.create(response) as SdkResponse, { body: bytes }));
    return { response, output: Object.assign(output, { $metadata: metadataOf(response) }) };
  };
}

function isPlainAnswer({ statusCode, headers }: SdkResponse): boolean {
  if (statusCode !== 200 || typeof headers !== "object") return false;
  lowerNames(headers);
  return headers["content-encoding"] === undefined && (headers["content-type"] ?? "json").includes("json");
}

/** As the SDK does in place: handlers other than its own may give names as they came. */
function lowerNames(headers: Record<string, string | undefined>): void {
  for (const name of Object.keys(headers)) {
    const lower = name.toLowerCase();
    if (lower === name) continue;
    headers[lower] = headers[name];
    delete headers[name];
  }
}

/** DynamoDB sends the CRC32 of every answer; an answer that was changed on its way is asked for again. */
function checkSum(bytes: Buffer, response: SdkResponse): void {
  const { "x-amz-crc32": expected, "content-length": length } = response.headers;
  if (expected === undefined || crc32(bytes) === Number(expected)) return;
  // A handler that unpacks answers leaves the headers of the packed one.
  if (length !== undefined && Number(length) < bytes.length) return;
  const error = new Error("The answer was changed on its way: its checksum (x-amz-crc32) does not fit");
  error.name = "CRC32CheckFailed";
  // How the SDK knows that sending again may help; older versions look at the code only.
  throw Object.assign(error, { $retryable: {}, code: "ECONNRESET", $metadata: metadataOf(response) });
}

function metadataOf({ statusCode, headers }: SdkResponse): object {
  return {
    httpStatusCode: statusCode,
    requestId: headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"],
    extendedRequestId: headers["x-amz-id-2"],
    cfId: headers["x-amz-cf-id"],
  };
}
