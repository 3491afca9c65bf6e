import { arkSchemaAt, isArkType } from "./describe-arktype.ts";
import type { Description } from "./description.ts";
import { findParts } from "./find-parts.ts";
import { jsonSchemaOptions } from "./json-schema-options.ts";
import { jsonReader } from "./read-json-schema.ts";
import type { StandardJsonSchema, StandardSchemaV1 } from "./standard-schema.ts";

/**
 * Describes a schema by the JSON Schema of its input side (https://standardschema.dev/json-schema); `undefined` if it
 * gives none. Elements of Sets and Maps, and classes, are not described. Sub-schemas come with ArkType only.
 */
export function describeJsonSchema(schema: StandardSchemaV1): Description | undefined {
  const { jsonSchema } = schema["~standard"] as Partial<StandardJsonSchema["~standard"]>;
  const ark = isArkType(schema) ? schema : undefined;
  for (const target of ["draft-2020-12", "draft-07"]) {
    try {
      const json = jsonSchema?.input({ target, libraryOptions: jsonSchemaOptions });
      if (json === undefined) return undefined;
      const { node } = findParts(json, {
        read: jsonReader(json, false),
        schemaOf: (_, place) => place && { get: () => (place.length === 0 ? schema : ark && arkSchemaAt(ark, place)) },
      });
      return { root: node, oneWay: [], transforms: ark?.includesTransform ?? true };
    } catch {
      // The library does not know this target, or the schema has no JSON form at all.
    }
  }
  return undefined;
}

/** Describes a record by a JSON Schema written by hand: see `JsonSchema` for what it may say of Dates and the like. */
export function describeJson(json: Readonly<Record<string, unknown>>): Description {
  const { node } = findParts(json, { read: jsonReader(json, true), schemaOf: () => undefined });
  return { root: node, oneWay: [], transforms: true };
}
