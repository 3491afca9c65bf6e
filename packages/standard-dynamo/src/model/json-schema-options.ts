import { instanceNode } from "./build-node.ts";

/**
 * `libraryOptions` of Standard JSON Schema for every library at once: each reads its own keys and ignores the others. They
 * keep the conversion from failing at what JSON Schema cannot say, and tag that with `x-type` instead.
 */
export const jsonSchemaOptions: Readonly<Record<string, unknown>> = {
  // Zod
  unrepresentable: "any",
  override: ({ zodSchema: { _zod: internals }, jsonSchema }: ZodContext): void => {
    const { def, bag } = internals;
    jsonSchema["x-type"] ??= bag?.Class === undefined ? def.type : classTag(bag.Class);
  },
  // Valibot
  errorMode: "ignore",
  overrideSchema: ({ valibotSchema, jsonSchema }: ValibotContext): Json => ({
    "x-type": valibotTag(valibotSchema),
    ...jsonSchema, // a wrapper keeps the tag of what it wraps
  }),
  // ArkType
  fallback: {
    date: ({ base }: ArkContext): Json => ({ ...base, "x-type": "date" }),
    proto: ({ base, proto }: ArkContext): Json => ({ ...base, "x-type": classTag(proto) }),
    domain: ({ base, domain }: ArkContext): Json => ({ ...base, "x-type": domain }),
    unit: ({ base, unit }: ArkContext): Json => ({ ...base, "x-type": unitTag(unit) }),
    arrayPostfix: ({ base, elements }: ArkContext): Json => ({
      ...base,
      items: { anyOf: [base["items"], ...(elements ?? [])] },
    }),
    default: ({ base }: ArkContext): Json => base,
  },
};

type Json = Record<string, unknown>;

interface ZodContext {
  readonly zodSchema: {
    readonly _zod: { readonly def: { readonly type: string }; readonly bag?: { Class?: unknown } };
  };
  readonly jsonSchema: Json;
}

interface ValibotContext {
  readonly valibotSchema: { readonly type: string; readonly class?: unknown; readonly literal?: unknown };
  readonly jsonSchema: Json;
}

interface ArkContext {
  readonly base: Json;
  readonly proto?: unknown;
  readonly domain?: string;
  readonly unit?: unknown;
  readonly elements?: readonly unknown[];
}

function classTag(constructor: unknown): string {
  const { kind } = instanceNode(constructor);
  return kind;
}

function valibotTag({ type, class: constructor, literal }: ValibotContext["valibotSchema"]): string {
  if (type === "instance") return classTag(constructor);
  return type === "literal" ? unitTag(literal) : type;
}

function unitTag(value: unknown): string {
  return typeof value === "bigint" || value === undefined ? typeof value : "literal";
}
