import type { Issue } from "../errors/issue.ts";
import { elementNode } from "./element-node.ts";
import { locate } from "./locate.ts";
import type { Node } from "./node.ts";
import { isPlainObject } from "./plain-object.ts";
import type { StorableOptions } from "./storable.ts";
import { flatten } from "./union.ts";

/**
 * Where a value would come back as another type: a Date as text, a Set as list. An attribute that takes anything promises
 * no type, so it is passed by.
 */
export function lostTypes(node: Node, value: unknown, back: unknown, options: StorableOptions): Issue[] {
  const issues: Issue[] = [];
  compare(node, value, back, { path: [], issues, options });
  return issues;
}

interface Walk {
  readonly path: readonly (string | number)[];
  readonly issues: Issue[];
  readonly options: StorableOptions;
}

function compare(node: Node | undefined, value: unknown, back: unknown, walk: Walk): void {
  if (node === undefined || takesAnything(node) || value === undefined || back === undefined) return;
  const [tag, tagBack] = [typeTag(value), typeTag(back)];
  if (tag !== tagBack) {
    const message = `a ${tag} would be read back as ${tagBack}: both are stored alike; use a codec`;
    walk.issues.push({ path: walk.path, message });
    return;
  }
  if (value instanceof Date && back instanceof Date) return compareDates(value, back, walk);
  if (Array.isArray(value) && Array.isArray(back)) return compareLists(node, value, back, walk);
  if (value instanceof Set && back instanceof Set) return compareLists(node, [...value], [...back], walk);
  if (value instanceof Map && back instanceof Map) return compareMaps(node, [...value], [...back], walk);
  if (!isPlainObject(value) || !isPlainObject(back)) return;
  for (const name of Object.keys(value)) {
    compare(locate(node, [name])?.node, value[name], back[name], below(walk, name));
  }
}

function compareDates(value: Date, back: Date, { path, issues, options }: Walk): void {
  if (options.date(value) === options.date(back)) return;
  issues.push({
    path,
    message: "the Date would be read back as another time; store seconds, milliseconds or ISO text",
  });
}

function compareLists(node: Node, value: readonly unknown[], back: readonly unknown[], walk: Walk): void {
  value.forEach((element, index) => {
    const prefix = node.kind === "array" ? node.prefix?.[index] : undefined;
    compare(prefix ?? elementNode(node), element, back[index], below(walk, index));
  });
}

type Entry = readonly [unknown, unknown];

function compareMaps(node: Node, value: readonly Entry[], back: readonly Entry[], walk: Walk): void {
  const members = (node.kind === "union" ? flatten(node.members) : [node]).filter((member) => member.kind === "map");
  const join = (parts: readonly Node[]): Node => ({ kind: "union", members: parts });
  const keys = join(members.map(({ key }) => key));
  const values = join(members.map((member) => member.value));
  value.forEach(([key, entry], index) => {
    const [keyBack, entryBack] = back[index] ?? [];
    compare(keys, key, keyBack, below(walk, String(key)));
    compare(values, entry, entryBack, below(walk, String(key)));
  });
}

function takesAnything(node: Node): boolean {
  return node.kind === "any" || (node.kind === "union" && node.members.some(takesAnything));
}

function typeTag(value: unknown): string {
  return typeof value === "object" ? Object.prototype.toString.call(value).slice(8, -1) : typeof value;
}

function below({ path, issues, options }: Walk, name: string | number): Walk {
  return { path: [...path, name], issues, options };
}
