import type { OperationCost } from "../errors/operation-cost.ts";
import { checkedExpression, type ExpressionPlace } from "../expression/command-limits.ts";
import { type Demand, renderDemand } from "../expression/demand.ts";
import { Placeholders } from "../expression/placeholders.ts";
import { planFilter } from "../expression/plan-filter.ts";
import { problemOfVersion, type WritableItem, writeContent } from "../item/write-content.ts";
import type { NewContent } from "../key/content-key.ts";
import { givenContent } from "../key/given-content.ts";
import { idsOfPair, type KeyPair } from "../key/key-space.ts";
import type { Stored } from "../model/stored.ts";
import { attemptWrite, refuse, settlePlan } from "./conditional-write.ts";
import { CostMeter } from "./cost.ts";
import type { PutItemRequest } from "./dynamo-request.ts";
import { type Operation, settle } from "./effect.ts";
import { capacityOption, type OperationContext } from "./operation-context.ts";

/** What a put or delete demands of the record that is there. */
export interface WriteConditions {
  /** The record must be there. @default false */
  readonly requireExists?: boolean | undefined;
  /** There must be no record yet. @default false */
  readonly requireAbsent?: boolean | undefined;
  /** The record that is there must have this version. @default any */
  readonly requireVersion?: number | undefined;
  /** A filter that the record that is there must match. @default none */
  readonly condition?: unknown;
}

export interface PutResponse {
  /** The version written. */
  readonly currentVersion: number;
  readonly cost: OperationCost;
}

export function* put<Item>(
  context: OperationContext<Item>,
  content: NewContent<Item>,
  conditions: WriteConditions,
): Operation<PutResponse> {
  const { request, demand, currentVersion, pair } = yield* planPut(context, content, conditions);
  const meter = new CostMeter();
  const { refusal } = yield* attemptWrite(request, demand, meter);
  if (refusal !== undefined)
    return yield* refuse(context, idsOfPair(context.layout.space, pair), demand, refusal, meter);
  return { currentVersion, cost: meter.cost() };
}

/** The request of a put, everything checked. */
export function* planPut<Item>(
  context: OperationContext<Item>,
  content: NewContent<Item>,
  conditions: WriteConditions,
): Operation<PlannedPut> {
  const given = givenContent(content);
  const { demand, values } = yield* planConditions(context, conditions, "Invalid options of put");
  const currentVersion = versionToWrite(given, demand);
  const item = yield* settle(writeContent(context.layout, { ...given, currentVersion }, context.now()));
  return { request: putRequest(context, item, demand, values), demand, currentVersion, pair: item.pair };
}

interface PlannedPut {
  readonly request: PutItemRequest;
  readonly demand: Demand;
  readonly currentVersion: number;
  readonly pair: KeyPair;
}

// What replaces a version is a later one: a second writer who read the same version must find it changed.
function versionToWrite(content: NewContent<unknown>, { version }: Demand): number {
  const given = content.currentVersion ?? 1;
  return version !== undefined && given <= version ? version + 1 : given;
}

export function putRequest(
  context: OperationContext,
  { encode }: WritableItem,
  demand: Demand,
  values: readonly Stored[],
): PutItemRequest {
  const { space, tableName } = context.layout;
  return {
    operation: "PutItem",
    input: {
      TableName: tableName,
      Item: encode(),
      ...conditionInput(demand, values, space.partitionKey),
      ...capacityOption(context),
    },
  };
}

/** The parts of a request that carry its demand, if it has one. */
export function conditionInput(
  demand: Demand,
  values: readonly Stored[],
  partitionKey: string,
  placeholders: Placeholders = new Placeholders(),
): Omit<PutItemRequest["input"], "TableName" | "Item"> {
  const expression = renderDemand(demand, partitionKey, values, placeholders);
  const attributes = placeholders.attributes();
  if (expression === undefined) return attributes;
  return {
    ConditionExpression: checkedExpression(expression, conditionPlace(demand)),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    ...attributes,
  };
}

function conditionPlace({ condition }: Demand): ExpressionPlace {
  return { subject: "Invalid condition", path: condition === undefined ? [] : ["condition"], kind: "condition" };
}

export function* planConditions(
  context: OperationContext,
  conditions: WriteConditions,
  subject: string,
): Operation<{ readonly demand: Demand; readonly values: readonly Stored[] }> {
  const { requireExists = false, requireAbsent = false, requireVersion, condition } = conditions;
  const { plan, values } = yield* settlePlan(subject, context.layout, (operands) => {
    if (requireAbsent && (requireExists || requireVersion !== undefined)) {
      operands.refuse(["requireAbsent"], "contradicts requireExists and requireVersion");
    }
    const problem = requireVersion === undefined ? undefined : problemOfVersion(requireVersion);
    if (problem !== undefined) operands.refuse(["requireVersion"], problem);
    return condition === undefined ? undefined : planFilter(condition, operands, ["condition"]);
  });
  const existence = requireAbsent ? "absent" : requireExists ? "present" : undefined;
  return { demand: { existence, version: requireVersion, condition: plan }, values };
}
