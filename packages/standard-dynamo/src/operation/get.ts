import type { OperationCost } from "../errors/operation-cost.ts";
import { readContent } from "../item/read-content.ts";
import { keyAttributes } from "../item/record-layout.ts";
import type { ContentKey, PartitionedContent } from "../key/content-key.ts";
import { keyPair } from "../key/key-space.ts";
import { CostMeter } from "./cost.ts";
import type { GetItemRequest } from "./dynamo-request.ts";
import { type Operation, send, settle } from "./effect.ts";
import { capacityOption, type OperationContext } from "./operation-context.ts";
import { isHidden, type ReadPolicy } from "./read-rows.ts";

export interface GetResponse<Item> {
  /** The record; `undefined` if there is none. */
  readonly content: PartitionedContent<Item> | undefined;
  readonly cost: OperationCost;
}

export function getRequest<Item>(
  context: OperationContext<Item>,
  key: ContentKey,
  consistentRead: boolean,
): GetItemRequest {
  const { space, tableName } = context.layout;
  return {
    operation: "GetItem",
    input: {
      TableName: tableName,
      Key: keyAttributes(space, keyPair(space, key)),
      ConsistentRead: consistentRead,
      ...capacityOption(context),
    },
  };
}

export function* get<Item>(
  context: OperationContext<Item>,
  key: ContentKey,
  policy: ReadPolicy,
): Operation<GetResponse<Item>> {
  const meter = new CostMeter();
  const answer = yield* send(getRequest(context, key, policy.consistentRead));
  meter.answered(answer);
  const found = answer.Item && (yield* settle(readContent(context.layout, answer.Item)));
  const content = found && isHidden(found, policy, context.now()) ? undefined : found;
  return { content, cost: meter.cost() };
}
