import { expect, test } from "vitest";
import { backoff, retryPolicy } from "../../packages/standard-dynamo/src/operation/backoff.ts";

test("the defaults, and what is given instead", () => {
  expect(retryPolicy()).toEqual({ maxAttempts: 10, baseDelayMs: 50, maxDelayMs: 2000 });
  expect(retryPolicy({ maxAttempts: 1, baseDelayMs: undefined })).toEqual({
    maxAttempts: 1,
    baseDelayMs: 50,
    maxDelayMs: 2000,
  });
});

test.each([
  [1, 50],
  [2, 100],
  [3, 200],
  [6, 1600],
  [7, 2000],
  [5000, 2000],
])("attempt %d waits %d ms at most", (attempt, most) => {
  expect(backoff(attempt, retryPolicy(), () => 1)).toBe(most);
  expect(backoff(attempt, retryPolicy(), () => 0.5)).toBe(most / 2);
  expect(backoff(attempt, retryPolicy(), () => 0)).toBe(0);
});
