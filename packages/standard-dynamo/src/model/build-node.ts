import type { Node } from "./node.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";

// What every describer builds nodes from.

/** A place that takes everything. */
export const ANY: Node = { kind: "any" };

/** A place that takes nothing, as behind the last item of a tuple. */
export const NEVER: Node = { kind: "literal", values: [] };

/** Finds each part of a node when it is first asked for, so that the description of a recursive schema ends. */
export function lazyNode<Kind extends Node["kind"]>(kind: Kind, parts: PartsOf<Kind>): Node;
export function lazyNode(kind: string, parts: Readonly<Record<string, () => unknown>>): object {
  const node = { kind };
  for (const [name, find] of Object.entries(parts)) {
    let found: { readonly part: unknown } | undefined;
    Object.defineProperty(node, name, { get: () => (found ??= { part: find() }).part, enumerable: true });
  }
  return node;
}

type PartsOf<Kind> = {
  readonly [Name in Exclude<keyof Extract<Node, { kind: Kind }>, "kind" | "schema">]-?: () => Extract<
    Node,
    { kind: Kind }
  >[Name];
};

/** The same description with another (or no) schema for its place. Parts not yet found stay so. */
export function withSchema(node: Node, schema: SchemaProperty): Node {
  const properties = Object.getOwnPropertyDescriptors<object>(node);
  return Object.create(Object.prototype, { ...properties, schema: { ...schema, enumerable: true } }) as Node;
}

/** A schema, or a way to find one. */
export type SchemaProperty =
  | { readonly value: StandardSchemaV1 | undefined }
  | { readonly get: () => StandardSchemaV1 | undefined };

/** Members that take only `undefined` are left out: nothing stored is undefined. */
export function unionNode(find: () => readonly Node[]): Node {
  const members = (): readonly Node[] => {
    const all = find();
    const present = all.filter((node) => node.kind !== "literal" || node.values.some((value) => value !== undefined));
    return present.length > 0 ? present : all;
  };
  return lazyNode("union", { members });
}

/** Every value the place takes, where those can be counted. */
export function literalsOf(node: Node): readonly unknown[] | undefined {
  if (node.kind === "literal") return node.values;
  if (node.kind !== "union") return undefined;
  const values = node.members.map(literalsOf);
  return values.every((some) => some !== undefined) ? values.flat() : undefined;
}
