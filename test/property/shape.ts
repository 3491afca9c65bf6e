import * as fc from "fast-check";

/** What a record looks like, for no schema library in particular. */
export type Shape =
  | { readonly kind: ScalarName }
  | { readonly kind: "literal"; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: "nullable" | "array" | "record"; readonly inner: Shape }
  | { readonly kind: "set"; readonly inner: Shape }
  | { readonly kind: "map"; readonly key: MapKey; readonly inner: Shape }
  | { readonly kind: "tuple"; readonly items: readonly Shape[] }
  | ObjectShape
  | { readonly kind: "variants"; readonly variants: readonly ObjectShape[] };

export type ScalarName = "string" | "number" | "integer" | "bigint" | "boolean" | "date" | "bytes" | "unknown" | "tree";

export type MapKey = "string" | "number" | "bigint" | "date";

export interface ObjectShape {
  readonly kind: "object";
  readonly fields: readonly Field[];
  /** The value of the attribute `type` that tells variants apart. */
  readonly tag?: string;
}

interface Field {
  readonly name: string;
  readonly shape: Shape;
  readonly optional: boolean;
}

// Not `constructor` and its like: for these the schema libraries themselves find what every object inherits.
const names = ["a", "b", "c", "größe", "a.b", "#n0", ":v0", "size", "SET", "x y", "1"];

// Records of ordinary objects: they print shorter.
function plain<T>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(parts, { noNullPrototype: true });
}

const plainScalar = fc.constantFrom<ScalarName[]>("string", "number", "integer", "bigint", "boolean", "date");

const { shape, object } = fc.letrec<{ shape: Shape; object: ObjectShape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    plain({
      kind: fc.constantFrom<ScalarName[]>(
        "string",
        "number",
        "integer",
        "bigint",
        "boolean",
        "date",
        "bytes",
        "unknown",
      ),
    }),
    plain({ kind: fc.constant("tree" as const) }),
    plain({
      kind: fc.constant("literal" as const),
      values: fc.uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 3 }),
    }),
    plain({ kind: fc.constantFrom("nullable" as const, "array", "record"), inner: tie("shape") }),
    plain({ kind: fc.constant("set" as const), inner: plain({ kind: plainScalar }) }),
    plain({
      kind: fc.constant("map" as const),
      key: fc.constantFrom<MapKey[]>("string", "number", "bigint", "date"),
      inner: tie("shape"),
    }),
    plain({
      kind: fc.constant("tuple" as const),
      items: fc.array(tie("shape"), { minLength: 1, maxLength: 3 }),
    }),
    tie("object"),
    plain({
      kind: fc.constant("variants" as const),
      variants: fc
        .array(tie("object"), { minLength: 2, maxLength: 3 })
        .map((variants) => variants.map((variant, index) => ({ ...variant, tag: `variant ${index}` }))),
    }),
  ),
  object: plain({
    kind: fc.constant("object" as const),
    fields: fc.uniqueArray(plain({ name: fc.constantFrom(...names), shape: tie("shape"), optional: fc.boolean() }), {
      maxLength: 4,
      selector: (field) => field.name,
    }),
  }),
}));

export { object as recordShape, shape };
