import type { Issue } from "../errors/issue.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import type { RecordKey } from "../errors/record.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import type { ItemSink } from "../item/item-sink.ts";
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
  /** If not all items were looked at: the last one that was. */
  readonly lastBeforeCut: StoredItem | undefined;
}

type Row<Item> = PartitionedContent<Item> | Refusal | Failure | typeof nobodys;

class Refusal {
  readonly record: InvalidRecord;

  constructor(record: InvalidRecord) {
    this.record = record;
  }
}

/** An error that ends the reading. */
class Failure {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** A row of another repository. */
const nobodys = Symbol("nobody's");

/** Reads items in order, up to a number of contents; what stands after the last of them is not looked at. */
export class RowReading<Item> implements ItemSink {
  readonly #context: OperationContext<Item>;
  readonly #policy: ReadPolicy;
  readonly #limit: number;
  #now = new Date(0);
  #contents: PartitionedContent<Item>[] = [];
  #invalid: InvalidRecord[] = [];
  #skipped = 0;
  #last: StoredItem | undefined;
  #isCut = false;
  #failure: Failure | undefined;
  /** From the first item on that an asynchronous schema looks at: all of them side by side. */
  #waiting: (readonly [item: StoredItem, row: MaybePromise<Row<Item>>])[] = [];

  constructor(context: OperationContext<Item>, policy: ReadPolicy, limit: number = Number.POSITIVE_INFINITY) {
    this.#context = context;
    this.#policy = policy;
    this.#limit = limit;
  }

  begin(): void {
    this.#now = this.#context.now();
    this.#contents = [];
    this.#invalid = [];
    this.#skipped = 0;
    this.#last = undefined;
    this.#isCut = false;
    this.#failure = undefined;
    this.#waiting = [];
  }

  add(item: StoredItem): void {
    if (this.#isFull()) return;
    const row = readRow(this.#context, item, this.#policy.onInvalid);
    if (row instanceof Promise || this.#waiting.length > 0) this.#waiting.push([item, row]);
    else this.#take(item, row);
  }

  takeAll(items: readonly StoredItem[]): void {
    this.begin();
    for (const item of items) this.add(item);
  }

  *rows(): Operation<Rows<Item>> {
    const rows = yield* settle(all(this.#waiting.map(([, row]) => row)));
    for (const [index, row] of rows.entries()) {
      if (!this.#isFull()) this.#take(this.#waiting[index]?.[0] as StoredItem, row);
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    return {
      contents: this.#contents,
      invalid: this.#invalid,
      skipped: this.#skipped,
      lastBeforeCut: this.#isCut ? this.#last : undefined,
    };
  }

  #isFull(): boolean {
    if (this.#failure !== undefined) return true;
    if (this.#contents.length < this.#limit) return false;
    this.#isCut = true;
    return true;
  }

  #take(item: StoredItem, row: Row<Item>): void {
    this.#last = item;
    if (row instanceof Failure) {
      this.#failure = row;
    } else if (row instanceof Refusal) {
      if (this.#policy.onInvalid === "return") this.#invalid.push(row.record);
      else this.#skipped++;
    } else if (row !== nobodys && !isHidden(row, this.#policy, this.#now)) {
      this.#contents.push(row);
    }
  }
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

function refusal(error: unknown, item: StoredItem, onInvalid: OnInvalid): Refusal | Failure {
  if (onInvalid === "throw" || !isItemValidationError(error) || error.key === undefined) return new Failure(error);
  return new Refusal({ key: error.key, issues: error.issues, stored: encodeItem(item) });
}
