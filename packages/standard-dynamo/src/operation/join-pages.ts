import { CostMeter } from "./cost.ts";
import type { BatchResponse } from "./list.ts";

/** The pages of one read as one response: where the last one stopped, and what all of them took. */
export function joinPages<Item>(pages: readonly BatchResponse<Item>[]): BatchResponse<Item> {
  const [first] = pages;
  if (first !== undefined && pages.length === 1) return first;
  const meter = new CostMeter();
  for (const { cost } of pages) meter.add(cost);
  return {
    contents: pages.flatMap(({ contents }) => contents),
    invalid: pages.flatMap(({ invalid }) => invalid),
    skipped: pages.reduce((sum, { skipped }) => sum + skipped, 0),
    cursor: pages.at(-1)?.cursor,
    cost: meter.cost(),
  };
}
