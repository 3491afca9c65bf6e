import type { Issue } from "../errors/issue.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import type { RecordKey } from "../errors/record.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import { readContent } from "../item/read-content.ts";
import { encodeItem, type StoredItem } from "../item/stored-item.ts";
import type { PartitionedContent } from "../key/content-key.ts";
import { all, chain, type MaybePromise } from "../model/maybe-promise.ts";
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

type Row<Item> = { readonly content: PartitionedContent<Item> | undefined } | { readonly invalid: InvalidRecord };

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
    if ("invalid" in row) {
      if (onInvalid === "return") invalid.push(row.invalid);
      else skipped++;
    } else if (row.content !== undefined && !isHidden(row.content, policy, now)) {
      contents.push(row.content);
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
  const refused = (error: unknown): Row<Item> => {
    if (onInvalid === "throw" || !isItemValidationError(error) || error.key === undefined) throw error;
    return { invalid: { key: error.key, issues: error.issues, stored: encodeItem(item) } };
  };
  try {
    const row = chain(readContent(layout, item), (content): Row<Item> => ({ content }));
    return row instanceof Promise ? row.catch(refused) : row;
  } catch (error) {
    return refused(error);
  }
}
