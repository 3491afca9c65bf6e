import { PerformanceObserver } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

type Work = () => Promise<unknown>;

/** What some runs of a piece of work cost, for one run. */
export interface Sample {
  readonly times: number;
  /** CPU of the whole process, the threads of the compiler and the garbage collector included. */
  readonly cpuMicroseconds: number;
  readonly wallMicroseconds: number;
  readonly bytes?: number;
}

/**
 * Runs a third of the work before the clock starts: after the turns of others, the caches of the processor are theirs. The
 * garbage is not collected by force: that throws compiled code away as well.
 */
export async function cpuMicroseconds(work: Work, times: number, concurrency: number): Promise<Sample> {
  await repeat(work, Math.ceil(times / 3), concurrency);
  const started = performance.now();
  const before = process.cpuUsage();
  await repeat(work, times, concurrency);
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - started) * 1000;
  return { times, cpuMicroseconds: (user + system) / times, wallMicroseconds: wall / times };
}

/** Runs for a time; the second half tells what a run costs now. */
export async function warmUp(work: Work, milliseconds: number): Promise<Sample> {
  await repeatFor(work, milliseconds / 2);
  const started = performance.now();
  const before = process.cpuUsage();
  const times = await repeatFor(work, milliseconds / 2);
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - started) * 1000;
  return { times, cpuMicroseconds: (user + system) / times, wallMicroseconds: wall / times };
}

/**
 * The growth of the heap and of the memory beside it over as many runs as fit in before the garbage is collected. Needs a
 * process whose new space is large.
 */
export async function allocatedBytes(work: Work): Promise<Sample> {
  for (let times = 64; times >= 1; times = Math.floor(times / 2)) {
    collectGarbage();
    // The collection that was asked for is told of late as well.
    await setTimeout(20);
    const watch = watchCollections();
    const before = process.memoryUsage();
    for (let run = 0; run < times; run++) await work();
    const after = process.memoryUsage();
    if ((await watch.end()) > 0) continue;
    const bytes = after.heapUsed + after.external - before.heapUsed - before.external;
    return { times, cpuMicroseconds: 0, wallMicroseconds: 0, bytes: bytes / times };
  }
  throw new Error("The garbage was collected within one run: the new space is too small");
}

async function repeat(work: Work, times: number, concurrency: number): Promise<void> {
  if (concurrency === 1) {
    for (let run = 0; run < times; run++) await work();
    return;
  }
  let left = times;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

async function repeatFor(work: Work, milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let times = 0;
  do {
    await work();
    times++;
  } while (performance.now() < end);
  return times;
}

function watchCollections(): { end(): Promise<number> } {
  let count = 0;
  const observer = new PerformanceObserver((list) => {
    count += list.getEntries().length;
  });
  observer.observe({ entryTypes: ["gc"] });
  return {
    async end() {
      // Node tells of a collection some turns of the event loop later.
      await setTimeout(20);
      observer.disconnect();
      return count;
    },
  };
}

function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error("Start with --expose-gc");
  globalThis.gc();
}
