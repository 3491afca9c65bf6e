import type { ContestantName } from "../peers/contestants.ts";
import type { ContestantProcess } from "./contestant-process.ts";
import type { JobName } from "./jobs.ts";

export interface RoundsOptions {
  readonly rounds: number;
  readonly milliseconds: number;
  /** How many runs are under way at a time. */
  readonly concurrency: number;
  readonly countBytes: boolean;
}

/** Medians over the rounds: for one run, and as ratios to the Document Client of the same round. */
export interface Measured {
  readonly cpu: number;
  readonly cpuRatio: number;
  readonly wall: number;
  readonly wallRatio: number;
  readonly bytes: number;
  readonly bytesRatio: number;
}

export type JobResult = ReadonlyMap<ContestantName, Measured>;

/** Everybody prepares, is checked and warmed up; then they take turns, in another order each round. */
export async function runRounds(
  processes: readonly ContestantProcess[],
  job: JobName,
  { rounds, milliseconds, concurrency, countBytes }: RoundsOptions,
): Promise<JobResult> {
  const entries: Entry[] = [];
  for (const each of processes) {
    await each.ask("prepare", { job });
    const { cpu } = await each.ask("warmUp", { milliseconds: 16 * milliseconds, concurrency });
    const times = Math.max(concurrency, Math.round((milliseconds * 1000) / cpu));
    entries.push({ process: each, times, cpu: [], wall: [], bytes: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const entry of shuffled(entries)) {
      const { cpu, wall } = await entry.process.ask("time", { times: entry.times, concurrency });
      entry.cpu.push(cpu);
      entry.wall.push(wall);
    }
  }
  if (countBytes) {
    for (const { process, times, bytes } of entries) {
      const counts = times === 1 ? 1 : 3;
      for (let count = 0; count < counts; count++) {
        bytes.push(await process.ask("bytes", { times: Math.ceil(times / 4) }));
      }
    }
  }
  const reference = entries.find(({ process }) => process.name === "document");
  if (reference === undefined) throw new Error("There are no ratios without the Document Client");
  return new Map(entries.map((entry) => [entry.process.name, measured(entry, reference)]));
}

interface Entry {
  readonly process: ContestantProcess;
  readonly times: number;
  readonly cpu: number[];
  readonly wall: number[];
  readonly bytes: number[];
}

function measured(own: Entry, reference: Entry): Measured {
  return {
    cpu: median(own.cpu),
    cpuRatio: medianRatio(own.cpu, reference.cpu),
    wall: median(own.wall),
    wallRatio: medianRatio(own.wall, reference.wall),
    bytes: median(own.bytes),
    bytesRatio: median(own.bytes) / median(reference.bytes),
  };
}

function medianRatio(own: readonly number[], reference: readonly number[]): number {
  return median(own.map((value, round) => value / (reference[round] ?? Number.NaN)));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function shuffled<Value>(values: readonly Value[]): Value[] {
  const all = [...values];
  for (let left = all.length - 1; left > 0; left--) {
    const other = Math.floor(Math.random() * (left + 1));
    [all[left], all[other]] = [all[other] as Value, all[left] as Value];
  }
  return all;
}
