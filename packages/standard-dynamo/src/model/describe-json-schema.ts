import { arkSchemaAt, isArkType } from "./describe-arktype.ts";
import type { Description } from "./description.ts";
import type { JsonSchema } from "./json-schema.ts";
import { jsonSchemaNode } from "./json-schema-nodes.ts";
import { jsonSchemaOptions } from "./json-schema-options.ts";
import type { StandardJsonSchema, StandardSchemaProps, StandardSchemaV1 } from "./standard-schema.ts";

/**
 * Describes a schema by the JSON Schema of its input side (https://standardschema.dev/json-schema); `undefined` if it
 * gives none. Elements of Sets and Maps, and classes, are not described. Sub-schemas come with ArkType only.
 */
export function describeJsonSchema(schema: StandardSchemaV1): Description | undefined {
  const json = inputOf(schema);
  if (json === undefined) return undefined;
  const schemaAt = isArkType(schema)
    ? arkSchemaAt(schema)
    : (path: readonly unknown[]) => (path.length === 0 ? schema : undefined);
  return {
    root: jsonSchemaNode(json, { schemaAt, extras: "ignored" }),
    oneWay: [],
    transforms: isArkType(schema) ? schema.includesTransform : true,
  };
}

/** Describes a record by a JSON Schema written by hand: see `JsonSchema` for what it may say of Dates and the like. */
export function describeJson(jsonSchema: Readonly<Record<string, unknown>>): Description {
  return { root: jsonSchemaNode(jsonSchema, { extras: "attributes" }), oneWay: [], transforms: true };
}

function speaksJsonSchema(schema: StandardSchemaV1): schema is StandardSchemaV1 & StandardJsonSchema {
  const standard: StandardSchemaProps & Partial<StandardJsonSchema["~standard"]> = schema["~standard"];
  return typeof standard.jsonSchema?.input === "function";
}

function inputOf(schema: StandardSchemaV1): JsonSchema | undefined {
  if (!speaksJsonSchema(schema)) return undefined;
  const { jsonSchema } = schema["~standard"];
  for (const target of ["draft-2020-12", "draft-07"]) {
    try {
      return jsonSchema.input({ target, libraryOptions: jsonSchemaOptions });
    } catch {
      // The library does not know this target, or the schema has no JSON form at all.
    }
  }
  return undefined;
}
