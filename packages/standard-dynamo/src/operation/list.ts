import type { OperationCost } from "../errors/operation-cost.ts";
import type { Operands } from "../expression/operands.ts";
import { planFilter } from "../expression/plan-filter.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import { pairOf } from "../item/record-layout.ts";
import { pairOfItem } from "../item/stored-item.ts";
import type { PartitionedContent } from "../key/content-key.ts";
import type { SortRange } from "../key/sort-range.ts";
import { settlePlan } from "./conditional-write.ts";
import { CostMeter } from "./cost.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { type Operation, type PagedOperation, page, send } from "./effect.ts";
import type { OperationContext } from "./operation-context.ts";
import { type QueryPlan, queryRequest } from "./query.ts";
import { type InvalidRecord, type ReadPolicy, RowReading } from "./read-rows.ts";

/** One answer of DynamoDB to a read of many. */
export interface BatchResponse<Item> {
  readonly contents: readonly PartitionedContent<Item>[];
  /**
   * Where to go on after the last of `contents`, for the `cursor` option of the same call; `undefined` if there is no
   * more, and for `getBatch`.
   */
  readonly cursor: string | undefined;
  /** With `onInvalid: "return"`: the stored records that do not fit the model. */
  readonly invalid: readonly InvalidRecord[];
  /** With `onInvalid: "skip"`: how many stored records do not fit the model. */
  readonly skipped: number;
  readonly cost: OperationCost;
}

/** What to read, with the ids already made into keys. */
export interface ListQuery {
  readonly partition: string;
  readonly range: SortRange;
  readonly ascending: boolean;
  readonly policy: ReadPolicy;
  readonly filters: unknown;
  readonly limit: number | undefined;
  readonly pageSize: number | undefined;
  readonly cursor: string | undefined;
}

/** Reads page by page: exactly `limit` contents after filters if there are as many, and no page beyond need. */
export function* list<Item>(context: OperationContext<Item>, query: ListQuery): PagedOperation<BatchResponse<Item>> {
  const { plan, startKey } = yield* planList(context, query);
  let remaining = query.limit;
  let start = startKey;
  while (remaining === undefined || remaining > 0) {
    const meter = new CostMeter();
    const reading = new RowReading(context, query.policy, remaining);
    const answer = yield* send(queryRequest(context, plan, pageLimit(query, remaining), start), reading);
    meter.answered(answer);
    if (answer.Items !== undefined) reading.takeAll(answer.Items);
    const { contents, invalid, skipped, lastBeforeCut } = yield* reading.rows();
    const { space } = context.layout;
    const after = lastBeforeCut ? pairOfItem(space, lastBeforeCut) : pairOf(space, answer.LastEvaluatedKey);
    yield* page({ contents, invalid, skipped, cursor: after && encodeCursor(after), cost: meter.cost() });
    if (remaining !== undefined) remaining -= contents.length;
    start = answer.LastEvaluatedKey;
    if (start === undefined) return;
  }
}

/** Checks a query: its cursor, its numbers, its filters, all before anything is sent. */
export function* planList(
  context: OperationContext,
  query: ListQuery,
): Operation<{ readonly plan: QueryPlan; readonly startKey: AttributeMap | undefined }> {
  const { partition, range, ascending, policy, filters, cursor } = query;
  const { plan: filter, values } = yield* settlePlan("Invalid query", context.layout, (operands) => {
    checkNumbers(query, operands);
    return filters === undefined || filters === null ? undefined : planFilter(filters, operands, ["filters"]);
  });
  return {
    plan: { partition, range, ascending, consistentRead: policy.consistentRead, filter, values },
    startKey: cursor === undefined ? undefined : decodeCursor(context.layout.space, partition, range, cursor),
  };
}

// DynamoDB's Limit is a number of 32 bits; ours may be any.
const maxPageSize = 2 ** 31 - 1;

/** How many items DynamoDB is asked to look at: with filters, how many of them match cannot be known. */
export function pageLimit({ pageSize, filters }: ListQuery, remaining: number | undefined): number | undefined {
  if (remaining === undefined || (filters !== undefined && filters !== null)) return pageSize;
  return Math.min(pageSize ?? maxPageSize, remaining, maxPageSize);
}

function checkNumbers({ limit, pageSize }: ListQuery, operands: Operands): void {
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0)) {
    operands.refuse(["limit"], "expected a whole number of contents, 0 or more");
  }
  if (pageSize !== undefined && !(Number.isSafeInteger(pageSize) && pageSize >= 1 && pageSize <= maxPageSize)) {
    operands.refuse(["pageSize"], `expected a whole number of items, from 1 to ${maxPageSize}`);
  }
}
