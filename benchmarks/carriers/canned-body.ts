import { Readable } from "node:stream";

/** The body of an answer as a socket gives it: a stream of chunks, at most 64 KiB each. */
export class CannedBody extends Readable {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    super();
    this.#bytes = bytes;
  }

  override _read(): void {
    const chunk = this.#bytes.subarray(this.#at, this.#at + chunkSize);
    this.#at += chunkSize;
    this.push(chunk);
    if (this.#at >= this.#bytes.length) this.push(null);
  }
}

const chunkSize = 64 * 1024;
