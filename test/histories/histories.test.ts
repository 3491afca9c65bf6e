import { expect, test } from "vitest";
import { play } from "./play.ts";
import { Stage } from "./stage.ts";

// `npm run histories` plays as many as are wanted, nightly a thousand; here they are the same at every run.
const from = Number(process.env["HISTORIES_FROM"] ?? 1);
const seeds = 25;

test(`what clients are told under faults can be explained: ${seeds} histories from seed ${from}`, {
  timeout: 180_000,
}, async () => {
  const totals = { faults: 0, unknown: 0, sentAgain: 0 };
  const problems: string[] = [];
  // On two stages side by side: a history lets one request through at a time, and so waits most of its time.
  const playEverySecond = async (first: number): Promise<void> => {
    await using stage = await Stage.open();
    for (let seed = first; seed < from + seeds; seed += 2) {
      const played = await play(stage, seed);
      problems.push(...played.problems.map((problem) => `npm run histories -- --seed ${seed}: ${problem}`));
      for (const name of ["faults", "unknown", "sentAgain"] as const) totals[name] += played.counts[name];
    }
  };
  await Promise.all([playEverySecond(from), playEverySecond(from + 1)]);
  expect(problems).toEqual([]);
  // Otherwise nothing was tried.
  expect(totals.faults).toBeGreaterThan(seeds);
  expect(totals.unknown).toBeGreaterThan(seeds);
  expect(totals.sentAgain).toBeGreaterThan(seeds);
});
