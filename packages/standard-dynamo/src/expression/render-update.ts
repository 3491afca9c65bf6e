import type { AttributeValue } from "../item/attribute-value.ts";
import { encode } from "../item/encode.ts";
import { expiryAttribute, timestampAttribute, versionAttribute } from "../item/internal-attributes.ts";
import { epochSeconds, timestamp } from "../item/timestamp.ts";
import type { Stored } from "../model/stored.ts";
import type { Placeholders } from "./placeholders.ts";
import type { Action, UpdatePlan } from "./update-plan.ts";

/** The UpdateExpression of a plan: its actions, and the time, version and expiry that every update keeps. */
export function renderUpdate(
  plan: UpdatePlan,
  values: readonly Stored[],
  now: Date,
  placeholders: Placeholders,
): string {
  const value = (attribute: AttributeValue): string => placeholders.value(attribute);
  const assignments: string[] = [];
  const removals: string[] = [];
  const additions: string[] = [];
  const assign = (path: readonly string[], to: string): void =>
    void assignments.push(`${placeholders.path(path)} = ${to}`);
  // As the original: what is absent counts as 0, as an empty list, and as version 0.
  const zero = lazily(() => value({ N: "0" }));
  const empty = lazily(() => value({ L: [] }));

  const render = (action: Action): void => {
    const path = placeholders.path(action.path);
    const slot = (index: number): AttributeValue => encode(values[index] ?? null);
    switch (action.kind) {
      case "set":
        return assign(action.path, value(slot(action.slot)));
      case "increment":
        return assign(action.path, `if_not_exists(${path}, ${zero()}) + ${value(slot(action.slot))}`);
      case "append":
        return assign(
          action.path,
          `list_append(if_not_exists(${path}, ${empty()}), ${value({ L: action.slots.map(slot) })})`,
        );
      case "add":
        return void additions.push(
          `${path} ${value(encode(new Set(action.slots.map((each) => values[each] as string))))}`,
        );
      case "remove":
        removals.push(path);
    }
  };

  plan.actions.forEach(render);
  assign([timestampAttribute], value({ S: timestamp(now) }));
  if (plan.expiry === null) removals.push(placeholders.name(expiryAttribute));
  else if (plan.expiry !== undefined) assign([expiryAttribute], value({ N: String(epochSeconds(plan.expiry)) }));
  const version = placeholders.name(versionAttribute);
  assign([versionAttribute], `if_not_exists(${version}, ${zero()}) + ${value({ N: "1" })}`);
  const remove = removals.length === 0 ? "" : ` REMOVE ${removals.join(", ")}`;
  const add = additions.length === 0 ? "" : ` ADD ${additions.join(", ")}`;
  return `SET ${assignments.join(", ")}${remove}${add}`;
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
