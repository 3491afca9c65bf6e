import { AnswerReader } from "../../packages/standard-dynamo/src/operation/answer-reader.ts";

// Started by memory.test.ts, with the collector at hand: reads pages of a megabyte, keeps one text of each, and tells how
// much memory that holds. The names of the maps are new on every page, so that readers have something to remember.

const space = { partitionKey: "PK", sortKey: "SK", partitionStart: "content#notes#", contentStart: "note#" };
const count = 50;

function pageOf(number: number): string {
  const items = Array.from({ length: 1000 }, (_, index) => ({
    PK: { S: `partition number ${number}` },
    SK: { S: `sort key number ${index}` },
    [`an attribute of page ${number}`]: { S: "x".repeat(900) },
    map: { M: { [`a name on page ${number}`]: { N: "1" } } },
  }));
  return JSON.stringify({ Items: items });
}

let pages = 0;
const readers: AnswerReader[] = [];
const texts: unknown[] = [];
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
for (let number = 0; number < count; number++) {
  const text = pageOf(number);
  pages += text.length;
  const reader = new AnswerReader(space);
  texts.push(reader.read(text)?.Items?.[500]?.own["SK"]);
  readers.push(reader);
}
globalThis.gc?.();
const kept = process.memoryUsage().heapUsed - before;
process.stdout.write(JSON.stringify({ pages, kept, held: texts.length + readers.length }));
