import type { OperationCost } from "../errors/operation-cost.ts";
import { pairOf } from "../item/record-layout.ts";
import { CostMeter } from "./cost.ts";
import type { BatchWriteItemRequest, DynamoAnswer, WriteRequest } from "./dynamo-request.ts";
import { type Operation, sendOnce } from "./effect.ts";
import { isPassing } from "./is-passing.ts";
import { capacityOption, type OperationContext } from "./operation-context.ts";
import { Patience } from "./patience.ts";
import { type Keyed, pairText } from "./window.ts";

/** The most writes that one BatchWriteItem takes. */
export const writeWindowSize = 25;

/** A put or delete of a batch; `source` is what the caller gave. */
export interface WriteEntry<Source> extends Keyed {
  readonly request: () => WriteRequest;
  readonly source: Source;
  /** The place in the caller's source, counted from 0. */
  readonly index: number;
}

export interface WindowOutcome<Source> {
  /** What DynamoDB did not acknowledge; empty if all went well. */
  readonly left: readonly WriteEntry<Source>[];
  /** Why it was given up; `undefined` if DynamoDB just kept leaving it unprocessed. */
  readonly error: unknown;
  readonly cost: OperationCost;
}

export function batchWriteRequest(
  context: OperationContext,
  entries: readonly { readonly request: () => WriteRequest }[],
): BatchWriteItemRequest {
  const { tableName } = context.layout;
  return {
    operation: "BatchWriteItem",
    input: { RequestItems: { [tableName]: entries.map(({ request }) => request()) }, ...capacityOption(context) },
  };
}

/**
 * Writes up to 25 entries of different keys; what DynamoDB leaves unprocessed, and what fails in passing, is sent again, a
 * bounded number of times: puts and deletes may be done twice.
 */
export function* writeWindow<Source>(
  context: OperationContext,
  entries: readonly WriteEntry<Source>[],
): Operation<WindowOutcome<Source>> {
  const meter = new CostMeter();
  const patience = new Patience(context, meter);
  let left = entries;
  for (;;) {
    const { length } = left;
    let error: unknown;
    try {
      const answer = yield* sendOnce(batchWriteRequest(context, left));
      meter.answered(answer);
      left = unprocessedEntries(context, answer, left);
    } catch (caught) {
      error = caught;
    }
    if (left.length === 0 || (error !== undefined && !isPassing(error))) return { left, error, cost: meter.cost() };
    try {
      if (!(yield* patience.again(left.length < length))) return { left, error, cost: meter.cost() };
    } catch (aborted) {
      return { left, error: aborted, cost: meter.cost() };
    }
  }
}

function unprocessedEntries<Source>(
  { layout }: OperationContext,
  { UnprocessedItems = {} }: DynamoAnswer,
  sent: readonly WriteEntry<Source>[],
): readonly WriteEntry<Source>[] {
  const requests = Object.values(UnprocessedItems).flat();
  if (requests.length === 0) return [];
  const pairs = requests.flatMap(
    ({ PutRequest, DeleteRequest }) => pairOf(layout.space, PutRequest?.Item ?? DeleteRequest?.Key) ?? [],
  );
  const keys = new Set(pairs.map(pairText));
  return sent.filter(({ pair }) => keys.has(pairText(pair)));
}
