import { inspect } from "node:util";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as fc from "fast-check";
import { hasNoNul, type HostileCall, hostileCalls } from "../property/hostile-call.ts";
import { checkedCall } from "../property/hostile-check.ts";
import { type ModelName, models } from "../property/hostile-models.ts";
import { nearText } from "../property/hostile-names.ts";
import { openScene } from "../property/hostile-scene.ts";
import { type HostileTable, openHostileTable, type Place } from "../property/hostile-table.ts";
import { describeCall } from "./describe-call.ts";

export interface FuzzOptions {
  /** Where the dice begin: the same seed gives the same calls. */
  readonly seed: number;
  /** How long to go on; a failure is made smaller for as long again at most. */
  readonly seconds: number;
  /** The place of one failure among the runs of the seed, to go there at once. */
  readonly path?: string | undefined;
  /** Gets the client of each engine, to put a fault in. */
  readonly tamper?: ((client: DynamoDBClient) => void) | undefined;
  /** Told of every run before it begins. */
  readonly onRun?: ((seed: number, describe: () => string) => void) | undefined;
}

export interface FuzzResult {
  readonly runs: number;
  readonly calls: number;
  /** How many calls ended in which way: `ok`, the code of an error of ours, the name of another. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failure: FuzzFailure | undefined;
}

interface FuzzFailure {
  /** With these two the failure repeats. */
  readonly seed: number;
  readonly path: string;
  /** The smallest calls that were found to fail, and how. */
  readonly report: string;
}

/** Some calls on one repository. */
interface Run {
  readonly model: ModelName;
  readonly place: Place;
  readonly calls: readonly HostileCall[];
}

const parts = nearText.filter((text) => !text.includes("#"));
const runs: fc.Arbitrary<Run> = fc.record({
  model: fc.constantFrom(...(Object.keys(models) as ModelName[])),
  place: fc.record({ partitionPrefix: parts, partitionName: parts, contentType: parts.filter(hasNoNul) }),
  calls: fc.array(hostileCalls, { minLength: 1, maxLength: 12 }),
});

/** Few runs to a seed, so that a failure is near its seed. */
const runsPerSeed = 20;

/**
 * Plays random calls, the same on the tables of two engines, and checks after each what holds for every call
 * (`checkedCall`) and that both tell the same. Ends at the first failure, or when the time is over.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  await using one = await openHostileTable();
  await using other = await openHostileTable();
  const tables = [one, other];
  for (const { client } of tables) options.tamper?.(client);
  const end = Date.now() + options.seconds * 1000;
  let last = end;
  const tally = { runs: 0, calls: 0, outcomes: {} as Record<string, number> };
  for (let batch = 0; batch === 0 || Date.now() < end; batch++) {
    const seed = (options.seed + batch * 0x9e3779b1) | 0;
    const property = fc.asyncProperty(runs, async (run) => {
      // When the time is over what is left of this seed passes unplayed; fast-check's own limit would leave a run behind.
      if (Date.now() > last) return;
      options.onRun?.(seed, () => describeRun(run));
      tally.runs++;
      try {
        await playRun(tables, run, tally);
      } catch (error) {
        // Made smaller from here on.
        if (last === end) last = Date.now() + options.seconds * 1000;
        throw error;
      }
    });
    const path = options.path === undefined ? {} : { path: options.path };
    const details = await fc.check(property, { seed, numRuns: runsPerSeed, ...path });
    if (details.failed) {
      const [run] = details.counterexample ?? [];
      const report = run === undefined ? fc.defaultReportMessage(details) : explain(run, details.errorInstance);
      return { ...tally, failure: { seed, path: details.counterexamplePath ?? "", report: String(report) } };
    }
  }
  return { ...tally, failure: undefined };
}

interface Tally {
  runs: number;
  calls: number;
  readonly outcomes: Record<string, number>;
}

async function playRun(tables: readonly HostileTable[], { model, place, calls }: Run, tally: Tally): Promise<void> {
  const scenes = await Promise.all(
    tables.map(async (table) => {
      await table.clear();
      return openScene(table, place, model);
    }),
  );
  for (const [index, call] of calls.entries()) {
    // Both to their end: what one would still be doing after the other has failed, the next run would find in its table.
    const outcomes = await Promise.allSettled(scenes.map((scene) => checkedCall(scene, call)));
    const [first, second] = outcomes.map((outcome) => {
      if (outcome.status === "rejected") throw new CallFailed(index, outcome.reason);
      return outcome.value;
    });
    if (first !== second) throw new CallFailed(index, new Error(`one engine: ${first}\nthe other: ${second}`));
    tally.calls++;
    const kind = /^[A-Z_]+(?=:)|^\w+Exception$/.exec(first ?? "")?.[0] ?? "ok";
    tally.outcomes[kind] = (tally.outcomes[kind] ?? 0) + 1;
  }
}

class CallFailed extends Error {
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super("a call failed", { cause });
    this.index = index;
  }
}

/** The calls up to the one that failed, and what it was. */
function explain(run: Run, error: unknown): string {
  if (!(error instanceof CallFailed)) return `${describeRun(run)}\n${inspect(error)}`;
  const { message, cause } = error.cause as Error;
  const calls = run.calls.slice(0, error.index + 1);
  return [describeRun({ ...run, calls }), message, ...(cause === undefined ? [] : [inspect(cause)])].join("\n");
}

function describeRun({ model, place, calls }: Run): string {
  return [`${model} at ${JSON.stringify(place)}`, ...calls.map((call) => `  ${describeCall(call)}`)].join("\n");
}
