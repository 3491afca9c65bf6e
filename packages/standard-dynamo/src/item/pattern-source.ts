import type { ListForm, MapForm, ScalarType, ValueForm } from "./item-form.ts";

/** The source of an expression that fits a form, and how its groups are read. */
export interface MapSource {
  readonly source: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: string;
  /** Whether it is a key or internal, which maps inside an item have none of. */
  readonly isOwn: boolean;
  readonly readings: readonly Reading[];
}

/** How a value is read if its group has matched. */
export interface Reading {
  readonly type: ScalarType | "M" | "L";
  readonly group: number;
  /** Of a map. */
  readonly steps: readonly Step[];
  /** Of a list that may have elements. */
  readonly elements: Elements | undefined;
}

export interface Elements {
  /** Those in groups of their own. */
  readonly first: readonly (readonly Reading[])[];
  /** The group of all others, which are taken from there one by one. */
  readonly rest: number;
  readonly expression: RegExp;
  readonly readings: readonly Reading[];
}

/** Counts the groups of an expression; where there is none, nothing is grouped. */
type Groups = { count: number } | undefined;

export function mapSource(form: MapForm, groups: Groups, isOwn?: (name: string) => boolean): MapSource {
  const steps: Step[] = [];
  let source = "";
  // The comma goes with the members around the first one that is always there.
  const first = form.findIndex(({ isOptional }) => !isOptional);
  for (const [index, { name, isOptional, value }] of form.entries()) {
    const found = valueSource(value, groups);
    const member = `${literally(JSON.stringify(name))}:${found.source}`;
    if (first < 0) source += `(?:${member}(?:,(?=")|(?=\\})))?`;
    else if (index < first) source += `(?:${member},)?`;
    else if (index === first) source += member;
    else source += isOptional ? `(?:,${member})?` : `,${member}`;
    steps.push({ name, isOwn: isOwn?.(name) ?? false, readings: found.readings });
  }
  return { source: `\\{${source}\\}`, steps };
}

interface ValueSource {
  readonly source: string;
  readonly readings: readonly Reading[];
}

function valueSource({ types, map, list }: ValueForm, groups: Groups): ValueSource {
  const readings: Reading[] = [];
  const sources: string[] = [];
  const add = (type: Reading["type"], source: string, more: Partial<Reading> = {}): void => {
    sources.push(`"${type}":${source}`);
    readings.push({ type, group: groups?.count ?? 0, steps: [], elements: undefined, ...more });
  };
  const group = (source: string): string => {
    if (groups === undefined) return `(?:${source})`;
    groups.count++;
    return `(${source})`;
  };
  for (const type of types) {
    const [before, inside, after] = scalarSource[type];
    add(type, before + group(inside) + after);
  }
  if (map !== undefined) {
    // An empty group tells that there is a map.
    const mark = group("");
    const own = groups?.count ?? 0;
    const { source, steps } = mapSource(map, groups);
    add("M", mark + source, { group: own, steps });
  }
  if (list !== undefined) {
    const mark = group("");
    const own = groups?.count ?? 0;
    const { source, elements } = listSource(list, groups);
    add("L", `${mark}\\[${source}\\]`, { group: own, elements });
  }
  return { source: `\\{(?:${sources.join("|")})\\}`, readings };
}

/** Each element is within the optional group that begins with the one before it, so that there is one way to fit a list. */
function listSource({ element, length }: ListForm, groups: Groups) {
  if (isNever(element)) return { source: "", elements: undefined };
  // Not of lists in lists, whose groups would multiply.
  const count = groups === undefined || element.list !== undefined ? 0 : Math.min(length, mostFirst);
  const first: (readonly Reading[])[] = [];
  let source = "";
  for (let index = 0; index < count; index++) {
    const found = valueSource(element, groups);
    source += `(?:${index === 0 ? "" : ","}${found.source}`;
    first.push(found.readings);
  }
  const other = valueSource(element, undefined).source;
  const rest = count > 0 ? `(?:,${other})*` : `(?:${other}(?:,${other})*)?`;
  if (groups !== undefined) groups.count++;
  source += (groups === undefined ? rest : `(${rest})`) + ")?".repeat(count);
  const { source: single, readings } = valueSource(element, { count: 0 });
  return {
    source,
    elements: { first, rest: groups?.count ?? 0, expression: new RegExp(`,?${single}`, "y"), readings },
  };
}

/** Of lists that were always empty. */
function isNever({ types, map, list }: ValueForm): boolean {
  return types.size === 0 && map === undefined && list === undefined;
}

const mostFirst = 4;

const text = '[^"\\\\]*(?:\\\\.[^"\\\\]*)*';
const texts = `(?:"${text}"(?:,(?=")|(?=\\])))*`;

/** What stands before the group, in it, and behind it. */
const scalarSource: Readonly<Record<ScalarType, readonly [before: string, inside: string, after: string]>> = {
  S: ['"', text, '"'],
  N: ['"', text, '"'],
  B: ['"', text, '"'],
  BOOL: ["", "true|false", ""],
  NULL: ["", "true", ""],
  SS: ["\\[", texts, "\\]"],
  NS: ["\\[", texts, "\\]"],
  BS: ["\\[", texts, "\\]"],
};

function literally(source: string): string {
  return source.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
