/** How much memory a piece of work took, in bytes. */
export interface MemoryUse {
  /** The live heap when it began. */
  readonly start: number;
  /** The most that the live heap was above that, while it ran. */
  readonly growth: number;
  /** The largest resident set seen while it ran. */
  readonly rss: number;
  readonly samples: number;
}

const everyMilliseconds = 1000;

/** Watches the heap while something runs: what is alive after a forced collection, again and again. */
export async function watchHeap(work: () => Promise<void>): Promise<MemoryUse> {
  const start = liveHeap();
  let [growth, rss, samples] = [0, 0, 0];
  const sample = (): void => {
    rss = Math.max(rss, process.memoryUsage.rss());
    growth = Math.max(growth, liveHeap() - start);
    samples++;
  };
  const timer = setInterval(sample, everyMilliseconds);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  sample();
  return { start, growth, rss, samples };
}

/** With what stands outside of the heap and is held by it, such as buffers. */
function liveHeap(): number {
  if (globalThis.gc === undefined) throw new Error("Run with node --expose-gc");
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
