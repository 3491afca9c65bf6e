import { model, type StandardSchemaV1 } from "standard-dynamo";
import { RetryBudget } from "../../packages/standard-dynamo/src/operation/retry-budget.ts";
import type { AttributeMap } from "../../packages/standard-dynamo/src/item/attribute-value.ts";
import { decodeAnswer, type SdkAnswer } from "../../packages/standard-dynamo/src/operation/decode-answer.ts";
import type { DynamoRequest } from "../../packages/standard-dynamo/src/operation/dynamo-request.ts";
import type { Operation, PagedOperation } from "../../packages/standard-dynamo/src/operation/effect.ts";
import type { OperationContext } from "../../packages/standard-dynamo/src/operation/operation-context.ts";

/** What an operation did with the answers that it was given. */
export interface Driven<Result> {
  readonly requests: DynamoRequest[];
  readonly waits: number[];
  readonly pages: unknown[];
  result?: Result;
  error?: unknown;
}

/** Runs an operation without a network: each request gets the next answer, or has the next error thrown at it. */
export function drive<Result>(
  operation: Operation<Result> | PagedOperation<unknown>,
  answers: readonly (SdkAnswer | Error)[],
): Driven<Result> {
  const driven: Driven<Result> = { requests: [], waits: [], pages: [] };
  const left = [...answers];
  try {
    let step = operation.next();
    while (!step.done) {
      const effect = step.value;
      if (effect.kind === "send") {
        driven.requests.push(effect.request);
        const answer = left.shift() ?? new Error(`no answer left for ${effect.request.operation}`);
        step = answer instanceof Error ? operation.throw(answer) : operation.next(decodeAnswer(space, answer));
        continue;
      }
      if (effect.kind === "wait") driven.waits.push(effect.milliseconds);
      if (effect.kind === "page") driven.pages.push(effect.page);
      step = operation.next();
    }
    driven.result = step.value as Result;
  } catch (error) {
    driven.error = error;
  }
  return driven;
}

const space = { partitionKey: "PK", sortKey: "SK", partitionStart: "a#b#", contentStart: "c#" };

/** A context with a clock that stands still and no chance in its dice. */
export function contextOf<Item>(schema: StandardSchemaV1<unknown, Item>): OperationContext<Item> {
  return {
    layout: {
      space,
      codec: model(schema, { name: "Film" }),
      tableName: "films",
    },
    retry: { maxAttempts: 3, baseDelayMs: 100, maxDelayMs: 1000 },
    budget: new RetryBudget(),
    returnConsumedCapacity: false,
    now: () => new Date("2020-01-02T03:04:05.678Z"),
    random: () => 1,
  };
}

/** A stored item of that context. */
export function storedItem(sort: string, item: AttributeMap, version = 1): AttributeMap {
  const internal = { _object_version: { N: String(version) }, _timestamp: { S: "2020-01-01T00:00:00+00:00" } };
  return { PK: { S: "a#b#" }, SK: { S: `c#${sort}` }, ...internal, ...item };
}

/** AWS's refusal of a condition, with the item as it stands. */
export function conditionFailure(item?: AttributeMap): Error {
  const error = Object.assign(new Error("The conditional request failed"), item && { Item: item });
  error.name = "ConditionalCheckFailedException";
  return error;
}
