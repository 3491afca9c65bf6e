import { expect, test } from "vitest";
import { play } from "./play.ts";
import { Stage } from "./stage.ts";

test("the same seed gives the same history, event by event, also on another engine", { timeout: 60_000 }, async () => {
  await using stage = await Stage.open();
  await using other = await Stage.open();
  for (const seed of [3, 14]) {
    const { log } = await play(stage, seed);
    expect(log.length).toBeGreaterThan(50);
    expect(firstDifference((await play(stage, seed)).log, log)).toBeUndefined();
    expect(firstDifference((await play(other, seed)).log, log)).toBeUndefined();
  }
});

test("another seed gives another history", async () => {
  await using stage = await Stage.open();
  const [first, second] = [await play(stage, 4), await play(stage, 5)];
  expect(firstDifference(second.log, first.log)).toBeDefined();
});

function firstDifference(log: readonly string[], expected: readonly string[]): object | undefined {
  const count = Math.max(log.length, expected.length);
  const at = Array.from({ length: count }, (_, index) => index).find((index) => log[index] !== expected[index]);
  return at === undefined ? undefined : { at, log: log[at], expected: expected[at] };
}
