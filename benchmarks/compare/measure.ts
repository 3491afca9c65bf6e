import { GCProfiler } from "node:v8";

export type Work = () => Promise<unknown>;

/** What some runs of a piece of work cost, for one run. */
export interface Sample {
  /** CPU of the whole process, the threads of the compiler and the garbage collector included. */
  readonly cpu: number;
  /** Microseconds from the first to the last, for one run. */
  readonly wall: number;
}

/**
 * Runs half of the work before the clock starts: after the turns of others, the caches of the processor are theirs. The
 * garbage is not collected by force: that throws compiled code away as well.
 */
export async function timeOf(work: Work, times: number, concurrency: number): Promise<Sample> {
  await repeat(work, Math.floor(times / 2), concurrency);
  return sampled(async () => {
    await repeat(work, times, concurrency);
    return times;
  });
}

/** Runs for a time; the second half tells what a run costs now. Of work that is longer than that, one run will do. */
export async function warmUp(work: Work, milliseconds: number, concurrency: number): Promise<Sample> {
  const half = (): Promise<Sample> => sampled(() => repeatFor(work, milliseconds / 2, concurrency));
  const first = await half();
  return first.wall > milliseconds * 1000 ? first : half();
}

/**
 * Bytes that one run allocates, on the heap and beside it: what the heap has grown by between the collections of garbage,
 * which the profiler tells exactly.
 */
export async function bytesOf(work: Work, times: number): Promise<number> {
  const profiler = new GCProfiler();
  profiler.start();
  const before = process.memoryUsage();
  for (let run = 0; run < times; run++) await work();
  const after = process.memoryUsage();
  let total = 0;
  let last = before.heapUsed + before.external;
  for (const { beforeGC, afterGC } of profiler.stop().statistics) {
    total += used(beforeGC.heapStatistics) - last;
    last = used(afterGC.heapStatistics);
  }
  return (total + after.heapUsed + after.external - last) / times;
}

async function repeat(work: Work, times: number, concurrency: number): Promise<void> {
  let left = times;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  if (concurrency === 1) await lane();
  else await Promise.all(Array.from({ length: concurrency }, lane));
}

async function sampled(runs: () => Promise<number>): Promise<Sample> {
  const started = performance.now();
  const before = process.cpuUsage();
  const times = await runs();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / times, wall: ((performance.now() - started) * 1000) / times };
}

async function repeatFor(work: Work, milliseconds: number, concurrency: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let times = 0;
  do {
    await repeat(work, concurrency, concurrency);
    times += concurrency;
  } while (performance.now() < end);
  return times;
}

interface HeapNumbers {
  readonly usedHeapSize: number;
  readonly externalMemory: number;
}

function used({ usedHeapSize, externalMemory }: HeapNumbers): number {
  return usedHeapSize + externalMemory;
}
