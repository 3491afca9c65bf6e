import { hasCode } from "./has-code.ts";
import { noCost, type OperationCost } from "./operation-cost.ts";
import { describeKey, type RecordKey, type RecordState } from "./record.ts";
import { StandardDynamoError } from "./standard-dynamo-error.ts";

/**
 * Why a conditional write was refused: the record is not there, is there although it should not be, has another version,
 * or the command's own condition does not hold.
 */
export type RequestObjectStateReason = "missing" | "exists" | "version" | "condition";

export interface RequestObjectStateDetails<Item> {
  readonly reason: RequestObjectStateReason;
  readonly key: RecordKey;
  readonly expectedVersion?: number | undefined;
  /** The version stored, known also where the record itself does not fit the model. */
  readonly storedVersion?: number | undefined;
  readonly current?: RecordState<Item> | undefined;
  readonly hint?: string | undefined;
  readonly cost?: OperationCost | undefined;
  readonly cause?: unknown;
}

/** A conditional write was refused by DynamoDB because of the state of the record; nothing was changed. */
export class RequestObjectStateError<Item = unknown> extends StandardDynamoError {
  override readonly name = "RequestObjectStateError";
  readonly code = "REQUEST_OBJECT_STATE";
  readonly reason: RequestObjectStateReason;
  readonly key: RecordKey;
  /** The version that was asked for. */
  readonly expectedVersion: number | undefined;
  /**
   * The record as it stood when the write was refused (DynamoDB's ReturnValuesOnConditionCheckFailure), so that a retry
   * needs no read. `undefined` if it is missing or does not fit the model.
   */
  readonly current: RecordState<Item> | undefined;
  /** What the attempts took: a refused write is charged too. */
  readonly cost: OperationCost;

  constructor(details: RequestObjectStateDetails<Item>) {
    super(explain(details), { cause: details.cause });
    this.reason = details.reason;
    this.key = details.key;
    this.expectedVersion = details.expectedVersion;
    this.current = details.current;
    this.cost = details.cost ?? noCost;
  }
}

export function isRequestObjectStateError<Item = unknown>(error: unknown): error is RequestObjectStateError<Item> {
  return hasCode(error, "REQUEST_OBJECT_STATE");
}

function explain(details: RequestObjectStateDetails<unknown>): string {
  const place = describeKey(details.key);
  const hint = details.hint === undefined ? "" : `: ${details.hint}`;
  switch (details.reason) {
    case "missing":
      return `There is no record at ${place}${hint}`;
    case "exists":
      return `There is a record already at ${place}${hint}`;
    case "version":
      return `The record at ${place} has version ${details.storedVersion ?? "unknown"}, not ${details.expectedVersion}${hint}`;
    case "condition":
      return `The condition does not hold for the record at ${place}${hint}`;
  }
}
