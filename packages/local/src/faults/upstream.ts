import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

/** A request of HTTP with all of its body. */
export interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The way to the engine, over connections that are kept open. */
export class Upstream {
  readonly #target: URL;
  // An idle connection is closed before a server does so, which might happen just when it is used again.
  readonly #agent = new Agent({ keepAlive: true, timeout: 4000 });

  constructor(target: URL) {
    this.#target = target;
  }

  /** Hands a request to the engine; gives it up when the client does. */
  ask(question: Question, client?: ServerResponse): Promise<Answer> {
    const { hostname, port, pathname } = this.#target;
    return new Promise<Answer>((resolve, reject) => {
      if (client?.destroyed) return reject(new Error("The client has gone"));
      const asked = request({
        agent: this.#agent,
        hostname: hostname.replaceAll(/[[\]]/g, ""),
        port,
        method: question.method,
        path: pathname.replace(/\/$/, "") + question.path,
        headers: onwardHeaders(question),
      });
      const abandon = (): void => void asked.destroy();
      client?.once("close", abandon);
      asked.on("close", () => client?.off("close", abandon));
      asked.on("error", reject);
      // What keeps the program running is the client that waits, if it is in this program.
      asked.on("socket", (socket) => void socket.unref());
      asked.on("response", (answer) => {
        const { statusCode: status = 502, headers } = answer;
        collect(answer).then((body) => resolve({ status, headers, body }), reject);
      });
      asked.end(question.body);
    });
  }

  /** Closes all connections; requests under way reject. */
  close(): void {
    this.#agent.destroy();
  }
}

/**
 * All of a body.
 *
 * @throws the error of the connection, which is ended when the body is larger than any of DynamoDB
 */
export function collect(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LARGEST_BODY) chunks.push(chunk);
      else message.destroy(new Error(`A body is larger than ${LARGEST_BODY} bytes`));
    });
    message.on("end", () => resolve(Buffer.concat(chunks, length)));
    message.on("error", reject);
    message.on("close", () => reject(new Error("The connection has ended")));
  });
}

/** DynamoDB takes and gives 16 MB at most, which JSON makes longer. */
const LARGEST_BODY = 64 * 2 ** 20;

/** The host stays the one that the client has signed. */
function onwardHeaders({ headers, body }: Question): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !ofConnection.has(name));
  return { ...Object.fromEntries(kept), "content-length": String(body.length) };
}

// An answer that is not compressed can be split, and has the checksum that the client computes.
const ofConnection: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "expect",
  "accept-encoding",
]);
