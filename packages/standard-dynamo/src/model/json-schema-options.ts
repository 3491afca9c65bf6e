import { classType } from "./plain-node.ts";
import { type ValibotSchema, valibotType } from "./valibot-schema.ts";
import { type ZodSchema, zodType } from "./zod-schema.ts";

/**
 * `libraryOptions` of Standard JSON Schema for every library at once: each reads its own keys and ignores the others. They
 * keep the conversion from failing at what JSON Schema cannot say, and tag that with `x-type` instead.
 */
export const jsonSchemaOptions: Readonly<Record<string, unknown>> = {
  // Zod
  unrepresentable: "any",
  override: ({ zodSchema, jsonSchema }: ZodContext): void => {
    jsonSchema["x-type"] ??= zodType(zodSchema);
  },
  // Valibot
  errorMode: "ignore",
  overrideSchema: ({ valibotSchema, jsonSchema }: ValibotContext): Json => ({
    "x-type": valibotSchema.type === "literal" ? typeof valibotSchema.literal : valibotType(valibotSchema),
    ...jsonSchema, // a wrapper keeps the tag of what it wraps
  }),
  // ArkType
  fallback: ({ base, code, proto, domain, unit, elements }: ArkContext): Json => {
    if (elements) return { ...base, items: { anyOf: [base["items"], ...elements] } };
    const tag = { date: "date", proto: classType(proto), domain, unit: typeof unit }[code];
    return tag === undefined ? base : { ...base, "x-type": tag };
  },
};

type Json = Record<string, unknown>;

interface ZodContext {
  readonly zodSchema: ZodSchema;
  readonly jsonSchema: Json;
}

interface ValibotContext {
  readonly valibotSchema: ValibotSchema;
  readonly jsonSchema: Json;
}

interface ArkContext {
  /** What JSON Schema cannot say. */
  readonly code: string;
  readonly base: Json;
  readonly proto?: unknown;
  readonly domain?: string;
  readonly unit?: unknown;
  /** Of a tuple, behind its variable part. */
  readonly elements?: readonly unknown[];
}
