import { z } from "zod";
import type { ObjectShape, Shape } from "./shape.ts";

const Tree = z.object({
  label: z.string(),
  at: z.date(),
  get children() {
    return z.array(Tree);
  },
  weight: z.bigint().optional(),
});

export function zodOf(shape: Shape): z.ZodType {
  switch (shape.kind) {
    case "string":
      return z.string();
    case "number":
      return z.number();
    case "integer":
      return z.int();
    case "bigint":
      return z.bigint();
    case "boolean":
      return z.boolean();
    case "date":
      return z.date();
    case "bytes":
      return z.instanceof(Uint8Array);
    case "unknown":
      return z.unknown();
    case "tree":
      return Tree;
    case "literal":
      return z.literal([...shape.values]);
    case "nullable":
      return zodOf(shape.inner).nullable();
    case "array":
      return z.array(zodOf(shape.inner));
    case "record":
      return z.record(z.string(), zodOf(shape.inner));
    case "set":
      return z.set(zodOf(shape.inner));
    case "map":
      return z.map(zodOf({ kind: shape.key }), zodOf(shape.inner));
    case "tuple": {
      const [first, ...others] = shape.items.map(zodOf);
      return first === undefined ? z.tuple([]) : z.tuple([first, ...others]);
    }
    case "object":
      return zodObject(shape);
    case "variants": {
      const [first, ...others] = shape.variants.map(zodObject);
      return first === undefined ? z.never() : z.discriminatedUnion("type", [first, ...others]);
    }
  }
}

export function zodObject({ fields, tag }: ObjectShape): z.ZodObject {
  const shape = fields.map(({ name, shape: part, optional }) => {
    const schema = zodOf(part);
    return [name, optional ? schema.optional() : schema] as const;
  });
  return z.object({ ...Object.fromEntries(shape), ...(tag === undefined ? {} : { type: z.literal(tag) }) });
}
