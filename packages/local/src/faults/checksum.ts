import * as zlib from "node:zlib";

/** The CRC32 of an answer's body as DynamoDB sends it in `X-Amz-Crc32`: an integer from 0 to 2^32 - 1. */
export const crc32: (bytes: Uint8Array) => number = zlib.crc32 ?? crc32ByTable;

/** For versions of Node.js that have none (22.0, 22.1). */
export function crc32ByTable(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The remainder of each byte by the polynomial of CRC32, its bits reversed. */
const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  return remainder;
});
