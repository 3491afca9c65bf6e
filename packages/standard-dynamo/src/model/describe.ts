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
  return (
    attempt(() => (isZod(schema) ? describeZod(schema) : undefined)) ??
    attempt(() => (isValibot(schema) ? describeValibot(schema) : undefined)) ??
    attempt(() => describeJsonSchema(schema)) ?? { root: undefined, oneWay: [], transforms: true }
  );
}

/** Says of a value that is no Standard Schema what it is instead, and what to do about it. */
export function explainNotASchema(value: unknown): string {
  return `Expected a Standard Schema (https://standardschema.dev), got ${whatItIs(value)}`;
}

function attempt(way: () => Description | undefined): Description | undefined {
  try {
    return way();
  } catch (error) {
    // A getter that names a schema further down in the module: its author has to see that.
    if (error instanceof ReferenceError) throw error;
    return undefined;
  }
}

function whatItIs(value: unknown): string {
  if (value === undefined) return "undefined; is it imported in a circle, or used before it is defined?";
  if (value === null || (typeof value !== "object" && typeof value !== "function")) {
    return value === null ? "null" : `a ${typeof value}`;
  }
  return libraryOf(value) ?? (typeof value === "function" ? aFunction(value) : "an object without `~standard`");
}

/** What the schemas of libraries that do not speak Standard Schema by themselves are known by. */
interface Known {
  readonly ast?: unknown;
  readonly _def?: { readonly typeName?: unknown };
  readonly kind?: unknown;
  readonly type?: unknown;
  readonly properties?: unknown;
  readonly "~kind"?: unknown;
}

function libraryOf(value: Known): string | undefined {
  if (Symbol.for("effect/Schema") in value) {
    return "an Effect 3 schema; pass `Schema.standardSchemaV1(schema)`";
  }
  if (typeof value.ast === "object" && value.ast !== null) {
    return "an Effect schema; pass `Schema.toStandardSchemaV1(schema)`";
  }
  if (typeof value["~kind"] === "string" || Symbol.for("TypeBox.Kind") in value) {
    return (
      "a TypeBox schema; wrap it in an object whose `~standard.validate` runs TypeBox, and give the schema itself as " +
      "JSON Schema: `model(wrapped, { fields: schema })`"
    );
  }
  const { _def: zod3 } = value;
  if (typeof zod3?.typeName === "string") {
    return "a schema of Zod before 3.24; upgrade to Zod 4 (Zod 3.24 and later work too, but their schemas are only validated with)";
  }
  if (value.kind === "schema") return "a schema of Valibot before 1.0; upgrade to Valibot 1";
  if (typeof value.type === "string" || typeof value.properties === "object") {
    return "a JSON Schema, which cannot validate; pass the schema of a library, and this one as `fields`";
  }
  return undefined;
}

function aFunction(value: { readonly name?: unknown }): string {
  const name = typeof value.name === "string" && value.name !== "" ? `the function ${value.name}` : "a function";
  return `${name}; if it makes a schema, call it`;
}
