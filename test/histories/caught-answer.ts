import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Readable } from "node:stream";

/** What a handler of the AWS SDK gives. */
export interface HandlerResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | Readable;
}

/**
 * The answer of a server that is none: faults are met as the proxy meets them, and the client is in the same process. Has
 * the parts of a `ServerResponse` that `packages/local/src/faults` uses.
 */
export class CaughtAnswer {
  readonly #parts: Buffer[] = [];
  #head: Pick<HandlerResponse, "statusCode" | "headers"> | undefined;
  #isCut = false;

  /** Connections are destroyed through it. */
  readonly socket = { destroy: (): void => void (this.#isCut = true) };

  /** For what wants a `ServerResponse`, and uses no more of it than is here. */
  get outgoing(): ServerResponse {
    return this as unknown as ServerResponse;
  }

  writeHead(statusCode: number, headers: OutgoingHttpHeaders): void {
    const entries = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
    this.#head = { statusCode, headers: Object.fromEntries(entries) };
  }

  write(part: Buffer, written: () => void): void {
    this.#parts.push(part);
    written();
  }

  end(part: Buffer): void {
    this.#parts.push(part);
  }

  /** @throws the error of a connection that has ended before the answer began */
  response(): HandlerResponse {
    if (this.#head === undefined) throw connectionReset("socket hang up");
    const body = Buffer.concat(this.#parts);
    return { ...this.#head, body: this.#isCut ? brokenOff(body) : body };
  }
}

function brokenOff(part: Buffer): Readable {
  async function* parts() {
    yield part;
    throw connectionReset("aborted");
  }
  return Readable.from(parts());
}

function connectionReset(message: string): Error {
  return Object.assign(new Error(message), { code: "ECONNRESET" });
}
