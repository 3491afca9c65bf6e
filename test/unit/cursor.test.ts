import { expect, test } from "vitest";
import type { KeySpace } from "../../packages/standard-dynamo/src/key/key-space.ts";
import type { SortRange } from "../../packages/standard-dynamo/src/key/sort-range.ts";
import { decodeCursor, encodeCursor } from "../../packages/standard-dynamo/src/operation/cursor.ts";

const space: KeySpace = { partitionKey: "PK", sortKey: "SK", partitionStart: "a#b#", contentStart: "c#" };
const all: SortRange = { kind: "prefix", prefix: "c#" };

test.each(["c#", "c#1", 'c#é\u{1F600}\u0000"\\'])("a cursor at %j is safe in a URL and comes back", (sort) => {
  const cursor = encodeCursor({ partition: "a#b#ü", sort });
  expect(encodeURIComponent(cursor)).toBe(cursor);
  expect(decodeCursor(space, "a#b#ü", all, cursor)).toEqual({ PK: { S: "a#b#ü" }, SK: { S: sort } });
});

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

test.each<[cursor: unknown, message: string]>([
  ["", "is not a cursor of this library"],
  ["?", "is not a cursor of this library"],
  [1, "is not a cursor of this library"],
  [{}, "is not a cursor of this library"],
  [encoded(["a#b#"]), "is not a cursor of this library"],
  [encoded(["a#b#", 1]), "is not a cursor of this library"],
  [encoded({ 0: "a#b#", 1: "c#", length: 2 }), "is not a cursor of this library"],
  [encoded(["a#b#1", "c#1"]), "belongs to another partition"],
  [encoded(["a#b#", "d#1"]), "belongs to another range of the partition"],
])("%o is refused", (cursor, message) => {
  expect(() => decodeCursor(space, "a#b#", all, cursor as string)).toThrow(`cursor: ${message}`);
});

test.each<[range: SortRange, sort: string, isWithin: boolean]>([
  [{ kind: "prefix", prefix: "c#1" }, "c#10", true],
  [{ kind: "prefix", prefix: "c#1" }, "c#2", false],
  [{ kind: "between", start: "c#1", end: "c#3" }, "c#1", true],
  [{ kind: "between", start: "c#1", end: "c#3" }, "c#3", true],
  [{ kind: "between", start: "c#1", end: "c#3" }, "c#3#1", false],
  [{ kind: "between", start: "c#\uFFFF", end: "c#\u{10FFFF}" }, "c#\u{1F600}", true],
])("within %o, a cursor at %j is right: %s", (range, sort, isWithin) => {
  const decode = (): unknown => decodeCursor(space, "a#b#", range, encodeCursor({ partition: "a#b#", sort }));
  if (isWithin) expect(decode()).toEqual({ PK: { S: "a#b#" }, SK: { S: sort } });
  else expect(decode).toThrow("cursor: belongs to another range of the partition");
});
