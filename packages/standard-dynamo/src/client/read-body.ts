/**
 * The bytes of a body, if it is a stream of Node.js's or bytes already; `undefined` for other bodies, of which nothing is
 * taken. Rejects if the stream ends before its time.
 */
export function readBody(body: unknown): Promise<Buffer> | undefined {
  if (body instanceof Uint8Array) return Promise.resolve(bufferOf(body));
  return isReadable(body) ? collect(body) : undefined;
}

function collect(stream: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let hasEnded = false;
    stream.on("data", (part) => void parts.push(typeof part === "string" ? Buffer.from(part) : bufferOf(part)));
    stream.on("error", reject);
    stream.on("end", () => {
      hasEnded = true;
      resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts));
    });
    stream.on("close", () => {
      // Every stream closes, and an error that nobody gets takes as long to make as one that is told.
      if (!hasEnded) reject(Object.assign(new Error("The answer broke off"), { code: "ECONNRESET" }));
    });
  });
}

/** The part of a stream of Node.js's that is used. */
interface Readable {
  on(event: "data", listener: (part: Uint8Array | string) => void): unknown;
  on(event: "end" | "close", listener: () => void): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
}

function isReadable(body: unknown): body is Readable {
  return typeof body === "object" && body !== null && "on" in body && "readable" in body && body.readable === true;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
