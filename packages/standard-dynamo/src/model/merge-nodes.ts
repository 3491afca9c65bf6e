import { lazyNode, unionNode, withSchema } from "./build-node.ts";
import { memoize } from "./memoize.ts";
import type { Node, Property } from "./node.ts";

/**
 * What a place takes that has to suit both descriptions (`intersection`, `allOf`): objects are put together, unions
 * member by member. Carries no schema, since neither side's alone checks the place.
 *
 * The same two nodes give the same node each time, so that intersections of recursive schemas end too.
 */
export function mergeNodes(left: Node, right: Node): Node {
  return left === right ? left : merged(left)(right);
}

const merged = memoize((left: Node) => memoize((right: Node) => merge(left, right)));

function merge(left: Node, right: Node): Node {
  if (isNarrower(right, left)) return withSchema(right, noSchema);
  if (isNarrower(left, right)) return withSchema(left, noSchema);
  if (left.kind === "union") return unionNode(() => left.members.map((member) => mergeNodes(member, right)));
  if (right.kind === "union") return unionNode(() => right.members.map((member) => mergeNodes(left, member)));
  if (left.kind === "object" && right.kind === "object") {
    return lazyNode("object", {
      props: () => mergeProperties(left.props, right.props),
      rest: () => (left.rest && right.rest ? mergeNodes(left.rest, right.rest) : (left.rest ?? right.rest)),
    });
  }
  if (left.kind === "array" && right.kind === "array") {
    return lazyNode("array", {
      items: () => mergeNodes(left.items, right.items),
      prefix: () => left.prefix ?? right.prefix,
    });
  }
  return withSchema(left, noSchema);
}

const noSchema = { value: undefined };

function isNarrower({ kind }: Node, { kind: other }: Node): boolean {
  return other === "any" || other === "opaque" || kind === "literal" || (kind === "integer" && other === "number");
}

type Properties = ReadonlyMap<string, Property>;

function mergeProperties(left: Properties, right: Properties): Properties {
  const props = new Map(left);
  for (const [name, theirs] of right) {
    const ours = props.get(name) ?? theirs;
    props.set(name, { node: mergeNodes(ours.node, theirs.node), optional: ours.optional && theirs.optional });
  }
  return props;
}
