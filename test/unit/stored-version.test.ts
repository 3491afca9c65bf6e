import { ExactNumber } from "standard-dynamo";
import { expect, test } from "vitest";
import { storedVersion } from "../../packages/standard-dynamo/src/item/read-content.ts";
import type { Stored } from "../../packages/standard-dynamo/src/model/stored.ts";

test.each<[value: Stored | undefined, version: number]>([
  [undefined, 0],
  [null, 0],
  [3, 3],
  ["3", 3],
  [" 03 ", 3],
  ["1e3", 1000],
  ["9007199254740991", Number.MAX_SAFE_INTEGER],
])("%j is the version %d", (value, version) => {
  expect(storedVersion({ _object_version: value })).toBe(version);
});

test.each<[value: Stored, message: string]>([
  [10n ** 37n + 1n, "is beyond Number.MAX_SAFE_INTEGER"],
  ["9007199254740993", "is beyond Number.MAX_SAFE_INTEGER"],
  [1.5, "is not a whole number"],
  [new ExactNumber("0.99999999999999999999"), "is not a whole number"],
  ["1.00000000000000000001", "is not a whole number"],
  ["", "is not a whole number"],
  ["x", "is not a whole number"],
  [true, "is not a whole number"],
])("%s is no version, and is not rounded to one", (value, message) => {
  expect(storedVersion({ _object_version: value })).toEqual({ path: ["_object_version"], message });
});
