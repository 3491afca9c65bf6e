import { BatchIncompleteError } from "../errors/batch-incomplete-error.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import { keyAttributes, pairOf } from "../item/record-layout.ts";
import { pairOfItem, type StoredItem } from "../item/stored-item.ts";
import type { KeyPair } from "../key/key-space.ts";
import { recordKey } from "../key/key-space.ts";
import { CostMeter } from "./cost.ts";
import type { BatchGetItemRequest, DynamoAnswer } from "./dynamo-request.ts";
import { type Operation, sendOnce } from "./effect.ts";
import { isPassing } from "./is-passing.ts";
import type { BatchResponse } from "./list.ts";
import { capacityOption, type OperationContext } from "./operation-context.ts";
import { Patience } from "./patience.ts";
import { type ReadPolicy, RowReading } from "./read-rows.ts";
import { PairMap } from "./window.ts";

/** The most keys that one BatchGetItem takes. */
export const readWindowSize = 100;

export function batchGetRequest(
  context: OperationContext,
  keys: readonly AttributeMap[],
  consistentRead: boolean,
): BatchGetItemRequest {
  const { tableName } = context.layout;
  return {
    operation: "BatchGetItem",
    input: {
      RequestItems: { [tableName]: { Keys: [...keys], ConsistentRead: consistentRead } },
      ...capacityOption(context),
    },
  };
}

/**
 * Reads up to 100 different keys; what DynamoDB leaves unprocessed (over 16 MB, or throttled) is asked for again. Contents
 * come in the order of the keys, missing records are left out.
 *
 * @throws BatchIncompleteError with the keys that stayed unread
 */
export function* readWindow<Item>(
  context: OperationContext<Item>,
  pairs: readonly KeyPair[],
  policy: ReadPolicy,
): Operation<BatchResponse<Item>> {
  const { space } = context.layout;
  const meter = new CostMeter();
  const found = new PairMap<StoredItem>();
  let keys: readonly AttributeMap[] = pairs.map((pair) => keyAttributes(space, pair));
  const patience = new Patience(context, meter);
  for (;;) {
    const { length } = keys;
    let failure: { readonly error: unknown } | undefined;
    try {
      const answer = yield* sendOnce(batchGetRequest(context, keys, policy.consistentRead));
      meter.answered(answer);
      for (const item of Object.values(answer.Responses ?? {}).flat()) {
        const pair = pairOfItem(space, item);
        if (pair !== undefined) found.set(pair, item);
      }
      keys = unprocessedKeys(answer);
    } catch (error) {
      if (!isPassing(error)) throw error;
      failure = { error };
    }
    const goesOn = keys.length > 0 && (yield* patience.again(keys.length < length));
    if (goesOn) continue;
    if (failure !== undefined) throw failure.error;
    break;
  }
  const items = pairs.map((pair) => found.get(pair)).filter((item) => item !== undefined);
  const reading = new RowReading(context, policy);
  reading.takeAll(items);
  const { contents, invalid, skipped } = yield* reading.rows();
  const page = { contents, invalid, skipped, cursor: undefined, cost: meter.cost() };
  if (keys.length > 0) throw new WindowIncomplete(context, keys, page);
  return page;
}

/** A window of which some keys stayed unread, and what was read of it. */
export class WindowIncomplete<Item> extends BatchIncompleteError {
  readonly page: BatchResponse<Item>;

  constructor(context: OperationContext, left: readonly AttributeMap[], page: BatchResponse<Item>) {
    const { space } = context.layout;
    const unread = left.flatMap((key) => {
      const pair = pairOf(space, key);
      return (pair && recordKey(space, pair)) ?? [];
    });
    const { maxAttempts } = context.retry;
    const why = `DynamoDB left ${left.length} keys unread in ${maxAttempts} attempts; the table may be throttled`;
    super({ unread, why, cost: page.cost });
    this.page = page;
  }
}

function unprocessedKeys({ UnprocessedKeys = {} }: DynamoAnswer): readonly AttributeMap[] {
  return Object.values(UnprocessedKeys).flatMap(({ Keys = [] }) => Keys);
}
