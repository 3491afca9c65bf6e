import { checkedExpression } from "../expression/command-limits.ts";
import type { Condition } from "../expression/condition.ts";
import { renderCondition } from "../expression/condition.ts";
import { keyCondition } from "../expression/key-condition.ts";
import { Placeholders } from "../expression/placeholders.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import type { SortRange } from "../key/sort-range.ts";
import type { Stored } from "../model/stored.ts";
import type { QueryRequest } from "./dynamo-request.ts";
import { capacityOption, type OperationContext } from "./operation-context.ts";

/** A query, checked: which records, in which order, how many at a time. */
export interface QueryPlan {
  readonly partition: string;
  readonly range: SortRange;
  readonly ascending: boolean;
  readonly consistentRead: boolean;
  readonly filter?: Condition | undefined;
  readonly values: readonly Stored[];
  /** Asks for the two keys alone. */
  readonly keysOnly?: boolean | undefined;
}

export function queryRequest(
  context: OperationContext,
  plan: QueryPlan,
  limit: number | undefined,
  startKey: AttributeMap | undefined,
): QueryRequest {
  const { space, tableName } = context.layout;
  const placeholders = new Placeholders();
  const KeyConditionExpression = keyCondition(space, plan.partition, plan.range, placeholders);
  const keys = [space.partitionKey, space.sortKey].map((name) => placeholders.name(name)).join(", ");
  return {
    operation: "Query",
    input: {
      TableName: tableName,
      KeyConditionExpression,
      ...(plan.filter && { FilterExpression: renderFilter(plan.filter, plan.values, placeholders) }),
      ...(plan.keysOnly === true && { ProjectionExpression: keys }),
      ScanIndexForward: plan.ascending,
      ConsistentRead: plan.consistentRead,
      ...(limit !== undefined && { Limit: limit }),
      ...(startKey && { ExclusiveStartKey: startKey }),
      ...placeholders.attributes(),
      ...capacityOption(context),
    },
  };
}

function renderFilter(filter: Condition, values: readonly Stored[], placeholders: Placeholders): string {
  const place = { subject: "Invalid query", path: ["filters"], kind: "condition" } as const;
  return checkedExpression(renderCondition(filter, values, placeholders), place);
}
