import { expect, test } from "vitest";
import { overlaps } from "../../packages/standard-dynamo/src/expression/overlaps.ts";

test.each([
  [["a"], ["a"], true],
  [["a"], ["a", "b"], true],
  [["a", "b", "c"], ["a"], true],
  [["a", "b"], ["a", "c"], false],
  [["a"], ["ab"], false],
  [["a.b"], ["a", "b"], false],
])("%j and %j overlap: %s", (left, right, doThey) => {
  const actions = [left, ["z"], right].map((path) => ({ kind: "remove" as const, path }));
  expect(overlaps(actions)).toHaveLength(doThey ? 1 : 0);
});

test("each action is named once, with one that comes before it", () => {
  const paths = [["a", "b"], ["a"], ["a", "c"], ["b"], ["a", "b"]];
  const actions = paths.map((path) => ({ kind: "remove" as const, path }));
  expect(overlaps(actions)).toEqual([
    [actions[1], actions[0]],
    [actions[2], actions[1]],
    [actions[4], actions[1]],
  ]);
});

test("very many actions are compared in linear time", () => {
  const actions = Array.from({ length: 100_000 }, (_, index) => ({
    kind: "remove" as const,
    path: ["a", `n${index}`],
  }));
  const started = process.cpuUsage();
  expect(overlaps(actions)).toEqual([]);
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});
