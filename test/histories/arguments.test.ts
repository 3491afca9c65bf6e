import { expect, test } from "vitest";
import { historyArguments } from "./arguments.ts";

test("one seed is played again", () => {
  expect(historyArguments(["--seed", "7"])).toEqual({ from: 7, seeds: 1 });
});

test("without a first seed it is a random one", () => {
  expect(historyArguments(["--seeds", "20"], () => 0.5)).toEqual({ from: 2 ** 30, seeds: 20 });
  expect(historyArguments(["--from", "3"])).toEqual({ from: 3, seeds: 1000 });
});

test.each(["--seed=x", "--seeds=-1", "--from=1.5", "--sedes=3"])("%s is refused", (argument) => {
  expect(() => historyArguments([argument])).toThrow(/--(seed|from|sedes)/);
});
