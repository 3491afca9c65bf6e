import { CommandValidationError } from "../errors/command-validation-error.ts";
import type { Issue } from "../errors/issue.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import type { RecordKey } from "../errors/record.ts";
import { describeKey } from "../errors/record.ts";
import { meets, typeAt } from "../expression/demand.ts";
import { rawObject } from "../expression/raw-object.ts";
import type { Action, Guard } from "../expression/update-plan.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import { versionAttribute } from "../item/internal-attributes.ts";
import type { Stored } from "../model/stored.ts";
import { type Operation, settle } from "./effect.ts";
import type { OperationContext } from "./operation-context.ts";
import type { SettledUpdate } from "./update.ts";

type Path = readonly string[];

/**
 * The update in the form that fits the record as it stood: what an increment or append finds as NULL is set outright, a
 * parent that is missing or NULL is set whole. Each change is guarded by the state that it was made for.
 *
 * @throws CommandValidationError if what the patch makes of a missing parent would not be valid
 */
export function* repairPlan(
  context: OperationContext,
  key: RecordKey,
  { plan, values }: SettledUpdate,
  item: AttributeMap,
): Operation<SettledUpdate> {
  const slots: Stored[] = [...values];
  let { actions } = plan;
  let { guards } = plan;
  for (const guard of plan.guards) {
    // A parent that was made whole takes along what is below it.
    if (!guards.includes(guard) || meets(guard, item)) continue;
    const found = typeAt(item, guard.path);
    if (found !== undefined && found !== "NULL") continue;
    // The version counts on, so it has to be put right by whoever stored it.
    if (guard.path[0] === versionAttribute) continue;
    const state: Guard = { path: guard.path, type: found === undefined ? "absent" : "NULL", orAbsent: false };
    if (guard.type === "M") {
      const below = actions.filter(({ path }) => isBelow(guard.path, path));
      const others = actions.filter((action) => !below.includes(action));
      const kept = guards.filter(({ path }) => !isBelow(guard.path, path) && path !== guard.path);
      if (below.every(({ kind }) => kind === "remove")) {
        [actions, guards] = [others, [...kept, state]];
      } else {
        const whole = rawObject(context.layout.codec, below, guard.path);
        const stored = yield* wholeParent(context, key, guard.path, whole);
        const slot = slots.push(stored) - 1;
        actions = [...others, { kind: "set", path: guard.path, slot, raw: whole }];
        guards = [...kept, state];
      }
    } else {
      actions = actions.map((action) => (samePath(action.path, guard.path) ? outright(action, slots) : action));
      guards = [...guards.filter((other) => other !== guard), state];
    }
  }
  return { plan: { ...plan, actions, guards }, values: slots };
}

function* wholeParent(
  context: OperationContext,
  key: RecordKey,
  path: Path,
  whole: Record<string, unknown>,
): Operation<Stored> {
  try {
    return yield* settle(context.layout.codec.serializeAt(path, whole));
  } catch (error) {
    if (!isItemValidationError(error)) throw error;
    const issues = error.issues.map((issue): Issue => ({ ...issue, path: [...path, ...issue.path] }));
    const subject = `${path.join(".")} is absent in the record at ${describeKey(key)} and the update makes no whole one`;
    throw new CommandValidationError(subject, issues, error);
  }
}

// An increment from NULL is the amount, an append to NULL is the list.
function outright(action: Action, slots: Stored[]): Action {
  if (action.kind === "increment") return { kind: "set", path: action.path, slot: action.slot, raw: action.raw };
  if (action.kind !== "append" && action.kind !== "add") return action;
  const list = action.slots.map((slot) => slots[slot] ?? null);
  const whole = action.kind === "add" ? new Set(list as string[]) : list;
  return { kind: "set", path: action.path, slot: slots.push(whole) - 1, raw: action.raw };
}

function samePath(left: Path, right: Path): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}

function isBelow(parent: Path, path: Path): boolean {
  return path.length > parent.length && parent.every((name, index) => name === path[index]);
}
