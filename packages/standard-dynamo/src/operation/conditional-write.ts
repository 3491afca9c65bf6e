import { CommandValidationError } from "../errors/command-validation-error.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import type { RecordKey } from "../errors/record.ts";
import { RequestObjectStateError } from "../errors/request-object-state-error.ts";
import { type Demand, type Unmet, unmetBy } from "../expression/demand.ts";
import { Operands } from "../expression/operands.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import { readContent, storedVersion } from "../item/read-content.ts";
import type { RecordLayout } from "../item/record-layout.ts";
import { decodeItem, type StoredItem } from "../item/stored-item.ts";
import type { PartitionedContent } from "../key/content-key.ts";
import type { Stored } from "../model/stored.ts";
import type { CostMeter } from "./cost.ts";
import type { SdkMetadata } from "./decode-answer.ts";
import type { DynamoAnswer, DynamoRequest } from "./dynamo-request.ts";
import { type Operation, send, settle } from "./effect.ts";
import type { OperationContext } from "./operation-context.ts";

/** A conditional write that DynamoDB refused, and why. */
export interface Refusal {
  readonly unmet: Unmet;
  /** The record as it stood. */
  readonly item: AttributeMap | undefined;
  readonly cause: unknown;
}

export type Attempt =
  | { readonly answer: DynamoAnswer; readonly refusal?: undefined }
  | { readonly answer?: undefined; readonly refusal: Refusal };

/** Sends a conditional write; gives the refusal instead of an error if its demand was not met. */
export function* attemptWrite(request: DynamoRequest, demand: Demand, meter: CostMeter): Operation<Attempt> {
  try {
    const answer = yield* send(request);
    meter.answered(answer);
    return { answer };
  } catch (cause) {
    if (!isConditionFailure(cause)) throw cause;
    meter.answered({ attempts: cause.$metadata?.attempts, waitedMs: cause.$metadata?.totalRetryDelay });
    return { refusal: { unmet: unmetBy(demand, cause.Item), item: cause.Item, cause } };
  }
}

/** Throws what a refusal means to the caller. */
export function* refuse<Item>(
  context: OperationContext<Item>,
  key: RecordKey,
  demand: Demand,
  refusal: Refusal,
  meter: CostMeter,
  hint?: string,
): Operation<never> {
  const { unmet, cause } = refusal;
  const item = refusal.item && decodeItem(context.layout.space, refusal.item);
  const version = item && storedVersion(item.own);
  const isText = unmet === "version" && version === demand.version;
  throw new RequestObjectStateError<Item>({
    reason: unmet === "guard" ? "condition" : unmet,
    key,
    expectedVersion: demand.version,
    storedVersion: typeof version === "number" ? version : undefined,
    current: item && (yield* currentContent(context, item)),
    hint: isText ? "its version is not stored as a number; put the record anew" : hint,
    cost: meter.cost(),
    cause,
  });
}

/** Plans and settles what a command says, throwing one error with every mistake. */
export function* settlePlan<Plan>(
  subject: string,
  { codec, space }: RecordLayout,
  plan: (operands: Operands) => Plan,
): Operation<{ readonly plan: Plan; readonly values: readonly Stored[] }> {
  const operands = new Operands(codec, { subject, keys: [space.partitionKey, space.sortKey] });
  let planned: Plan;
  try {
    planned = plan(operands);
  } catch (error) {
    throw operands.explain(error);
  }
  const { values, issues, cause } = yield* settle(operands.settle());
  if (issues.length > 0) throw new CommandValidationError(subject, issues, cause);
  return { plan: planned, values };
}

function* currentContent<Item>(
  context: OperationContext<Item>,
  item: StoredItem,
): Operation<PartitionedContent<Item> | undefined> {
  try {
    return yield* settle(readContent(context.layout, item));
  } catch (error) {
    // The refusal is the news; that the record does not fit the model is said when it is read.
    if (isItemValidationError(error)) return undefined;
    throw error;
  }
}

interface ConditionFailure {
  readonly $metadata?: SdkMetadata;
  readonly Item?: AttributeMap;
}

function isConditionFailure(error: unknown): error is ConditionFailure {
  return error instanceof Error && error.name === "ConditionalCheckFailedException";
}
