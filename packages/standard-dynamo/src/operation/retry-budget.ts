/**
 * What a repository may send again without any progress: one hundred times at once, and twenty times a second from then
 * on. All operations of a repository share it, so that a throttled table is not stormed, however many of them are waiting.
 */
export class RetryBudget {
  readonly #clock: () => number;
  #tokens = burst;
  #filledAt: number;

  /** @param clock milliseconds that only go forward */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#filledAt = clock();
  }

  /** Takes one. @returns how long to wait until it is there, in milliseconds */
  take(): number {
    const now = this.#clock();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) * perSecond) / 1000) - 1;
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : (-this.#tokens * 1000) / perSecond;
  }
}

const burst = 100;
const perSecond = 20;
