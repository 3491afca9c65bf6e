import { expect, test } from "vitest";
import { playThroughProxy } from "./play.ts";
import { Stage } from "./stage.ts";

// Another first seed: HISTORIES_FROM=7 npx vitest run test/histories/over-sockets.test.ts
const from = Number(process.env["HISTORIES_FROM"] ?? 1);
const seeds = 8;

test(`over sockets too, with four requests at once: ${seeds} histories from seed ${from}`, {
  timeout: 180_000,
}, async () => {
  await using stage = await Stage.open();
  const seen = await Promise.all(
    Array.from({ length: seeds }, async (_, index) => {
      const { problems, counts } = await playThroughProxy(stage, from + index);
      return { problems: problems.map((problem) => `seed ${from + index}: ${problem}`), counts };
    }),
  );
  expect(seen.flatMap(({ problems }) => problems)).toEqual([]);
  expect(seen.reduce((sum, { counts }) => sum + counts.faults, 0)).toBeGreaterThan(seeds);
});
