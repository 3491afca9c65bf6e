import { expect, test } from "vitest";
import { play } from "./play.ts";
import { Stage } from "./stage.ts";

// `npm run histories` plays as many as are wanted; here they are the same at every run.
const from = Number(process.env["HISTORIES_FROM"] ?? 1);
const seeds = 50;

test(`what clients are told under faults can be explained: ${seeds} histories from seed ${from}`, {
  timeout: 180_000,
}, async () => {
  await using stage = await Stage.open();
  const totals = { faults: 0, unknown: 0, sentAgain: 0 };
  const problems: string[] = [];
  for (let seed = from; seed < from + seeds; seed++) {
    const played = await play(stage, seed);
    problems.push(...played.problems.map((problem) => `npm run histories -- --seed ${seed}: ${problem}`));
    for (const name of ["faults", "unknown", "sentAgain"] as const) totals[name] += played.counts[name];
  }
  expect(problems).toEqual([]);
  // Otherwise nothing was tried.
  expect(totals.faults).toBeGreaterThan(seeds);
  expect(totals.unknown).toBeGreaterThan(seeds);
  expect(totals.sentAgain).toBeGreaterThan(seeds);
});
