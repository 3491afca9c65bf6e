import { type ContentKey, isKeyValidationError } from "standard-dynamo";
import { expect, test } from "vitest";
import {
  type KeySpace,
  keyPair,
  partitionValue,
  plainKey,
  recordKey,
  sortPrefix,
} from "../../packages/standard-dynamo/src/key/key-space.ts";

const space: KeySpace = { partitionKey: "PK", sortKey: "SK", partitionStart: "a#b#", contentStart: "c#" };

test.each<[key: ContentKey, partition: string, sort: string]>([
  [{}, "a#b#", "c#"],
  [{ partitionIds: null, contentIds: undefined }, "a#b#", "c#"],
  [{ partitionIds: [], contentIds: [] }, "a#b#", "c#"],
  [{ partitionIds: "1", contentIds: ["2", "3"] }, "a#b#1", "c#2#3"],
  [{ partitionIds: [" "], contentIds: ["é"] }, "a#b# ", "c#é"],
])("%j has the keys %j and %j", (key, partition, sort) => {
  expect(keyPair(space, key)).toEqual({ partition, sort });
  expect(recordKey(space, { partition, sort })).toEqual(plainKey(key));
  expect(partitionValue(space, key.partitionIds)).toBe(partition);
});

test.each<[key: object, path: (string | number)[], message: string]>([
  [{ contentIds: [""] }, ["contentIds", 0], "must not be empty"],
  [{ contentIds: ["a", "b#c"] }, ["contentIds", 1], 'must not contain "#"'],
  [{ partitionIds: [1] }, ["partitionIds", 0], "an id is text, got number"],
  [{ partitionIds: [null] }, ["partitionIds", 0], "an id is text, got null"],
  [{ partitionIds: 1 }, ["partitionIds"], "expected a list of texts, got number"],
  [{ contentIds: ["\uD800"] }, ["contentIds", 0], "lone surrogate"],
  [{ contentIds: ["x".repeat(1023)] }, ["contentIds"], "1025 bytes, DynamoDB takes 1024"],
  [{ partitionIds: ["é".repeat(1023)] }, ["partitionIds"], "2050 bytes, DynamoDB takes 2048"],
])("%j is refused", (key, path, message) => {
  const error = errorOf(() => keyPair(space, key));
  expect(isKeyValidationError(error)).toBe(true);
  expect(error).toMatchObject({ issues: [{ path, message: expect.stringContaining(message) as string }] });
});

test("every wrong id is named", () => {
  const error = errorOf(() => keyPair(space, { partitionIds: ["", "#"], contentIds: [""] }));
  expect(error).toMatchObject({ issues: [{}, {}, {}] });
});

test("what is no key is refused", () => {
  expect(errorOf(() => keyPair(space, "1" as ContentKey))).toMatchObject({ code: "KEY_VALIDATION" });
  expect(errorOf(() => keyPair(space, null as unknown as object))).toMatchObject({ code: "KEY_VALIDATION" });
});

test("keys up to the limits are taken", () => {
  expect(keyPair(space, { contentIds: ["x".repeat(1022)] }).sort).toHaveLength(1024);
  expect(keyPair(space, { partitionIds: ["x".repeat(2044)] }).partition).toHaveLength(2048);
});

test.each([
  [[], "c#"],
  [["1"], "c#1"],
  [["1", ""], "c#1#"],
  [["1", "2"], "c#1#2"],
])("the prefix %j is %j", (ids, prefix) => {
  expect(sortPrefix(space, ids, "contentPrefix")).toBe(prefix);
});

test("an empty id alone is no prefix", () => {
  expect(errorOf(() => sortPrefix(space, [""], "contentPrefix"))).toMatchObject({
    issues: [{ path: ["contentPrefix", 0] }],
  });
});

test.each([
  [{ partition: "x#b#1", sort: "c#1" }],
  [{ partition: "a#b", sort: "c#1" }],
  [{ partition: "a#b#1", sort: "d#1" }],
])("%j is the key of another repository", (pair) => {
  expect(recordKey(space, pair)).toBeUndefined();
});

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
