// Plays histories under faults and checks them: `npm run histories -- --seeds 1000 [--from N]`, or `--seed N` for one.
import { historyArguments } from "./arguments.ts";
import { play } from "./play.ts";
import { Stage } from "./stage.ts";

const { from, seeds } = historyArguments(process.argv.slice(2));
console.log(`${seeds} histories, the first seed is ${from}`);

const words: Readonly<Record<string, string>> = {
  sentAgain: "requests sent again",
  unknown: "outcomes left unknown",
};
const totals: Record<string, number> = {};
const failed: number[] = [];
const started = performance.now();
await using stage = await Stage.open();
for (let seed = from; seed < from + seeds; seed++) {
  const { counts, problems } = await play(stage, seed);
  for (const [name, count] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + count;
  if (problems.length > 0) {
    failed.push(seed);
    console.log(`seed ${seed} fails; again: npm run histories -- --seed ${seed}`);
    for (const problem of problems) console.log(`  ${problem}`);
  }
  const done = seed - from + 1;
  if (done % 100 === 0) console.log(`${done} played, ${failed.length} failed`);
}

const seconds = ((performance.now() - started) / 1000).toFixed(0);
const summary = Object.entries(totals).map(([name, count]) => `${count} ${words[name] ?? name}`);
console.log(`${seeds} histories in ${seconds} s: ${summary.join(", ")}`);
console.log(failed.length === 0 ? "all can be explained" : `${failed.length} failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
