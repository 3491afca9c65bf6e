import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import { ExactNumber } from "./exact-number.ts";
import { withoutNull } from "./locate.ts";
import type { Node, Property } from "./node.ts";
import type { Stored, StoredMap } from "./stored.ts";
import { flatten } from "./union.ts";

/**
 * A description in which the text attributes at `paths` are numbers of the table: `"price"`, `"totals.net"`, `"lines.*.net"`
 * (`*` for every element of a list).
 */
export function withDecimals(root: Node, paths: readonly string[]): Node {
  return paths.reduce((node, path) => replaceAt(node, path.split("."), path), root);
}

/** Stores the text at decimal nodes as a number. Text that is none stays and is refused by `toStored` of the result. */
export function storeDecimals(node: Node, stored: Stored): Stored {
  switch (node.kind) {
    case "decimal":
      return typeof stored === "string" ? new ExactNumber(stored) : stored;
    case "object":
      return typeof stored === "object" && stored !== null ? mapProps(node, stored as StoredMap) : stored;
    case "array":
      return Array.isArray(stored)
        ? (stored as readonly Stored[]).map((element) => storeDecimals(node.items, element))
        : stored;
    case "union":
      return flatten(node.members).reduce((value, member) => storeDecimals(member, value), stored);
    default:
      return stored;
  }
}

function mapProps(node: Node & { kind: "object" }, stored: StoredMap): StoredMap {
  const copy: Record<string, Stored> = { ...stored };
  for (const [name, { node: part }] of node.props) {
    // What every object inherits, such as `valueOf`, is no attribute.
    const value = Object.hasOwn(copy, name) ? copy[name] : undefined;
    if (value !== undefined) copy[name] = storeDecimals(part, value);
  }
  return copy;
}

function replaceAt(node: Node, path: readonly string[], whole: string): Node {
  const [name, ...rest] = path;
  if (name === undefined) return asDecimal(node, whole);
  if (node.kind === "union") {
    const inner = withoutNull(node);
    if (inner === node) throw notFound(whole);
    const members = flatten(node.members).map((member) => (member === inner ? replaceAt(member, path, whole) : member));
    return { ...node, members };
  }
  if (node.kind === "array" && name === "*") return { ...node, items: replaceAt(node.items, rest, whole) };
  if (node.kind !== "object") throw notFound(whole);
  const property = node.props.get(name);
  if (property === undefined) throw notFound(whole);
  const replaced: Property = { ...property, node: replaceAt(property.node, rest, whole) };
  return { ...node, props: new Map([...node.props, [name, replaced]]) };
}

function asDecimal(node: Node, whole: string): Node {
  const { schema } = node;
  if (node.kind === "string") return { kind: "decimal", schema };
  if (node.kind !== "union") throw notFound(whole);
  return {
    schema,
    kind: "union",
    members: flatten(node.members).map((m) => (m.kind === "string" ? asDecimal(m, whole) : m)),
  };
}

function notFound(path: string): ModelDefinitionError {
  return new ModelDefinitionError(`decimals: "${path}" is not a text attribute of the schema`);
}
