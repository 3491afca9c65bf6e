import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bundled } from "../support/bundled.ts";

const page = fileURLToPath(new URL("kept-of-pages.ts", import.meta.url));

test("what is kept of pages does not keep the pages", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--expose-gc",
    join(await bundled({ page }), "page.mjs"),
  ]);
  const { pages, kept } = JSON.parse(stdout) as { readonly pages: number; readonly kept: number };
  expect(pages).toBeGreaterThan(40_000_000);
  // Sixteen kilobytes each, and what the runtime itself needs.
  expect(kept).toBeLessThan(pages / 10);
});
