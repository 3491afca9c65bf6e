import type { AttributeMap } from "../item/attribute-value.ts";
import { versionAttribute } from "../item/internal-attributes.ts";
import type { Stored } from "../model/stored.ts";
import { type Condition, renderCondition } from "./condition.ts";
import type { Placeholders } from "./placeholders.ts";
import type { Guard } from "./update-plan.ts";

/** What a write demands of the record that is stored. */
export interface Demand {
  readonly existence?: "present" | "absent" | undefined;
  readonly version?: number | undefined;
  readonly guards?: readonly Guard[] | undefined;
  readonly condition?: Condition | undefined;
}

/** Which part of a demand a stored record does not meet. */
export type Unmet = "missing" | "exists" | "version" | "guard" | "condition";

/** The ConditionExpression of a demand; `undefined`: it demands nothing. */
export function renderDemand(
  demand: Demand,
  partitionKey: string,
  values: readonly Stored[],
  placeholders: Placeholders,
): string | undefined {
  const tests: string[] = [];
  const key = (): string => placeholders.name(partitionKey);
  if (demand.existence === "absent") tests.push(`attribute_not_exists(${key()})`);
  // A record without a version counts as version 0, which a record that is missing must not.
  else if (demand.existence === "present" || demand.version === 0) tests.push(`attribute_exists(${key()})`);
  if (demand.version !== undefined) tests.push(renderVersion(demand.version, placeholders));
  for (const guard of demand.guards ?? []) tests.push(renderGuard(guard, placeholders));
  if (demand.condition !== undefined) tests.push(renderCondition(demand.condition, values, placeholders));
  return tests.length > 1 ? tests.map((test) => `(${test})`).join(" AND ") : tests[0];
}

/** Why DynamoDB refused: the part of the demand that the record, as it then stood, does not meet. */
export function unmetBy(demand: Demand, item: AttributeMap | undefined): Unmet {
  if (item === undefined) {
    return demand.existence === "present" || demand.version !== undefined ? "missing" : "condition";
  }
  if (demand.existence === "absent") return "exists";
  if (demand.version !== undefined && !hasVersion(item, demand.version)) return "version";
  return (demand.guards ?? []).some((guard) => !meets(guard, item)) ? "guard" : "condition";
}

// As the condition tests it: a version that another writer has stored as text is none.
function hasVersion(item: AttributeMap, version: number): boolean {
  const stored = item[versionAttribute];
  return stored === undefined ? version === 0 : "N" in stored && Number(stored.N) === version;
}

/** Whether the record meets a guard. */
export function meets(guard: Guard, item: AttributeMap): boolean {
  const type = typeAt(item, guard.path);
  return type === undefined ? guard.orAbsent || guard.type === "absent" : type === guard.type;
}

/** DynamoDB's type of what stands at a path; `undefined` if nothing does. */
export function typeAt(item: AttributeMap, path: readonly string[]): string | undefined {
  let map: AttributeMap | undefined = item;
  for (const [index, name] of path.entries()) {
    const value: AttributeMap[string] | undefined = map && Object.hasOwn(map, name) ? map[name] : undefined;
    if (value === undefined) return undefined;
    if (index === path.length - 1) return Object.keys(value)[0];
    map = "M" in value ? value.M : undefined;
  }
  return "M";
}

function renderVersion(version: number, placeholders: Placeholders): string {
  const name = placeholders.name(versionAttribute);
  const test = `${name} = ${placeholders.value({ N: String(version) })}`;
  return version === 0 ? `${test} OR attribute_not_exists(${name})` : test;
}

function renderGuard({ path, type, orAbsent }: Guard, placeholders: Placeholders): string {
  const target = placeholders.path(path);
  if (type === "absent") return `attribute_not_exists(${target})`;
  const test = `attribute_type(${target}, ${placeholders.value({ S: type })})`;
  return orAbsent ? `attribute_not_exists(${target}) OR ${test}` : test;
}
