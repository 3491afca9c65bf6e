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
