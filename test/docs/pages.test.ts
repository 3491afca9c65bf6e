import { describe, expect, test } from "vitest";
import { pages, programBlocks, readPage, statedOutput } from "./page.ts";
import { runPage } from "./run-page.ts";

describe.concurrent("the TypeScript of the docs runs and prints what its comments say", () => {
  test.each(pages)("%s", { timeout: 60_000 }, async (page) => {
    const printed = Object.fromEntries(await runPage(page));
    const stated = programBlocks(readPage(page)).map((block) => [block.line, statedOutput(block)] as const);
    expect(printed).toEqual(Object.fromEntries(stated));
  });
});
