import type { StandardSchemaV1 } from "./standard-schema.ts";

/**
 * A description of one place of the *stored* form of a record, as far as its schema tells: what reading needs to give
 * Dates, Sets, Maps, bigints and exact numbers back, and what commands need to check names and operands.
 *
 * Nodes of recursive schemas are lazy: `node`, `items`, `value`, `members` and the map of `props` may be getters, so
 * never walk a description eagerly without remembering what was visited.
 */
export type Node = { readonly schema?: StandardSchemaV1 | undefined } & NodeKind;

export type NodeKind =
  | { readonly kind: ScalarKind }
  | { readonly kind: "literal"; readonly values: readonly unknown[] }
  | ObjectKind
  | { readonly kind: "array"; readonly items: Node; readonly prefix?: readonly Node[] | undefined }
  | { readonly kind: "set"; readonly items: Node }
  | { readonly kind: "map"; readonly key: Node; readonly value: Node }
  | { readonly kind: "union"; readonly members: readonly Node[] };

/**
 * `decimal`: text in the record, a number in the table. `any`: anything goes and is read as stored. `opaque`: the schema
 * does not say what it takes (`instanceof`, `custom`), so writing proves it by reading back.
 */
export type ScalarKind =
  | "string"
  | "number"
  | "integer"
  | "bigint"
  | "boolean"
  | "null"
  | "date"
  | "bytes"
  | "decimal"
  | "any"
  | "opaque";

export interface ObjectKind {
  readonly kind: "object";
  readonly props: ReadonlyMap<string, Property>;
  /** The values of keys that `props` does not name: a record's or a loose object's. Absent: no other keys. */
  readonly rest?: Node | undefined;
}

/** `optional`: the schema's input side accepts that the attribute is absent (optional, or with a default). */
export interface Property {
  readonly node: Node;
  readonly optional: boolean;
}
