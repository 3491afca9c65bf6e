import { keyAttributes } from "../item/record-layout.ts";
import { readContent } from "../item/read-content.ts";
import type { ContentKey, PartitionedContent } from "../key/content-key.ts";
import { keyPair } from "../key/key-space.ts";
import type { OperationCost } from "../errors/operation-cost.ts";
import { CostMeter } from "./cost.ts";
import type { GetItemRequest } from "./dynamo-request.ts";
import { type Operation, send, settle } from "./effect.ts";
import { isExpired, type ReadPolicy } from "./read-rows.ts";
import { capacityOption, type OperationContext } from "./operation-context.ts";

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
  { consistentRead, expired }: ReadPolicy,
): Operation<GetResponse<Item>> {
  const meter = new CostMeter();
  const answer = yield* send(getRequest(context, key, consistentRead));
  meter.answered(answer);
  const found = answer.Item && (yield* settle(readContent(context.layout, answer.Item)));
  const isHidden = found !== undefined && expired === "hide" && isExpired(found, context.now().getTime());
  return { content: isHidden ? undefined : found, cost: meter.cost() };
}
