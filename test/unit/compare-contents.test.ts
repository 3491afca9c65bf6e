import { compareContents } from "standard-dynamo";
import { expect, test } from "vitest";

test.each([
  [{}, {}, 0],
  [{ contentIds: "a" }, { contentIds: ["a"] }, 0],
  [{ contentIds: [] }, { contentIds: ["a"] }, -1],
  [{ partitionIds: "a", contentIds: "b" }, { partitionIds: "b", contentIds: "a" }, -1],
  // "!" is before "#", so the list of ids is in another order than the joined text.
  [{ contentIds: ["a", "z"] }, { contentIds: ["a!"] }, 1],
  [{ contentIds: ["\u{1F600}"] }, { contentIds: ["\uFFFF"] }, 1],
])("%j against %j: %j", (left, right, order) => {
  expect(compareContents(left, right)).toBe(order);
  expect(compareContents(right, left)).toBe(0 - order);
});
