import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { crc32 } from "./checksum.ts";

/** An answer of HTTP with all of its body. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders | OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** An error in the form that DynamoDB gives it. */
export function errorAnswer({ status, name, message }: Refusal): Answer {
  return jsonAnswer({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message }, status);
}

/** What an error says. */
export interface Refusal {
  readonly status: number;
  readonly name: string;
  readonly message: string;
}

/** An answer of our own. */
export function jsonAnswer(content: unknown, status = 200): Answer {
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": requestId() };
  return { status, headers, body: Buffer.from(JSON.stringify(content)) };
}

/** How an answer may be spoilt on its way. */
export type Spoiling = "truncated-body" | "wrong-checksum";

/** Gives an answer to the client, with the checksum of its body. */
export function deliver({ status, headers, body }: Answer, outgoing: ServerResponse, spoiling?: Spoiling): void {
  const checksum = spoiling === "wrong-checksum" ? ~crc32(body) >>> 0 : crc32(body);
  const kept = Object.entries(headers).filter(([name]) => !replaced.has(name));
  outgoing.writeHead(status, {
    ...Object.fromEntries(kept),
    "x-amz-crc32": String(checksum),
    "content-length": body.length,
  });
  if (spoiling !== "truncated-body") outgoing.end(body);
  else outgoing.write(body.subarray(0, body.length >> 1), () => cut(outgoing));
}

/** Ends the connection without another word. */
export function cut(outgoing: ServerResponse): void {
  outgoing.socket?.destroy();
}

/** Headers that belong to the connection with the engine, or that are made anew. */
const replaced: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "x-amz-crc32",
]);

function requestId(): string {
  return randomBytes(26).toString("hex").toUpperCase();
}
