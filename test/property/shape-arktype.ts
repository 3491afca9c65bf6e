import { type } from "arktype";
import type { ObjectShape, Shape } from "./shape.ts";

type Schema = type.Any;

const Tree = type.module({
  tree: { label: "string", at: "Date", children: "tree[]", "weight?": "bigint" },
}).tree as Schema;

/** As the other two, as far as ArkType tells what is in it: of Sets and Maps it does not. */
function arktypeOf(shape: Shape): Schema {
  switch (shape.kind) {
    case "integer":
      return type("number.integer") as Schema;
    case "string":
    case "number":
    case "bigint":
    case "boolean":
    case "unknown":
      return type(shape.kind) as Schema;
    case "date":
      return type("Date") as Schema;
    case "bytes":
      return type.instanceOf(Uint8Array) as Schema;
    case "tree":
      return Tree;
    case "literal":
      return type.enumerated(...shape.values) as Schema;
    case "nullable":
      return arktypeOf(shape.inner).or("null") as Schema;
    case "array":
      return arktypeOf(shape.inner).array() as Schema;
    case "record":
      return type({ "[string]": arktypeOf(shape.inner) }) as Schema;
    case "set":
      return type.instanceOf(Set) as Schema;
    case "map":
      return type.instanceOf(Map) as Schema;
    case "tuple":
      return type(shape.items.map(arktypeOf) as never) as Schema;
    case "object":
      return arktypeObject(shape);
    case "variants":
      return shape.variants.map(arktypeObject).reduce((left, right) => left.or(right) as Schema);
  }
}

export function arktypeObject({ fields, tag }: ObjectShape): Schema {
  const shape = fields.map(({ name, shape: part, optional }) => [optional ? `${name}?` : name, arktypeOf(part)]);
  return type({ ...Object.fromEntries(shape), ...(tag === undefined ? {} : { type: `"${tag}"` }) }) as Schema;
}

/** Whether ArkType's own description tells all that has to be read back. */
export function arktypeTells(shape: Shape): boolean {
  switch (shape.kind) {
    case "nullable":
    case "array":
    case "record":
      return arktypeTells(shape.inner);
    case "set":
      return ["string", "boolean", "integer"].includes(shape.inner.kind);
    case "map":
      return shape.key === "string" && ["string", "boolean", "integer"].includes(shape.inner.kind);
    case "tuple":
      return shape.items.every(arktypeTells);
    case "object":
      return shape.fields.every((field) => arktypeTells(field.shape));
    case "variants":
      return shape.variants.every(arktypeTells);
    default:
      return true;
  }
}
