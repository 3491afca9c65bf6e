// Fixed work on the stub, by the repository and by the Document Client in turn. Takes the limits of the ratios as JSON,
// prints the ratios as JSON. Ratios of CPU time on a busy machine only err upwards for long, so what is within its limit
// once is, and is not measured again. The limits stand in `test/performance/guard.test.ts`.
import { ContestantProcess } from "../compare/contestant-process.ts";
import type { JobName } from "../compare/jobs.ts";

/** How many runs a turn has: about 70 ms each. */
const runs = { get: 80, put: 80, "query-100": 8, "batch-write-25": 10 } as const satisfies Partial<
  Record<JobName, number>
>;
const attempts = 5;
const turns = 3;

const limits = JSON.parse(process.argv[2] ?? "{}") as Record<string, number>;
const stub = { carrier: "stub", endpoint: "", tableName: "orders" } as const;
const ours = await ContestantProcess.start("ours-zod", stub);
const reference = await ContestantProcess.start("document", stub);
const ratios: Record<string, number> = {};
try {
  for (const job of Object.keys(runs) as (keyof typeof runs)[]) ratios[job] = await leastRatio(job);
} finally {
  ours.end();
  reference.end();
}
console.log(JSON.stringify(ratios));

async function leastRatio(job: keyof typeof runs): Promise<number> {
  const work = { times: runs[job], concurrency: 1 };
  for (const each of [ours, reference]) {
    await each.ask("prepare", { job });
    await each.ask("time", { ...work, times: 2 * work.times });
  }
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts && least > (limits[job] ?? 0); attempt++) {
    const own: number[] = [];
    const others: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      own.push((await ours.ask("time", work)).cpu);
      others.push((await reference.ask("time", work)).cpu);
    }
    least = Math.min(least, Math.min(...own) / Math.min(...others));
  }
  return least;
}
