import { describeIssues } from "../errors/issue.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import type { OperationCost } from "../errors/operation-cost.ts";
import type { RecordKey } from "../errors/record.ts";
import type { Demand } from "../expression/demand.ts";
import { rawObject } from "../expression/raw-object.ts";
import { type WritableItem, writeContent } from "../item/write-content.ts";
import { attemptWrite, type Refusal, refuse } from "./conditional-write.ts";
import type { CostMeter } from "./cost.ts";
import { type Operation, settle } from "./effect.ts";
import type { OperationContext } from "./operation-context.ts";
import { putRequest } from "./put.ts";
import type { SettledUpdate } from "./update.ts";

/**
 * Makes the record that an update with `requireExists: false` did not find, whole and valid, at version 1.
 * `undefined`: somebody else made it first, so the update may be tried again.
 */
export function* createRecord<Item>(
  context: OperationContext<Item>,
  key: RecordKey,
  { plan, values }: SettledUpdate,
  missing: Refusal,
  meter: CostMeter,
): Operation<{ readonly currentVersion: number; readonly cost: OperationCost } | undefined> {
  const demand: Demand = { existence: "absent", condition: plan.condition };
  const item = rawObject(context.layout.codec, plan.actions, []) as Item;
  let writable: WritableItem;
  try {
    writable = yield* settle(writeContent(context.layout, { ...key, item, expiry: plan.expiry }, context.now()));
  } catch (error) {
    if (!isItemValidationError(error)) throw error;
    const hint = `and the update alone makes no whole record: ${describeIssues(error.issues)}`;
    return yield* refuse(context, key, { existence: "present" }, missing, meter, hint);
  }
  const { refusal } = yield* attemptWrite(putRequest(context, writable, demand, values), demand, meter);
  if (refusal === undefined) return { currentVersion: 1, cost: meter.cost() };
  return refusal.unmet === "exists" ? undefined : yield* refuse(context, key, demand, refusal, meter);
}
