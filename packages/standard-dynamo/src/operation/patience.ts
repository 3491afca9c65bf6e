import { backoff } from "./backoff.ts";
import type { CostMeter } from "./cost.ts";
import { type Operation, wait } from "./effect.ts";
import type { OperationContext } from "./operation-context.ts";

/** How long one window of a batch goes on trying. */
export class Patience {
  readonly #context: OperationContext;
  readonly #meter: CostMeter;
  #attempts = 0;

  constructor(context: OperationContext, meter: CostMeter) {
    this.#context = context;
    this.#meter = meter;
  }

  /** After an attempt that did not do all: waits until it is time for the next; `false` if it is to be given up. */
  *again(madeProgress: boolean): Operation<boolean> {
    const { retry, budget, random } = this.#context;
    this.#attempts = madeProgress ? 1 : this.#attempts + 1;
    if (this.#attempts >= retry.maxAttempts) return false;
    const jittered = backoff(this.#attempts, retry, random);
    // What goes forward storms nothing.
    const pause = madeProgress ? jittered : Math.max(jittered, budget.take());
    this.#meter.waited(pause);
    yield* wait(pause);
    return true;
  }
}
