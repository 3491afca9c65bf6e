import type { KeyPair } from "../key/key-space.ts";

/** A key as one text, to compare keys by; any character may stand in an id, so the length says where it ends. */
export function pairText({ partition, sort }: KeyPair): string {
  return `${partition.length}:${partition}${sort}`;
}

/** Values by keys. */
export class PairMap<Value> {
  readonly #partitions = new Map<string, Map<string, Value>>();

  get({ partition, sort }: KeyPair): Value | undefined {
    return this.#partitions.get(partition)?.get(sort);
  }

  set({ partition, sort }: KeyPair, value: Value): void {
    const held = this.#partitions.get(partition);
    if (held === undefined) this.#partitions.set(partition, new Map([[sort, value]]));
    else held.set(sort, value);
  }
}

/** Something on its way to DynamoDB in a batch. */
export interface Keyed {
  readonly pair: KeyPair;
}

/** Gathers writes into windows of distinct keys: of two writes to one key in a window, the last wins. */
export class WriteWindows<Entry extends Keyed> {
  readonly #size: number;
  #pending = new Map<string, Entry>();

  constructor(size: number) {
    this.#size = size;
  }

  /** Takes an entry; gives a window when one is full. */
  add(entry: Entry): readonly Entry[] | undefined {
    this.#pending.set(pairText(entry.pair), entry);
    return this.#pending.size < this.#size ? undefined : this.take();
  }

  /** What has been gathered, full or not; `undefined` if nothing has. */
  take(): readonly Entry[] | undefined {
    const window = [...this.#pending.values()];
    this.#pending = new Map();
    return window.length === 0 ? undefined : window;
  }
}

/** Finds the last of several values with one key in a list, before any of them is sent. */
export class LastOfEach {
  readonly #last = new Map<string, number>();
  #count = 0;

  add(pair: KeyPair): void {
    this.#last.set(pairText(pair), this.#count++);
  }

  /** The list without those that a later one replaces. */
  of<T>(list: readonly T[]): readonly T[] {
    if (this.#last.size === list.length) return list;
    const kept = new Set(this.#last.values());
    return list.filter((_, index) => kept.has(index));
  }
}

// What is remembered of keys already asked for, so that memory stays flat however long the source is.
const rememberedKeys = 100_000;

/** Gathers keys into windows, each key once (as far as the last 100,000 keys go). */
export class ReadWindows {
  readonly #size: number;
  readonly #seen = new Set<string>();
  #pending: KeyPair[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  add(pair: KeyPair): readonly KeyPair[] | undefined {
    const text = pairText(pair);
    if (this.#seen.has(text)) return undefined;
    this.#seen.add(text);
    if (this.#seen.size > rememberedKeys) this.#seen.delete(this.#seen.values().next().value ?? "");
    this.#pending.push(pair);
    return this.#pending.length < this.#size ? undefined : this.take();
  }

  take(): readonly KeyPair[] | undefined {
    const window = this.#pending;
    this.#pending = [];
    return window.length === 0 ? undefined : window;
  }
}
