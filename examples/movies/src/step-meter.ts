import type { OperationCost, Progress } from "standard-dynamo";

/** What a step cost so far. */
export interface StepCost {
  readonly requests: number;
  readonly capacityUnits: number;
}

/** Adds up what the operations of one step cost. */
export class StepMeter {
  readonly #done: OperationCost[] = [];
  /** By operation under way, because a progress tells the cost of its operation up to now. */
  readonly #latest = new Map<symbol, OperationCost>();

  /** Takes the cost of an answer, and gives the answer on: `meter.of(await films.get(key))`. */
  of<Answer extends { readonly cost: OperationCost }>(answer: Answer): Answer {
    this.#done.push(answer.cost);
    return answer;
  }

  /** Counts a write that DynamoDB refused: its error does not tell what it cost. */
  refused(): void {
    this.#done.push({ requests: 1, retries: 0, waitedMs: 0 });
  }

  /** For the `onProgress` of one read of many. */
  watch(): (progress: Progress) => void {
    const operation = Symbol();
    return ({ cost }) => void this.#latest.set(operation, cost);
  }

  /** `undefined` if the step used no repository. */
  cost(): StepCost | undefined {
    const costs = [...this.#done, ...this.#latest.values()];
    if (costs.length === 0) return undefined;
    return {
      requests: costs.reduce((sum, { requests }) => sum + requests, 0),
      capacityUnits: costs.reduce((sum, { capacityUnits = 0 }) => sum + capacityUnits, 0),
    };
  }
}
