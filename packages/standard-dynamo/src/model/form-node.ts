import { ANY, lazyNode, literalsOf, NEVER, unionNode } from "./build-node.ts";
import type { Form, Parts } from "./form.ts";
import { mergeNodes } from "./merge-nodes.ts";
import type { Node } from "./node.ts";
import { plainNode } from "./plain-node.ts";

/** What is known of a part of a schema. */
export interface Part<Schema> {
  readonly form: Form<Schema>;
  readonly node: Node;
}

/**
 * Finds a part of a schema that stands one step below: `street`, `[]` (any element), `[0]`, `*` (any key), or at the same
 * place. `keys` lead there in a value, as far as one place is meant.
 */
export type FindPart<Schema> = (schema: Schema, step?: string, keys?: readonly (string | number)[]) => Part<Schema>;

/** What a schema takes: its input side. */
export function formNode<Schema>(form: Form<Schema>, find: FindPart<Schema>): Node {
  const { type, anyOf, nullable, allOf = [] } = form.says;
  const said = allOf.map((part) => find(part, "", []).node);
  if (anyOf) {
    const members = (): readonly Node[] => anyOf.map((option) => find(option).node);
    said.unshift(unionNode(nullable ? () => [...members(), plainNode("null")] : members));
  }
  if (type !== undefined) said.unshift(ownNode(type, form.parts, find));
  for (const part of form.also ?? []) find(part);
  const node = said.reduce((left, right) => mergeNodes(left, right));
  return form.integer && node.kind === "number" ? { kind: "integer" } : node;
}

function ownNode<Schema>(type: string, partsOf: () => Parts<Schema>, find: FindPart<Schema>): Node {
  if (!/^(object|array|set|map|literal)$/.test(type)) return plainNode(type);
  const parts = partsOf();
  const { items, keys, each, loose, literals = [] } = parts;
  const others = (step: string): Node => (each ? find(each, step).node : ANY);
  if (type === "object") return objectNode(parts, find);
  if (type === "set") return lazyNode("set", { items: () => others("[]") });
  if (type === "map") return lazyNode("map", { key: () => (keys ? find(keys).node : ANY), value: () => others("*") });
  if (type === "literal") return { kind: "literal", values: literals };
  return lazyNode("array", {
    items: () => {
      if (items === undefined) return find(each as Schema, "[]", [0]).node;
      return each || loose ? others("[]") : NEVER;
    },
    prefix: () => items?.map((item, index) => find(item, `[${index}]`, [index]).node),
  });
}

function objectNode<Schema>(parts: Parts<Schema>, find: FindPart<Schema>): Node {
  const { properties = {}, mayLack, keys, each, loose } = parts;
  const names = (): readonly unknown[] | undefined => keys && literalsOf(find(keys).node);
  return lazyNode("object", {
    props: () => {
      const named = each ? (names() ?? []).map((name) => [String(name), each] as const) : [];
      const all = [...named, ...Object.entries(properties)].map(([name, schema]) => {
        const { node, form } = find(schema, name, [name]);
        return [name, { node, optional: form.optional || mayLack(name) }] as const;
      });
      return new Map(all);
    },
    rest: () => {
      const other = each ? find(each, "*").node : undefined;
      if (other === undefined || names() !== undefined) return loose ? ANY : undefined;
      // The names that a loose key refuses pass as they are, and no description can tell them from the others.
      return loose ? plainNode("custom") : other;
    },
  });
}
