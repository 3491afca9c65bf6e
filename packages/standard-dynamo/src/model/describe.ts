import { describeJsonSchema } from "./describe-json-schema.ts";
import { describeValibot } from "./describe-valibot.ts";
import { describeZod } from "./describe-zod.ts";
import type { Description } from "./description.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";
import { isValibot } from "./valibot-schema.ts";
import { isZod } from "./zod-schema.ts";

/**
 * What can be known of a schema of any library: from Zod's and Valibot's own structure, else from the Standard JSON
 * Schema of the library, else nothing. Where a structure is other than expected (a later version), the next way is tried.
 */
export function describe(schema: StandardSchemaV1): Description {
  for (const way of [describeOwn, describeJsonSchema]) {
    try {
      const description = way(schema);
      if (description) return description;
    } catch (error) {
      // A getter that names a schema further down in the module: its author has to see that.
      if (error instanceof ReferenceError) throw error;
    }
  }
  return { root: undefined, oneWay: [], transforms: true };
}

/** Says of a value that is no Standard Schema what it is instead, and what to do about it. */
export function explainNotASchema(value: unknown): string {
  return `Expected a Standard Schema (https://standardschema.dev), got ${whatItIs(value)}`;
}

function describeOwn(schema: StandardSchemaV1): Description | undefined {
  if (isZod(schema)) return describeZod(schema);
  return isValibot(schema) ? describeValibot(schema) : undefined;
}

/** What the schemas of libraries that do not speak Standard Schema by themselves are known by. */
interface Known {
  readonly name?: string;
  readonly ast?: unknown;
  readonly _def?: { readonly typeName?: unknown };
  readonly kind?: unknown;
  readonly type?: unknown;
  readonly properties?: unknown;
  readonly "~kind"?: unknown;
}

function whatItIs(value: unknown): string {
  if (value === undefined) return "undefined; is it imported in a circle, or used before it is defined?";
  if (value === null) return "null";
  if (typeof value !== "object" && typeof value !== "function") return `a ${typeof value}`;
  const { name, ast, _def: zod3, kind, type, properties, "~kind": typeBox }: Known = value;
  if (Symbol.for("effect/Schema") in value) return "an Effect 3 schema; pass `Schema.standardSchemaV1(schema)`";
  if (ast) return "an Effect schema; pass `Schema.toStandardSchemaV1(schema)`";
  if (typeBox || Symbol.for("TypeBox.Kind") in value) {
    return "a TypeBox schema; wrap it in an object whose `~standard.validate` runs it, and pass it as `fields`";
  }
  if (zod3?.typeName) return "an old Zod schema; upgrade to Zod 4";
  if (kind === "schema") return "an old Valibot schema; upgrade to Valibot 1";
  if (typeof value === "function")
    return `${name ? `the function ${name}` : "a function"}; if it makes a schema, call it`;
  if (type || properties) return "a JSON Schema, which cannot validate; pass it as `fields` beside a schema";
  return "an object without `~standard`";
}
