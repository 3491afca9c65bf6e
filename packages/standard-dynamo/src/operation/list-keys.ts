import type { OperationCost } from "../errors/operation-cost.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import { pairOfItem } from "../item/stored-item.ts";
import type { KeyPair } from "../key/key-space.ts";
import type { SortRange } from "../key/sort-range.ts";
import { CostMeter } from "./cost.ts";
import { type PagedOperation, page, send } from "./effect.ts";
import type { OperationContext } from "./operation-context.ts";
import { type QueryPlan, queryRequest } from "./query.ts";

export interface KeyPage {
  readonly pairs: readonly KeyPair[];
  readonly cost: OperationCost;
}

/** The query of the keys of a range: consistent, so that what was just written is deleted too. */
export function keysPlan(partition: string, range: SortRange): QueryPlan {
  return { partition, range, ascending: true, consistentRead: true, values: [], keysOnly: true };
}

export function* listKeys(context: OperationContext, partition: string, range: SortRange): PagedOperation<KeyPage> {
  let start: AttributeMap | undefined;
  do {
    const meter = new CostMeter();
    const answer = yield* send(queryRequest(context, keysPlan(partition, range), undefined, start));
    meter.answered(answer);
    const pairs = (answer.Items ?? []).flatMap((item) => pairOfItem(context.layout.space, item) ?? []);
    yield* page({ pairs, cost: meter.cost() });
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
}
