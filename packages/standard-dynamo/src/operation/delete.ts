import type { OperationCost } from "../errors/operation-cost.ts";
import type { Demand } from "../expression/demand.ts";
import { keyAttributes } from "../item/record-layout.ts";
import type { ContentKey } from "../key/content-key.ts";
import { idsOfPair, type KeyPair, keyPair } from "../key/key-space.ts";
import { attemptWrite, refuse } from "./conditional-write.ts";
import { CostMeter } from "./cost.ts";
import type { DeleteItemRequest } from "./dynamo-request.ts";
import type { Operation } from "./effect.ts";
import { capacityOption, type OperationContext } from "./operation-context.ts";
import { conditionInput, planConditions, type WriteConditions } from "./put.ts";

export interface DeleteResponse {
  readonly cost: OperationCost;
}

/** Deletes exactly one record; deleting what is not there is no error unless `requireExists` says so. */
export function* deleteOne<Item>(
  context: OperationContext<Item>,
  key: ContentKey,
  conditions: WriteConditions,
): Operation<DeleteResponse> {
  const { request, demand, pair } = yield* planDelete(context, key, conditions);
  const meter = new CostMeter();
  const { refusal } = yield* attemptWrite(request, demand, meter);
  if (refusal !== undefined)
    return yield* refuse(context, idsOfPair(context.layout.space, pair), demand, refusal, meter);
  return { cost: meter.cost() };
}

export function* planDelete(
  context: OperationContext,
  key: ContentKey,
  conditions: WriteConditions,
): Operation<{ readonly request: DeleteItemRequest; readonly demand: Demand; readonly pair: KeyPair }> {
  const { space, tableName } = context.layout;
  const pair = keyPair(space, key);
  const { demand, values } = yield* planConditions(context, conditions, "Invalid options of delete");
  const input = {
    TableName: tableName,
    Key: keyAttributes(space, pair),
    ...conditionInput(demand, values, space.partitionKey),
    ...capacityOption(context),
  };
  return { request: { operation: "DeleteItem", input }, demand, pair };
}
