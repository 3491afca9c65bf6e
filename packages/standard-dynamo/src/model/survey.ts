import type { Issue } from "../errors/issue.ts";
import type { Node } from "./node.ts";
import { isPlainObject } from "./plain-object.ts";
import { flatten } from "./union.ts";

/** What about a whole description makes writing read back what it stores. */
export interface Survey {
  /** Some part takes what the description cannot tell (`instanceof`, `custom`). */
  readonly opaque: boolean;
  /** Some union has members that are stored alike, such as Date and text. */
  readonly ambiguous: boolean;
}

export function survey(root: Node): Survey {
  const found = { opaque: false, ambiguous: false };
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "opaque") found.opaque = true;
    if (node.kind === "union" && isAmbiguous(node)) found.ambiguous = true;
    for (const part of parts(node)) visit(part);
  };
  visit(root);
  return found;
}

/**
 * Where a value of an ambiguous union would come back as another type: a Date as text, a Set as list. Only there, because
 * elsewhere the schema itself refuses the other type, and an attribute that takes anything promises no type.
 */
export function lostTypes(node: Node, value: unknown, back: unknown): Issue[] {
  const issues: Issue[] = [];
  compare(node, value, back, [], issues);
  return issues;
}

type Path = readonly (string | number)[];

function compare(node: Node, value: unknown, back: unknown, path: Path, issues: Issue[]): void {
  switch (node.kind) {
    case "object":
      if (!isPlainObject(value) || !isPlainObject(back)) return;
      for (const [name, { node: part }] of node.props) compare(part, value[name], back[name], [...path, name], issues);
      return;
    case "array":
      if (!Array.isArray(value) || !Array.isArray(back)) return;
      value.forEach((element, index) => compare(node.items, element, back[index], [...path, index], issues));
      return;
    case "union": {
      if (isAmbiguous(node) && typeTag(value) !== typeTag(back)) {
        const message = `a ${typeTag(value)} would be read back as ${typeTag(back)}: both are stored alike; use a codec`;
        issues.push({ path, message });
      }
      const sole = flatten(node.members).filter((member) => member.kind === "object" || member.kind === "array");
      if (sole.length === 1 && sole[0] !== undefined) compare(sole[0], value, back, path, issues);
      return;
    }
    default:
  }
}

function isAmbiguous(node: Node & { kind: "union" }): boolean {
  const kinds = new Set(flatten(node.members).map((member) => member.kind));
  const both = (one: Node["kind"], other: Node["kind"]) => kinds.has(one) && kinds.has(other);
  return (
    both("date", "string") ||
    both("set", "array") ||
    both("map", "object") ||
    both("bigint", "number") ||
    both("bigint", "integer") ||
    both("decimal", "number")
  );
}

function typeTag(value: unknown): string {
  return typeof value === "object" ? Object.prototype.toString.call(value).slice(8, -1) : typeof value;
}

function parts(node: Node): readonly Node[] {
  switch (node.kind) {
    case "object":
      return [
        ...[...node.props.values()].map(({ node: part }) => part),
        ...(node.rest === undefined ? [] : [node.rest]),
      ];
    case "array":
      return [...(node.prefix ?? []), node.items];
    case "set":
      return [node.items];
    case "map":
      return [node.key, node.value];
    case "union":
      return node.members;
    default:
      return [];
  }
}
