import type { Node, ScalarKind } from "./node.ts";

/** The node of a type that has no parts, by the names that the libraries and JSON Schema have for it. */
export function plainNode(type: string): Node {
  if (type === "never") return { kind: "literal", values: [] };
  if (type === "undefined" || type === "void") return { kind: "literal", values: [undefined] };
  // Also custom, symbol, function, promise, file, and what later versions bring.
  return { kind: known.test(type) ? (type as ScalarKind) : (otherNames.get(type) ?? "opaque") };
}

const known = /^(string|number|integer|boolean|bigint|null|date|bytes|decimal|any)$/;

const otherNames = new Map<string, ScalarKind>([
  ["unknown", "any"],
  ["transform", "any"], // as the first part of a pipe: `preprocess`
  ["template_literal", "string"],
  ["nan", "number"],
]);

/** What instances of a class are stored as; `opaque` for classes that have no stored form of their own. */
export function classType(constructor: unknown): string {
  return classes.get(constructor) ?? "opaque";
}

const classes = new Map<unknown, string>([
  [Uint8Array, "bytes"],
  [Date, "date"],
  [Set, "set"],
  [Map, "map"],
]);
