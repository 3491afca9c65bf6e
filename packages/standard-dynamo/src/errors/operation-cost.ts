/** What an operation took. */
export interface OperationCost {
  /** Requests that DynamoDB answered. */
  readonly requests: number;
  /** How often something was sent again: what had failed, by the AWS SDK or here, and what DynamoDB had left unprocessed. */
  readonly retries: number;
  /** Milliseconds waited before these. */
  readonly waitedMs: number;
  /** Capacity units consumed, if the repository asks for them (`returnConsumedCapacity: true`). */
  readonly capacityUnits?: number | undefined;
}

/** The cost of what sent nothing. */
export const noCost: OperationCost = { requests: 0, retries: 0, waitedMs: 0 };
