import type { Readable } from "node:stream";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Answer } from "../../packages/local/src/faults/answer.ts";
import type { HandlerResponse } from "./caught-answer.ts";

/** A request as a handler of the AWS SDK gets it. */
export interface HandlerRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a client of the AWS SDK sends its requests with. */
export interface RequestHandler {
  handle(request: HandlerRequest, options?: object): Promise<{ readonly response: HandlerResponse }>;
}

/** The handler of a client, so that another one can send by it. */
export function handlerOf(client: DynamoDBClient): RequestHandler {
  return client.config.requestHandler;
}

/** Such as `PutItem`. */
export function operationOf({ headers }: HandlerRequest): string {
  return (headers["x-amz-target"] ?? "").replace(/^.*\./, "");
}

/** The body of a request. */
export function textOf({ body }: HandlerRequest): string {
  if (typeof body === "string") return body;
  const { buffer, byteOffset, byteLength } = body as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength).toString();
}

/** Carries a request out on the engine, with another body if one is given. */
export async function askEngine(way: RequestHandler, request: HandlerRequest, body?: Buffer): Promise<Answer> {
  const { response } = await way.handle(body === undefined ? request : withBody(request, body));
  const parts: Uint8Array[] = [];
  for await (const part of response.body as Readable) parts.push(part as Uint8Array);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) };
}

function withBody(request: HandlerRequest, body: Buffer): HandlerRequest {
  const headers = { ...request.headers, "content-length": String(body.length) };
  return Object.assign(Object.create(request) as HandlerRequest, { headers, body });
}
