import { expect, test } from "vitest";
import { RetryBudget } from "../../packages/standard-dynamo/src/operation/retry-budget.ts";

test("a hundred are there at once, the others come twenty a second", () => {
  const budget = new RetryBudget(() => 0);
  const waits = Array.from({ length: 140 }, () => budget.take());
  expect(waits.slice(0, 100).every((wait) => wait === 0)).toBe(true);
  expect(waits.slice(100, 104)).toEqual([50, 100, 150, 200]);
  expect(waits.at(-1)).toBe(2000);
});

test("it fills again with time, and to no more than a hundred", () => {
  let now = 0;
  const budget = new RetryBudget(() => now);
  for (let taken = 0; taken < 100; taken++) budget.take();
  now = 1000;
  expect(Array.from({ length: 21 }, () => budget.take())).toEqual([...Array<number>(20).fill(0), 50]);
  now = 1_000_000;
  const waits = Array.from({ length: 101 }, () => budget.take());
  expect([waits.filter((wait) => wait === 0).length, waits.at(-1)]).toEqual([100, 50]);
});
