import { crc32 } from "node:zlib";
import { readBody } from "./read-body.ts";
import type { Middleware, SdkResponse } from "./sdk-parts.ts";

/**
 * Gives the text of an answer as it is, to be read in one pass outside, or what `form` makes of it. Errors and whatever
 * does not look like an answer of DynamoDB's are left to the SDK.
 *
 * @param form makes the output of the call out of the body
 */
export function deserializeFast(original: Middleware, form: (text: string) => object | undefined): Middleware {
  return (next, context) => async (args) => {
    const result = await next(args);
    const response = result.response as SdkResponse;
    const body = isPlainAnswer(response) ? readBody(response.body) : undefined;
    const theirs = (found: SdkResponse) => original(async () => ({ ...result, response: found }), context)(args);
    if (body === undefined) return theirs(response);
    const bytes = await body;
    checkSum(bytes, response);
    const output = form(bytes.toString("utf8"));
    if (output === undefined) return theirs(Object.assign(Object.create(response) as SdkResponse, { body: bytes }));
    return { response, output: Object.assign(output, { $metadata: metadataOf(response) }) };
  };
}

function isPlainAnswer({ statusCode, headers }: SdkResponse): boolean {
  return statusCode === 200 && headers["content-encoding"] === undefined;
}

/** DynamoDB sends the CRC32 of every answer; an answer that was changed on its way is asked for again. */
function checkSum(bytes: Buffer, response: SdkResponse): void {
  const expected = response.headers["x-amz-crc32"];
  if (expected === undefined || crc32(bytes) === Number(expected)) return;
  const error = new Error("The answer was changed on its way: its checksum (x-amz-crc32) does not fit");
  error.name = "CRC32CheckFailed";
  // How the SDK knows that sending again may help.
  throw Object.assign(error, { $retryable: {}, $metadata: metadataOf(response) });
}

function metadataOf({ statusCode, headers }: SdkResponse): object {
  return {
    httpStatusCode: statusCode,
    requestId: headers["x-amzn-requestid"],
    extendedRequestId: headers["x-amz-id-2"],
  };
}
