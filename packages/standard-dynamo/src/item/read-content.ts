import type { Issue } from "../errors/issue.ts";
import { ItemValidationError, withKey } from "../errors/item-validation-error.ts";
import type { RecordKey } from "../errors/record.ts";
import type { PartitionedContent } from "../key/content-key.ts";
import { recordKey } from "../key/key-space.ts";
import { ExactNumber } from "../model/exact-number.ts";
import type { MaybePromise } from "../model/maybe-promise.ts";
import { readNumber } from "../model/number-text.ts";
import type { Stored } from "../model/stored.ts";
import { expiryAttribute, versionAttribute } from "./internal-attributes.ts";
import type { RecordLayout } from "./record-layout.ts";
import { encodeItem, pairOfItem, type StoredItem } from "./stored-item.ts";

/**
 * A stored item as content, checked by the model; `undefined` for an item of another repository.
 *
 * @throws ItemValidationError with the key and the item as it is stored, naming the attribute that does not fit
 */
export function readContent<Item>(
  layout: RecordLayout<Item>,
  item: StoredItem,
): MaybePromise<PartitionedContent<Item> | undefined> {
  const pair = pairOfItem(layout.space, item);
  const key = pair && recordKey(layout.space, pair);
  if (key === undefined) return undefined;
  const currentVersion = storedVersion(item.own);
  const expiry = storedExpiry(item.own);
  if (isIssue(currentVersion) || isIssue(expiry)) {
    const issues = [currentVersion, expiry].filter(isIssue);
    throw explained(new ItemValidationError({ direction: "read", issues, model: layout.codec.name }), key, item);
  }
  let parsed: MaybePromise<Item>;
  try {
    parsed = layout.codec.parse(item.fields);
  } catch (error) {
    throw explained(error, key, item);
  }
  const { partitionIds, contentIds } = key;
  if (!(parsed instanceof Promise)) return { partitionIds, contentIds, item: parsed, currentVersion, expiry };
  return parsed.then(
    (value) => ({ partitionIds, contentIds, item: value, currentVersion, expiry }),
    (error: unknown) => {
      throw explained(error, key, item);
    },
  );
}

function explained(error: unknown, key: RecordKey, item: StoredItem): unknown {
  return withKey(error, key, () => encodeItem(item));
}

/** `_object_version`; 0 for an item without one, so that the first update makes it 1. */
export function storedVersion(own: StoredItem["own"]): number | Issue {
  const value = own[versionAttribute];
  if (value === undefined || value === null) return 0;
  if (Number.isSafeInteger(value)) return value as number;
  const isText = typeof value === "string" && value.trim() !== "";
  // As a number of the table is read, so that nothing is rounded to a version.
  const version = isText ? readNumber(value.trim()) : value;
  if (Number.isSafeInteger(version)) return version as number;
  const message = typeof version === "bigint" ? "is beyond Number.MAX_SAFE_INTEGER" : "is not a whole number";
  return { path: [versionAttribute], message };
}

function storedExpiry(own: StoredItem["own"]): Date | undefined | Issue {
  const value = own[expiryAttribute];
  if (value === undefined || value === null) return undefined;
  const expiry = new Date(Math.trunc(numberOf(value)) * 1000);
  if (!Number.isNaN(expiry.getTime())) return expiry;
  return { path: [expiryAttribute], message: "is not a number of seconds that a Date can hold" };
}

// Other writers leave both as text, and pydantic reads that.
function numberOf(value: Stored): number {
  if (typeof value === "number") return value;
  const isText = typeof value === "string" && value.trim() !== "";
  return isText || typeof value === "bigint" || value instanceof ExactNumber ? Number(String(value)) : Number.NaN;
}

function isIssue(value: number | Date | undefined | Issue): value is Issue {
  return typeof value === "object" && !(value instanceof Date);
}
