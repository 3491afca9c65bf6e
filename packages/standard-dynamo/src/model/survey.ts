import type { Node } from "./node.ts";
import { flatten } from "./union.ts";

/** What about a whole description makes writing read back what it stores. */
export interface Survey {
  /** Some part takes what the description cannot tell (`instanceof`, `custom`). */
  readonly opaque: boolean;
  /** Some union has members that may be stored alike, such as Date and text, or two kinds of list. */
  readonly ambiguous: boolean;
  /** Some part may be bytes, or may be anything. */
  readonly bytes: boolean;
}

export function survey(root: Node): Survey {
  const found = { opaque: false, ambiguous: false, bytes: false };
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "opaque") found.opaque = true;
    if (node.kind === "opaque" || node.kind === "any" || node.kind === "bytes") found.bytes = true;
    if (node.kind === "union" && isAmbiguous(flatten(node.members))) found.ambiguous = true;
    if (node.kind === "map" && isAmbiguousKey(node.key)) found.ambiguous = true;
    for (const part of partsOf(node)) visit(part);
  };
  visit(root);
  return found;
}

/** The nodes directly below a node. */
function partsOf(node: Node): readonly Node[] {
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

// What each kind is stored as, where several kinds share a form.
const forms: Partial<Record<Node["kind"], string>> = {
  date: "text",
  string: "text",
  number: "number",
  integer: "number",
  bigint: "number",
  decimal: "number",
  array: "list",
  set: "list",
  object: "map",
  map: "map",
};

function isAmbiguous(members: readonly Node[]): boolean {
  return members.some((left, index) =>
    members.slice(index + 1).some((right) => {
      const form = forms[left.kind];
      if (form === undefined || form !== forms[right.kind]) return false;
      if (left.kind === "object" && right.kind === "object") return !isDiscriminated(left, right);
      return left.kind !== right.kind ? !isPlainNumber(left, right) : form === "list" || form === "map";
    }),
  );
}

function isPlainNumber(left: Node, right: Node): boolean {
  return [left.kind, right.kind].every((kind) => kind === "number" || kind === "integer");
}

function isDiscriminated(left: Node & { kind: "object" }, right: Node & { kind: "object" }): boolean {
  return [...left.props].some(([name, { node, optional }]) => {
    const other = right.props.get(name);
    if (optional || other === undefined || other.optional) return false;
    if (node.kind !== "literal" || other.node.kind !== "literal") return false;
    const { values } = other.node;
    return !node.values.some((value) => values.includes(value));
  });
}

// Keys of maps are all stored as text.
function isAmbiguousKey(key: Node): boolean {
  const members = flatten([key]);
  const texts = members.flatMap((member) => (member.kind === "literal" ? member.values.map(String) : []));
  return new Set(members.map(({ kind }) => kind)).size > 1 || new Set(texts).size < texts.length;
}
