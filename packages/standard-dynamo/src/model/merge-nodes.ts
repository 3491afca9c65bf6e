import { arrayNode, objectNode, unionNode, withSchema } from "./build-node.ts";
import type { Node, ObjectKind, Property } from "./node.ts";

const merged = new WeakMap<Node, WeakMap<Node, Node>>();

/**
 * What a place takes that has to suit both descriptions (`intersection`, `allOf`): objects are put together, unions
 * member by member. Carries no schema, since neither side's alone checks the place.
 *
 * The same two nodes give the same node each time, so that intersections of recursive schemas end too.
 */
export function mergeNodes(left: Node, right: Node): Node {
  if (left === right) return left;
  const partners = merged.get(left) ?? new WeakMap<Node, Node>();
  merged.set(left, partners);
  const known = partners.get(right);
  if (known !== undefined) return known;
  const node = merge(left, right);
  partners.set(right, node);
  return node;
}

function merge(left: Node, right: Node): Node {
  if (saysNothing(left)) return withSchema(right, undefined);
  if (saysNothing(right)) return withSchema(left, undefined);
  if (left.kind === "union") return unionNode(() => left.members.map((member) => mergeNodes(member, right)));
  if (right.kind === "union") return unionNode(() => right.members.map((member) => mergeNodes(left, member)));
  if (left.kind === "object" && right.kind === "object") return mergeObjects(left, right);
  if (left.kind === "array" && right.kind === "array") {
    const { prefix } = left.prefix === undefined ? right : left;
    return arrayNode({ items: () => mergeNodes(left.items, right.items), prefix: prefix && (() => prefix) });
  }
  const narrower = right.kind === "literal" || (right.kind === "integer" && left.kind === "number") ? right : left;
  return withSchema(narrower, undefined);
}

function saysNothing(node: Node): boolean {
  return node.kind === "any" || node.kind === "opaque";
}

function mergeObjects(left: ObjectKind, right: ObjectKind): Node {
  return objectNode({
    props: () => {
      const props = new Map<string, Property>([...left.props, ...right.props]);
      for (const [name, ours] of left.props) {
        const theirs = right.props.get(name);
        if (theirs === undefined) continue;
        const optional = ours.optional && theirs.optional;
        props.set(name, { node: mergeNodes(ours.node, theirs.node), optional });
      }
      return props;
    },
    rest: () => (left.rest && right.rest ? mergeNodes(left.rest, right.rest) : (left.rest ?? right.rest)),
  });
}
