import * as v from "valibot";
import type { ObjectShape, Shape } from "./shape.ts";

type Schema = v.GenericSchema;

const Tree: v.GenericSchema = v.object({
  label: v.string(),
  at: v.date(),
  children: v.array(v.lazy(() => Tree)),
  weight: v.optional(v.bigint()),
});

export function valibotOf(shape: Shape): Schema {
  switch (shape.kind) {
    case "string":
      return v.string();
    case "number":
      return v.number();
    case "integer":
      return v.pipe(v.number(), v.safeInteger());
    case "bigint":
      return v.bigint();
    case "boolean":
      return v.boolean();
    case "date":
      return v.date();
    case "bytes":
      return v.instance(Uint8Array);
    case "unknown":
      return v.unknown();
    case "tree":
      return Tree;
    case "literal":
      return v.union(shape.values.map((value) => v.literal(value)));
    case "nullable":
      return v.nullable(valibotOf(shape.inner));
    case "array":
      return v.array(valibotOf(shape.inner));
    case "record":
      return v.record(v.string(), valibotOf(shape.inner));
    case "set":
      return v.set(valibotOf(shape.inner));
    case "map":
      return v.map(valibotOf({ kind: shape.key }), valibotOf(shape.inner));
    case "tuple":
      return v.tuple(shape.items.map(valibotOf));
    case "object":
      return valibotObject(shape);
    case "variants":
      return v.variant(
        "type",
        shape.variants.map((variant) => v.object({ ...entriesOf(variant), type: v.literal(variant.tag ?? "") })),
      );
  }
}

export function valibotObject(shape: ObjectShape): v.GenericSchema<unknown, Record<string, unknown>> {
  return v.object(entriesOf(shape));
}

function entriesOf({ fields }: ObjectShape): Record<string, Schema> {
  return Object.fromEntries(
    fields.map(({ name, shape, optional }) => [name, optional ? v.optional(valibotOf(shape)) : valibotOf(shape)]),
  );
}
