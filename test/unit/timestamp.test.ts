import { expect, test } from "vitest";
import { epochSeconds, timestamp } from "../../packages/standard-dynamo/src/item/timestamp.ts";

test.each([
  ["2020-01-02T03:04:05.000Z", "2020-01-02T03:04:05+00:00"],
  ["2020-01-02T03:04:05.678Z", "2020-01-02T03:04:05.678000+00:00"],
  ["2020-01-02T03:04:05.010Z", "2020-01-02T03:04:05.010000+00:00"],
])("%s as Python's isoformat: %s", (iso, text) => {
  expect(timestamp(new Date(iso))).toBe(text);
});

test.each([
  [0, 0],
  [999, 0],
  [1000, 1],
  [-1, 0],
  [-1999, -1],
])("%d ms are %d whole seconds", (milliseconds, seconds) => {
  expect(epochSeconds(new Date(milliseconds))).toBe(seconds);
});
