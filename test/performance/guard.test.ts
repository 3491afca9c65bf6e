import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { workspace } from "../docs/page.ts";

/** CPU time of the repository with a Zod model, in that of the Document Client, in the same process of work. */
const limits = {
  get: 0.5,
  put: 0.6,
  "query-100": 0.7,
  "batch-write-25": 1,
};

/** With limits of nothing, it measures as long as it may. */
async function ratiosOf(given: Readonly<Record<string, number>>): Promise<Record<string, number>> {
  const args = ["benchmarks/run.mjs", "--source", "guard/main", JSON.stringify(given)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: workspace });
  return JSON.parse(stdout) as Record<string, number>;
}

describe("the CPU of an operation, in that of the Document Client", () => {
  let ratios: Record<string, number> = {};
  beforeAll(async () => {
    ratios = await ratiosOf(limits);
  }, 120_000);

  test.each(Object.entries(limits))("%s is at most %d", (job, limit) => {
    expect(ratios[job]).toBeLessThan(limit);
  });
});
