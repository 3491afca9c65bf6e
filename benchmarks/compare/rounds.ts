import type { ContestantName } from "../peers/contestants.ts";
import type { ContestantProcess } from "./contestant-process.ts";
import type { JobName } from "./jobs.ts";

export interface RoundsOptions {
  readonly processes: readonly ContestantProcess[];
  /** The same contestants in processes that count bytes. */
  readonly counters: readonly ContestantProcess[];
  readonly rounds: number;
  readonly milliseconds: number;
}

export interface JobResult {
  readonly name: ContestantName;
  /** Medians over the rounds: CPU microseconds of a run, and the ratio to the Document Client of the same round. */
  readonly cpu: number;
  readonly cpuRatio: number;
  readonly bytes: number;
  readonly bytesRatio: number;
}

/** Everybody prepares, is checked and warmed up; then they take turns, in another order each round. */
export async function runRounds(job: JobName, options: RoundsOptions): Promise<JobResult[]> {
  const { processes, counters, rounds, milliseconds } = options;
  const times = new Map<ContestantProcess, number>();
  for (const each of processes) {
    await each.ask({ kind: "prepare", job });
    const { cpuMicroseconds } = await each.ask({ kind: "warm-up", milliseconds: 10 * milliseconds });
    times.set(each, Math.max(1, Math.round((milliseconds * 1000) / cpuMicroseconds)));
  }
  const cpu = new Map<ContestantName, number[]>(processes.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const each of shuffled(processes)) {
      const sample = await each.ask({ kind: "cpu", times: times.get(each) ?? 1, concurrency: 1 });
      cpu.get(each.name)?.push(sample.cpuMicroseconds);
    }
  }
  const bytes = new Map<ContestantName, number>();
  for (const each of counters) {
    await each.ask({ kind: "prepare", job });
    await each.ask({ kind: "warm-up", milliseconds: 4 * milliseconds });
    bytes.set(each.name, (await each.ask({ kind: "bytes" })).bytes ?? Number.NaN);
  }
  const reference = cpu.get("document") ?? [];
  return processes.map(({ name }) => {
    const own = cpu.get(name) ?? [];
    return {
      name,
      cpu: median(own),
      cpuRatio: median(own.map((value, round) => value / (reference[round] ?? Number.NaN))),
      bytes: bytes.get(name) ?? Number.NaN,
      bytesRatio: (bytes.get(name) ?? Number.NaN) / (bytes.get("document") ?? Number.NaN),
    };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function shuffled<Value>(values: readonly Value[]): Value[] {
  const all = [...values];
  for (let left = all.length - 1; left > 0; left--) {
    const other = Math.floor(Math.random() * (left + 1));
    [all[left], all[other]] = [all[other] as Value, all[left] as Value];
  }
  return all;
}
