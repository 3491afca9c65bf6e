import { type Keyed, pairText } from "../operation/window.ts";

/**
 * Runs windows of writes side by side, up to a number of them, and never two that hold the same key: so the last write to
 * a key wins, however far apart the two were in the source.
 */
export class WindowPool {
  readonly #concurrency: number;
  readonly #running = new Map<Promise<void>, ReadonlySet<string>>();

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** Starts a window as soon as there is room for it and none of its keys is under way. */
  async start(window: readonly Keyed[], task: () => Promise<void>): Promise<void> {
    const keys = new Set(window.map(({ pair }) => pairText(pair)));
    for (;;) {
      const inTheWay = this.#running.size >= this.#concurrency ? [...this.#running.keys()] : this.#sharing(keys);
      if (inTheWay.length === 0) break;
      await Promise.race(inTheWay);
    }
    const running: Promise<void> = task().finally(() => this.#running.delete(running));
    this.#running.set(running, keys);
  }

  /** Waits until no window is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#running.keys());
  }

  #sharing(keys: ReadonlySet<string>): Promise<void>[] {
    return [...this.#running].filter(([, others]) => intersects(keys, others)).map(([running]) => running);
  }
}

function intersects(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  for (const key of left) if (right.has(key)) return true;
  return false;
}
