import type { RecordLayout } from "../item/record-layout.ts";
import type { RetryPolicy } from "./backoff.ts";

/** What every operation of a repository knows; plain data but for the clock and the dice. */
export interface OperationContext<Item = unknown> {
  readonly layout: RecordLayout<Item>;
  readonly retry: RetryPolicy;
  readonly returnConsumedCapacity: boolean;
  readonly now: () => Date;
  readonly random: () => number;
}

/** The part of a request that asks for its consumed capacity. */
export function capacityOption(context: OperationContext): { ReturnConsumedCapacity?: "TOTAL" } {
  return context.returnConsumedCapacity ? { ReturnConsumedCapacity: "TOTAL" } : {};
}
