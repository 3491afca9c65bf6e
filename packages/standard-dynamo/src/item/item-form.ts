import type { AttributeMap, AttributeValue } from "./attribute-value.ts";

/** Which attributes items have, in the order in which they come. */
export type MapForm = readonly MemberForm[];

interface MemberForm {
  readonly name: string;
  readonly isOptional: boolean;
  readonly value: ValueForm;
}

/** The types that a value was seen with. */
export interface ValueForm {
  readonly types: ReadonlySet<ScalarType>;
  readonly map: MapForm | undefined;
  readonly list: ListForm | undefined;
}

export interface ListForm {
  /** Of the elements, all together. */
  readonly element: ValueForm;
  /** The length of the longest. */
  readonly length: number;
}

export type ScalarType = "S" | "N" | "BOOL" | "NULL" | "B" | "SS" | "NS" | "BS";

export function formOf(map: AttributeMap): MapForm {
  return Object.entries(map).map(([name, value]) => ({ name, isOptional: false, value: valueForm(value) }));
}

/**
 * The form that fits what either fits, with attributes that only one of them has as optional ones; `undefined` if they have
 * their attributes in different order.
 */
export function mergeForms(one: MapForm, other: MapForm): MapForm | undefined {
  const merged: MemberForm[] = [];
  const places = new Map(one.map(({ name }, index) => [name, index]));
  const asOptional = (member: MemberForm): MemberForm => ({ ...member, isOptional: true });
  let taken = 0;
  for (const member of other) {
    const place = places.get(member.name);
    const same = place === undefined ? undefined : one[place];
    if (place === undefined || same === undefined) {
      merged.push(asOptional(member));
      continue;
    }
    const value = mergeValues(same.value, member.value);
    if (place < taken || value === undefined) return undefined;
    merged.push(...one.slice(taken, place).map(asOptional));
    merged.push({ name: member.name, isOptional: same.isOptional || member.isOptional, value });
    taken = place + 1;
  }
  return [...merged, ...one.slice(taken).map(asOptional)];
}

/** How many lists stand in one another. */
export function depthOfLists(form: MapForm): number {
  return Math.max(0, ...form.map(({ value }) => depthOfValue(value)));
}

function depthOfValue({ map, list }: ValueForm): number {
  return Math.max(map === undefined ? 0 : depthOfLists(map), list === undefined ? 0 : 1 + depthOfValue(list.element));
}

function mergeValues(one: ValueForm, other: ValueForm): ValueForm | undefined {
  const map = one.map && other.map ? mergeForms(one.map, other.map) : (one.map ?? other.map);
  const list = one.list && other.list ? mergeLists(one.list, other.list) : (one.list ?? other.list);
  const isMerged = (map !== undefined || !one.map) && (list !== undefined || !one.list);
  return isMerged ? { types: new Set([...one.types, ...other.types]), map, list } : undefined;
}

function mergeLists(one: ListForm, other: ListForm): ListForm | undefined {
  const element = mergeValues(one.element, other.element);
  return element && { element, length: Math.max(one.length, other.length) };
}

function valueForm(value: AttributeValue): ValueForm {
  if ("M" in value) return { ...empty, map: formOf(value.M) };
  if ("L" in value) {
    const element = value.L.map(valueForm).reduce(mergedOrFirst, empty);
    return { ...empty, list: { element, length: value.L.length } };
  }
  return { ...empty, types: new Set(Object.keys(value) as ScalarType[]) };
}

// Elements that differ in the order of their attributes have no form together: a list of those is no longer of this form.
function mergedOrFirst(one: ValueForm, other: ValueForm): ValueForm {
  return mergeValues(one, other) ?? one;
}

const empty: ValueForm = { types: new Set(), map: undefined, list: undefined };
