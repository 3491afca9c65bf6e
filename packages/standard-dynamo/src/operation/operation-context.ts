import type { RecordLayout } from "../item/record-layout.ts";
import type { RetryPolicy } from "./backoff.ts";
import type { RetryBudget } from "./retry-budget.ts";

/** What every operation of a repository knows; plain data but for the clock and the dice. */
export interface OperationContext<Item = unknown> {
  readonly layout: RecordLayout<Item>;
  readonly retry: RetryPolicy;
  readonly budget: RetryBudget;
  readonly returnConsumedCapacity: boolean;
  readonly now: () => Date;
  readonly random: () => number;
}

/** The same for a call that says `retry: "never"`. */
export function contextOfCall<Item>(
  context: OperationContext<Item>,
  { retry }: { readonly retry?: "never" | undefined },
): OperationContext<Item> {
  return retry === "never" ? { ...context, retry: { ...context.retry, maxAttempts: 1 } } : context;
}

/** The part of a request that asks for its consumed capacity. */
export function capacityOption(context: OperationContext): { ReturnConsumedCapacity?: "TOTAL" } {
  return context.returnConsumedCapacity ? { ReturnConsumedCapacity: "TOTAL" } : {};
}
