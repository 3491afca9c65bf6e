import type { Issue } from "../errors/issue.ts";
import { ItemValidationError, withKey } from "../errors/item-validation-error.ts";
import type { RecordKey } from "../errors/record.ts";
import type { PartitionedContent } from "../key/content-key.ts";
import { recordKey } from "../key/key-space.ts";
import { chain, type MaybePromise } from "../model/maybe-promise.ts";
import { setKey } from "../model/plain-object.ts";
import type { Stored } from "../model/stored.ts";
import type { AttributeMap, AttributeValue } from "./attribute-value.ts";
import { decode } from "./decode.ts";
import { expiryAttribute, timestampAttribute, versionAttribute } from "./internal-attributes.ts";
import { pairOf, type RecordLayout } from "./record-layout.ts";

/**
 * A stored item as content, checked by the model; `undefined` for an item of another repository.
 *
 * @throws ItemValidationError with the key, naming the attribute that does not fit
 */
export function readContent<Item>(
  layout: RecordLayout<Item>,
  item: AttributeMap,
): MaybePromise<PartitionedContent<Item> | undefined> {
  const key = keyOfItem(layout, item);
  if (key === undefined) return undefined;
  const { partitionKey, sortKey } = layout.space;
  const fields: Record<string, Stored> = {};
  for (const name of Object.keys(item)) {
    if (name === partitionKey || name === sortKey || isInternal(name)) continue;
    setKey(fields, name, decode(item[name] as AttributeValue));
  }
  const currentVersion = storedVersion(item);
  const expiry = storedExpiry(item);
  const issues = [currentVersion, expiry].filter(isIssue);
  if (issues.length > 0) {
    throw new ItemValidationError({ direction: "read", issues, model: layout.codec.name, key });
  }
  const build = (value: Item): PartitionedContent<Item> => ({
    partitionIds: key.partitionIds,
    contentIds: key.contentIds,
    item: value,
    currentVersion: currentVersion as number,
    expiry: expiry as Date | undefined,
  });
  try {
    const parsed = layout.codec.parse(fields);
    if (!(parsed instanceof Promise)) return build(parsed);
    return chain(
      parsed.catch((error: unknown) => {
        throw withKey(error, key);
      }),
      build,
    );
  } catch (error) {
    throw withKey(error, key);
  }
}

function keyOfItem({ space }: RecordLayout, item: AttributeMap): RecordKey | undefined {
  const pair = pairOf(space, item);
  return pair && recordKey(space, pair);
}

/** `_object_version`; 0 for an item without one, so that the first update makes it 1. */
export function storedVersion(item: AttributeMap): number | Issue {
  const value = item[versionAttribute];
  if (value === undefined || "NULL" in value) return 0;
  const version = numberOf(value);
  if (Number.isSafeInteger(version)) return version;
  return { path: [versionAttribute], message: "is not a whole number" };
}

function storedExpiry(item: AttributeMap): Date | undefined | Issue {
  const value = item[expiryAttribute];
  if (value === undefined || "NULL" in value) return undefined;
  const expiry = new Date(Math.trunc(numberOf(value)) * 1000);
  if (!Number.isNaN(expiry.getTime())) return expiry;
  return { path: [expiryAttribute], message: "is not a number of seconds that a Date can hold" };
}

// Other writers leave both as text, and pydantic reads that.
function numberOf(value: AttributeValue): number {
  if ("N" in value) return Number(value.N);
  return "S" in value && value.S.trim() !== "" ? Number(value.S) : Number.NaN;
}

function isInternal(name: string): boolean {
  return name === versionAttribute || name === timestampAttribute || name === expiryAttribute;
}

function isIssue(value: unknown): value is Issue {
  return typeof value === "object" && value !== null && "message" in value;
}
