import { beforeAll, describe, expect, test } from "vitest";
import { pages, programBlocks, readPage, statedOutput } from "./page.ts";
import { type PageRun, runPages } from "./run-page.ts";

describe("the TypeScript of the docs runs and prints what its comments say", () => {
  let runs: ReadonlyMap<string, PageRun>;
  beforeAll(async () => {
    runs = await runPages();
  }, 120_000);

  test.each(pages)("%s", (page) => {
    const run = runs.get(page);
    expect(run?.errors).toBe("");
    const stated = programBlocks(readPage(page)).map((block) => [block.line, statedOutput(block)] as const);
    expect(Object.fromEntries(run?.printed ?? [])).toEqual(Object.fromEntries(stated));
  });
});
