import { type } from "arktype";
import { model, type ModelCodec, type StandardSchemaV1 } from "standard-dynamo";
import * as v from "valibot";
import { z } from "zod";

export type Row = Record<string, unknown>;

/** One record in every library: attributes of every kind, all optional, and some that take anything. */
const schemas = {
  zod: z.object({
    text: z.string().optional(),
    count: z.number().optional(),
    big: z.bigint().optional(),
    when: z.date().optional(),
    tags: z.set(z.string()).optional(),
    entries: z.record(z.string(), z.any()).optional(),
    list: z.array(z.any()).optional(),
    child: z.object({ text: z.string().optional(), count: z.number().optional() }).optional(),
    it: z.any().optional(),
  }),
  valibot: v.object({
    text: v.optional(v.string()),
    count: v.optional(v.number()),
    big: v.optional(v.bigint()),
    when: v.optional(v.date()),
    tags: v.optional(v.set(v.string())),
    entries: v.optional(v.record(v.string(), v.any())),
    list: v.optional(v.array(v.any())),
    child: v.optional(v.object({ text: v.optional(v.string()), count: v.optional(v.number()) })),
    it: v.optional(v.any()),
  }),
  arktype: type({
    "text?": "string",
    "count?": "number",
    "big?": "bigint",
    "when?": "Date",
    "tags?": "Set",
    "entries?": { "[string]": "unknown" },
    "list?": "unknown[]",
    "child?": { "text?": "string", "count?": "number" },
    "it?": "unknown",
  }),
} as unknown as Readonly<Record<"zod" | "valibot" | "arktype", StandardSchemaV1<Row, Row>>>;

export type ModelName = "zod" | "valibot" | "arktype" | "undescribed";

export const models: Readonly<Record<ModelName, ModelCodec<Row, Row>>> = {
  zod: model(schemas.zod),
  valibot: model(schemas.valibot),
  arktype: model(schemas.arktype),
  undescribed: model(schemas.zod, { fields: false }),
};

export const attributeNames = ["text", "count", "big", "when", "tags", "entries", "list", "child", "it"];

/** The names of entries that the library's schema lets through: some leave out what every object inherits. */
export function entriesKept(name: ModelName, entries: Row): readonly string[] {
  const schema = name === "undescribed" ? schemas.zod : schemas[name];
  const result = schema["~standard"].validate({ entries });
  return result instanceof Promise || result.issues ? [] : Object.keys(result.value["entries"] as Row);
}
