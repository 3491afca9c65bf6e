import type { OperationCost } from "../errors/operation-cost.ts";
import type { DynamoAnswer } from "./dynamo-request.ts";

/** Adds up the cost of one operation while it runs. */
export class CostMeter {
  #requests = 0;
  #retries = 0;
  #waitedMs = 0;
  #capacityUnits: number | undefined;

  /** DynamoDB has answered, or refused a condition, after so many attempts. */
  answered({ ConsumedCapacity, attempts = 1, waitedMs = 0 }: DynamoAnswer): void {
    this.#requests++;
    this.#retries += attempts - 1;
    this.#waitedMs += waitedMs;
    if (ConsumedCapacity === undefined) return;
    const parts = Array.isArray(ConsumedCapacity) ? ConsumedCapacity : [ConsumedCapacity];
    for (const { CapacityUnits = 0 } of parts) this.#capacityUnits = (this.#capacityUnits ?? 0) + CapacityUnits;
  }

  waited(milliseconds: number): void {
    this.#retries++;
    this.#waitedMs += milliseconds;
  }

  add(cost: OperationCost): void {
    this.#requests += cost.requests;
    this.#retries += cost.retries;
    this.#waitedMs += cost.waitedMs;
    if (cost.capacityUnits !== undefined) this.#capacityUnits = (this.#capacityUnits ?? 0) + cost.capacityUnits;
  }

  cost(): OperationCost {
    return {
      requests: this.#requests,
      retries: this.#retries,
      waitedMs: Math.round(this.#waitedMs),
      capacityUnits: this.#capacityUnits,
    };
  }
}
