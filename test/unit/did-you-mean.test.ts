import { expect, test } from "vitest";
import { didYouMean } from "../../packages/standard-dynamo/src/errors/did-you-mean.ts";

const names = ["name", "year", "review", "currentVersion", "partition_ids"];

test.each([
  ["nmae", "name"],
  ["NAME", "name"],
  ["yaer", "year"],
  ["reviews", "review"],
  ["current_version", "currentVersion"],
  ["partitionIds", "partition_ids"],
  ["curentVersoin", "currentVersion"],
  ["x", undefined],
  ["", undefined],
  ["entirely", undefined],
])("%j was meant to be %j", (name, meant) => {
  expect(didYouMean(name, names)).toBe(meant);
});

test("of two as near, the first", () => {
  expect(didYouMean("cat", ["bat", "hat"])).toBe("bat");
});
