import { CommandValidationError } from "../errors/command-validation-error.ts";
import type { OperationCost } from "../errors/operation-cost.ts";
import { checkedExpression, oversizeOfItem } from "../expression/command-limits.ts";
import { type Demand, meets, typeAt } from "../expression/demand.ts";
import { Placeholders } from "../expression/placeholders.ts";
import { planUpdate } from "../expression/plan-update.ts";
import { renderUpdate } from "../expression/render-update.ts";
import type { Action, UpdatePlan } from "../expression/update-plan.ts";
import { versionAttribute } from "../item/internal-attributes.ts";
import { keyAttributes, reservedNames } from "../item/record-layout.ts";
import type { ContentKey } from "../key/content-key.ts";
import { idsOfPair, type KeyPair, keyPair } from "../key/key-space.ts";
import { maxItemBytes } from "../model/item-limit.ts";
import type { Stored } from "../model/stored.ts";
import { attemptWrite, type Refusal, refuse, settlePlan } from "./conditional-write.ts";
import { CostMeter } from "./cost.ts";
import { createRecord } from "./create-record.ts";
import type { UpdateItemRequest } from "./dynamo-request.ts";
import type { Operation } from "./effect.ts";
import { capacityOption, type OperationContext } from "./operation-context.ts";
import { conditionInput } from "./put.ts";
import { repairPlan } from "./repair-plan.ts";

export interface UpdateResponse {
  /** The version that the record has now. */
  readonly currentVersion: number;
  readonly cost: OperationCost;
}

/** A planned update with its operands. */
export interface SettledUpdate {
  readonly plan: UpdatePlan;
  readonly values: readonly Stored[];
}

// Each further attempt means that somebody else changed the record in between.
const maxAttempts = 10;

/**
 * One UpdateItem as a rule. It is refused where the stored record lacks what the command builds on, and then, knowing the
 * record as it stood, sent again in the form that fits it: a NULL that an increment starts from becomes the amount, a
 * missing parent is made whole, and with `requireExists: false` a missing record is made of the command.
 */
export function* update<Item>(
  context: OperationContext<Item>,
  key: ContentKey,
  command: unknown,
  requireExists: boolean,
): Operation<UpdateResponse> {
  const pair = keyPair(context.layout.space, key);
  const place = idsOfPair(context.layout.space, pair);
  const original = yield* planCommand(context, command);
  const meter = new CostMeter();
  let settled = original;
  for (let attempt = 1; ; attempt++) {
    const demand = demandOf(settled.plan);
    const { answer, refusal } = yield* attemptWrite(updateRequest(context, pair, settled), demand, meter);
    if (refusal === undefined) {
      return { currentVersion: versionIn(answer.Attributes) ?? 1, cost: meter.cost() };
    }
    if (attempt === maxAttempts) return yield* refuse(context, place, demand, refusal, meter);
    if (refusal.unmet === "missing" && !requireExists && settled.plan.expectedVersion === undefined) {
      const created = yield* createRecord(context, place, original, refusal, meter);
      if (created !== undefined) return created;
      settled = original;
    } else if (refusal.unmet === "guard" && refusal.item !== undefined) {
      settled = yield* repairPlan(context, place, original, refusal.item);
      if (isStuck(settled, refusal))
        return yield* refuse(context, place, demand, refusal, meter, wrongType(settled, refusal));
    } else {
      return yield* refuse(context, place, demand, refusal, meter);
    }
  }
}

export function* planCommand(context: OperationContext, command: unknown): Operation<SettledUpdate> {
  const { layout } = context;
  const reserved = reservedNames(layout.space);
  const settled = yield* settlePlan(subject, layout, (operands) => planUpdate(command, operands, reserved));
  const bytes = oversizeOfItem(settled.plan.actions.flatMap((action) => operandsOf(action, settled.values)));
  if (bytes === undefined) return settled;
  const message = `the values are ${bytes} bytes, an item of DynamoDB has ${maxItemBytes} at the most`;
  throw new CommandValidationError(subject, [{ path: [], message }]);
}

const subject = "Invalid update";

function operandsOf(action: Action, values: readonly Stored[]): readonly Stored[] {
  const slots = "slots" in action ? action.slots : "slot" in action ? [action.slot] : [];
  return slots.map((slot) => values[slot] ?? null);
}

export function updateRequest(context: OperationContext, pair: KeyPair, settled: SettledUpdate): UpdateItemRequest {
  const { plan } = settled;
  try {
    return requestOf(context, pair, settled);
  } catch (error) {
    const guards = plan.guards.filter(({ isAssumed }) => !isAssumed);
    if (guards.length === plan.guards.length) throw error;
    // Of a long command there may be no room for what the model says anyway.
    return requestOf(context, pair, { ...settled, plan: { ...plan, guards } });
  }
}

function requestOf(context: OperationContext, pair: KeyPair, { plan, values }: SettledUpdate): UpdateItemRequest {
  const { space, tableName } = context.layout;
  const placeholders = new Placeholders();
  const expression = renderUpdate(plan, values, context.now(), placeholders);
  return {
    operation: "UpdateItem",
    input: {
      TableName: tableName,
      Key: keyAttributes(space, pair),
      UpdateExpression: checkedExpression(expression, { subject, path: [], kind: "update" }),
      ReturnValues: "UPDATED_NEW",
      ...conditionInput(demandOf(plan), values, space.partitionKey, placeholders),
      ...capacityOption(context),
    },
  };
}

// Always of a record that is there: an UpdateItem on a missing one would leave a part of a record that cannot be read.
function demandOf({ expectedVersion, guards, condition }: UpdatePlan): Demand {
  return { existence: "present", version: expectedVersion, guards, condition };
}

function isStuck({ plan }: SettledUpdate, { item = {} }: Refusal): boolean {
  return plan.guards.some((guard) => !meets(guard, item));
}

function wrongType({ plan }: SettledUpdate, { item = {} }: Refusal): string {
  const wrong = plan.guards.filter((guard) => !meets(guard, item));
  const described = wrong.map(({ path, type }) => {
    return `${path.join(".")} is stored as ${typeNames[typeAt(item, path) ?? "absent"]}, the update needs ${typeNames[type]}`;
  });
  return described.join("; ");
}

const typeNames: Readonly<Record<string, string>> = {
  S: "text",
  N: "a number",
  B: "bytes",
  BOOL: "a boolean",
  NULL: "null",
  M: "an object",
  L: "a list",
  SS: "a set of text",
  NS: "a set of numbers",
  BS: "a set of bytes",
  absent: "nothing",
};

function versionIn(attributes: Record<string, unknown> | undefined): number | undefined {
  const version = attributes?.[versionAttribute] as { readonly N?: string } | undefined;
  return version?.N === undefined ? undefined : Number(version.N);
}
