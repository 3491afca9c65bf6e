import type { Node } from "./node.ts";
import { flatten } from "./union.ts";

/** What a description says of one path. */
export interface Place {
  readonly node: Node;
  /** Whether the schema accepts that it is absent. */
  readonly optional: boolean;
}

/**
 * What stands at a path of a description: `undefined` if there is no such attribute; a place of kind `any` where the
 * description does not reach. Members of unions are joined, null is passed by.
 */
export function locate(root: Node, path: readonly string[]): Place | undefined {
  let place: Place = { node: root, optional: false };
  for (const name of path) {
    const next = child(place.node, name);
    if (next === undefined) return undefined;
    place = next;
  }
  return place;
}

/** The names that may stand below a node, for "did you mean". */
export function childNames(node: Node): readonly string[] {
  if (node.kind === "object") return [...node.props.keys()];
  return node.kind === "union" ? [...new Set(flatten(node.members).flatMap(childNames))] : [];
}

/** A node without its null and without the union around it, if one member is left. */
export function withoutNull(node: Node): Node {
  if (node.kind !== "union") return node;
  const members = flatten(node.members).filter((member) => !isNull(member));
  return members.length === 1 && members[0] !== undefined ? members[0] : node;
}

/** Whether an update goes into the node attribute by attribute: a plain object or a record, null or not. */
export function isPatchable(node: Node): boolean {
  return withoutNull(node).kind === "object";
}

/** Whether any value of a node is of a kind. */
export function canBe(node: Node, kinds: readonly Node["kind"][]): boolean {
  if (node.kind === "any" || node.kind === "opaque") return true;
  return node.kind === "union"
    ? flatten(node.members).some((member) => canBe(member, kinds))
    : kinds.includes(node.kind);
}

function child(node: Node, name: string): Place | undefined {
  switch (node.kind) {
    case "any":
    case "opaque":
      return { node: { kind: "any" }, optional: true };
    case "object": {
      const property = node.props.get(name);
      if (property !== undefined) return property;
      return node.rest === undefined ? undefined : { node: node.rest, optional: true };
    }
    case "map":
      return { node: node.value, optional: true };
    case "union": {
      const found = flatten(node.members).flatMap((member) => child(member, name) ?? []);
      return join(found, flatten(node.members).filter((member) => !isNull(member)).length);
    }
    default:
      return undefined;
  }
}

function join(found: readonly Place[], members: number): Place | undefined {
  const [first] = found;
  if (first === undefined) return undefined;
  const optional = found.length < members || found.some((place) => place.optional);
  const nodes = [...new Set(found.map((place) => place.node))];
  return { optional, node: nodes.length === 1 ? first.node : { kind: "union", members: nodes } };
}

function isNull(node: Node): boolean {
  return node.kind === "null" || (node.kind === "literal" && node.values.every((value) => value === null));
}
