// Random calls with hostile input against the tables of two engines: npm run fuzz -- --seed N --seconds 60
import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";
import { startWatchdog } from "./watchdog.ts";

const { values } = parseArgs({
  options: { seed: { type: "string" }, seconds: { type: "string", default: "60" }, path: { type: "string" } },
});
const seed = values.seed === undefined ? Date.now() | 0 : Number(values.seed);
const seconds = Number(values.seconds);
if (!Number.isInteger(seed) || !(seconds > 0)) throw new Error("--seed takes a whole number, --seconds a positive one");

console.log(`seed ${seed}, ${seconds} s`);
using watchdog = startWatchdog(60);
const { failure, ...tally } = await fuzz({
  seed,
  seconds,
  path: values.path,
  onRun: (at, describe) => watchdog.begin(`npm run fuzz -- --seed ${at}\n${describe()}`),
});
console.log(`${tally.runs} runs, ${tally.calls} calls: ${JSON.stringify(tally.outcomes)}`);
if (failure !== undefined) {
  console.error(failure.report);
  console.error(`It repeats with: npm run fuzz -- --seed ${failure.seed} --path ${failure.path}`);
  process.exitCode = 1;
}
