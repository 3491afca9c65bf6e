import { expect, test } from "vitest";
import type { KeySpace } from "../../packages/standard-dynamo/src/key/key-space.ts";
import { betweenRange, prefixRange } from "../../packages/standard-dynamo/src/key/sort-range.ts";

const space: KeySpace = { partitionKey: "PK", sortKey: "SK", partitionStart: "a#b#", contentStart: "c#" };

test("a prefix", () => {
  expect(prefixRange(space, undefined)).toEqual({ kind: "prefix", prefix: "c#" });
  expect(prefixRange(space, ["1", ""])).toEqual({ kind: "prefix", prefix: "c#1#" });
});

test.each([
  [undefined, [], { kind: "prefix", prefix: "c#" }],
  [["1"], undefined, { kind: "between", start: "c#1", end: "c$" }],
  [undefined, ["1"], { kind: "between", start: "c#", end: "c#1" }],
  [["1"], ["1"], { kind: "between", start: "c#1", end: "c#1" }],
  [["1", "2"], "3", { kind: "between", start: "c#1#2", end: "c#3" }],
  ["\uFFFF", "\u{1F600}", { kind: "between", start: "c#\uFFFF", end: "c#\u{1F600}" }],
])("from %j to %j", (start, end, range) => {
  expect(betweenRange(space, start, end)).toEqual(range);
});

test.each([
  ["2", "1"],
  ["\u{1F600}", "\uFFFF"],
  [["a", "z"], ["a!"]],
])("from %j to %j is refused", (start, end) => {
  expect(() => betweenRange(space, start, end)).toThrow("contentStart: comes after contentEnd in DynamoDB's order");
});
