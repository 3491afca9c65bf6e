import type { Issue } from "../errors/issue.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import type { RecordKey } from "../errors/record.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import { readContent } from "../item/read-content.ts";
import { encodeItem, type StoredItem } from "../item/stored-item.ts";
import type { PartitionedContent } from "../key/content-key.ts";
import { all, type MaybePromise } from "../model/maybe-promise.ts";
import { type Operation, settle } from "./effect.ts";
import type { OperationContext } from "./operation-context.ts";

/** How a read takes what is stored. */
export interface ReadPolicy {
  readonly consistentRead: boolean;
  readonly onInvalid: OnInvalid;
  readonly expired: Expired;
}

/** What becomes of a stored record that does not fit the model: an error, nothing, or an entry of `invalid`. */
export type OnInvalid = "throw" | "skip" | "return";

/** What becomes of a record whose expiry has passed and that DynamoDB has not deleted yet. */
export type Expired = "include" | "hide";

/** A stored record that does not fit the model. */
export interface InvalidRecord {
  readonly key: RecordKey;
  readonly issues: readonly Issue[];
  /** The item as it is stored. */
  readonly stored: AttributeMap;
}

export interface Rows<Item> {
  readonly contents: readonly PartitionedContent<Item>[];
  readonly invalid: readonly InvalidRecord[];
  readonly skipped: number;
  /** How many items were looked at. */
  readonly taken: number;
}

type Row<Item> = PartitionedContent<Item> | Refusal | typeof nobodys;

class Refusal {
  readonly record: InvalidRecord;

  constructor(record: InvalidRecord) {
    this.record = record;
  }
}

/** A row of another repository. */
const nobodys = Symbol("nobody's");

/** Reads items in order, up to a number of contents; what stands after the last of them is not looked at. */
export function* readRows<Item>(
  context: OperationContext<Item>,
  items: readonly StoredItem[],
  policy: ReadPolicy,
  limit: number = Number.POSITIVE_INFINITY,
): Operation<Rows<Item>> {
  const { onInvalid } = policy;
  const now = context.now();
  const contents: PartitionedContent<Item>[] = [];
  const invalid: InvalidRecord[] = [];
  let settled: readonly Row<Item>[] | undefined;
  let taken = 0;
  let skipped = 0;
  for (; taken < items.length && contents.length < limit; taken++) {
    let row = settled?.[taken] ?? readRow(context, items[taken] as StoredItem, onInvalid);
    if (row instanceof Promise) {
      // An asynchronous schema looks at all of them side by side.
      const others = items.slice(taken + 1).map((item) => readRow(context, item, onInvalid));
      const rest = yield* settle(all([row, ...others]));
      settled = [...Array<Row<Item>>(taken), ...rest];
      row = rest[0] as Row<Item>;
    }
    if (row instanceof Refusal) {
      if (onInvalid === "return") invalid.push(row.record);
      else skipped++;
    } else if (row !== nobodys && !isHidden(row, policy, now)) {
      contents.push(row);
    }
  }
  return { contents, invalid, skipped, taken };
}

/** Whether a read passes over a record because its expiry has passed, though DynamoDB may take days to delete it. */
export function isHidden(
  { expiry }: { readonly expiry?: Date | undefined },
  { expired }: ReadPolicy,
  now: Date,
): boolean {
  return expired === "hide" && expiry !== undefined && expiry <= now;
}

function readRow<Item>(
  { layout }: OperationContext<Item>,
  item: StoredItem,
  onInvalid: OnInvalid,
): MaybePromise<Row<Item>> {
  try {
    const row = readContent(layout, item);
    if (!(row instanceof Promise)) return row ?? nobodys;
    return row.then((content) => content ?? nobodys).catch((error: unknown) => refusal(error, item, onInvalid));
  } catch (error) {
    return refusal(error, item, onInvalid);
  }
}

/** @throws the error again if it is not to be passed over */
function refusal(error: unknown, item: StoredItem, onInvalid: OnInvalid): Refusal {
  if (onInvalid === "throw" || !isItemValidationError(error) || error.key === undefined) throw error;
  return new Refusal({ key: error.key, issues: error.issues, stored: encodeItem(item) });
}
