import type { PreparedWrite } from "./batch-tally.ts";
import { LastOfEach } from "./window.ts";

/**
 * What is known of a list that was checked whole before anything of it is sent: which of several values with one key is the
 * last, and what was made of the first thousands of them, so that these are not checked again.
 */
export class CheckedWrites<T> {
  readonly #last = new LastOfEach();
  readonly #kept = new Map<T, PreparedWrite>();

  add(value: T, write: PreparedWrite): void {
    this.#last.add(write.pair);
    if (this.#kept.size < mostKept) this.#kept.set(value, write);
  }

  /** The list that was added without those that a later one replaces. */
  lastOf(list: readonly T[]): readonly T[] {
    return this.#last.of(list);
  }

  /** What was made of a value; once, because it is let go then. */
  take(value: T): PreparedWrite | undefined {
    const write = this.#kept.get(value);
    this.#kept.delete(value);
    return write;
  }
}

// Of longer lists the rest is checked twice, so that memory stays flat.
const mostKept = 10_000;
