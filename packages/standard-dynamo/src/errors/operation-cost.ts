/** What an operation took. */
export interface OperationCost {
  /** Requests that DynamoDB answered; what the SDK retried by itself is not among them. */
  readonly requests: number;
  /** Requests that sent again what DynamoDB had left unprocessed. */
  readonly retries: number;
  /** Milliseconds waited between those. */
  readonly waitedMs: number;
  /** Capacity units consumed, if the repository asks for them (`returnConsumedCapacity: true`). */
  readonly capacityUnits?: number | undefined;
}

/** The cost of what sent nothing. */
export const noCost: OperationCost = { requests: 0, retries: 0, waitedMs: 0 };
