import { expect, test } from "vitest";
import { ProgressBar } from "../../examples/movies/src/progress-bar.ts";

function shown(isTTY: boolean, total: number, steps: readonly number[]): string {
  let text = "";
  const bar = new ProgressBar({ isTTY, write: (more) => (text += more) }, "films", total);
  for (const step of steps) bar.update(step);
  return text;
}

test("outside a terminal it is a line per quarter", () => {
  const lines = shown(false, 2000, [25, 500, 600, 1100, 1900, 2000]).split("\n");
  expect(lines).toEqual([
    "     25 % films 500 of 2,000",
    "     55 % films 1,100 of 2,000",
    "     95 % films 1,900 of 2,000",
    "    100 % films 2,000 of 2,000",
    "",
  ]);
});

test("in a terminal it is one line, drawn again, with an end", () => {
  const text = shown(true, 4, [1, 4]);
  expect(text.split("\r")).toHaveLength(3);
  expect(text).toMatch(/\r {4}█{7}░{23} {2}25 % films 1 of 4\r {4}█{30} 100 % films 4 of 4\n$/);
});
