import { hasCode } from "./has-code.ts";
import { describeIssues, type Issue } from "./issue.ts";
import { describeKey, type RecordKey } from "./record.ts";
import { StandardDynamoError } from "./standard-dynamo-error.ts";

export interface ItemValidationDetails {
  readonly direction: "write" | "read";
  readonly issues: readonly Issue[];
  /** The name of the model. */
  readonly model: string;
  /** Which record; absent where only a value was looked at. */
  readonly key?: RecordKey | undefined;
  readonly stored?: (() => StoredAttributes) | undefined;
  readonly cause?: unknown;
}

/**
 * An item does not fit its model: on write, before anything is sent; on read, because of what is stored. Also thrown for
 * an item over DynamoDB's limits (400 KB, 32 levels, 38 digits), which is named before sending.
 */
export class ItemValidationError extends StandardDynamoError {
  override readonly name = "ItemValidationError";
  readonly code = "ITEM_VALIDATION";
  readonly direction: "write" | "read";
  /** Every issue the schema reported, with its path. */
  readonly issues: readonly Issue[];
  readonly model: string;
  readonly key: RecordKey | undefined;
  readonly #stored: (() => StoredAttributes) | undefined;

  constructor(details: ItemValidationDetails) {
    const what = details.direction === "write" ? "cannot be written as" : "is stored but does not fit";
    const place = details.key === undefined ? "" : ` at ${describeKey(details.key)}`;
    super(`The item${place} ${what} ${details.model}: ${describeIssues(details.issues)}`, { cause: details.cause });
    this.direction = details.direction;
    this.issues = details.issues;
    this.model = details.model;
    this.key = details.key;
    this.#stored = details.stored;
  }

  /**
   * Of a read: the item as it is stored, in DynamoDB's typed values. No part of what is printed or logged of the error, for
   * it holds the values of the item.
   */
  get stored(): StoredAttributes | undefined {
    return this.#stored?.();
  }
}

type StoredAttributes = Readonly<Record<string, unknown>>;

export function isItemValidationError(error: unknown): error is ItemValidationError {
  return hasCode(error, "ITEM_VALIDATION");
}

/** The same error, saying which record it is about. */
export function withKey(error: unknown, key: RecordKey, stored?: () => StoredAttributes): unknown {
  if (!isItemValidationError(error) || error.key !== undefined) return error;
  const { direction, issues, model, cause } = error;
  return new ItemValidationError({ direction, issues, model, cause, key, stored });
}
