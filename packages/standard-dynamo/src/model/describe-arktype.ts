import type { StandardSchemaV1 } from "./standard-schema.ts";

/** What this library reads of an ArkType schema. Written by what is asked of it: ArkType itself is not needed. */
export interface ArkSchema extends StandardSchemaV1 {
  /** Whether a morph is anywhere in it. */
  readonly includesTransform: boolean;
  get(...path: readonly (string | number)[]): StandardSchemaV1;
}

/** Whether a value is an ArkType schema: these are functions. */
export function isArkType(schema: unknown): schema is ArkSchema {
  if (typeof schema !== "function" || !("includesTransform" in schema) || !("get" in schema)) return false;
  return typeof schema.includesTransform === "boolean" && typeof schema.get === "function";
}

/**
 * The part of an ArkType schema at a path, by its own `get`; `undefined` where `get` refuses, as below unions and in some
 * recursive types. `get` takes 10 µs and more, so each path is asked for once.
 */
export function arkSchemaAt(schema: ArkSchema): (path: readonly (string | number)[]) => StandardSchemaV1 | undefined {
  const known = new Map<string, StandardSchemaV1 | undefined>();
  return (path) => {
    if (path.length === 0) return schema;
    const key = JSON.stringify(path);
    if (!known.has(key)) known.set(key, get(schema, path));
    return known.get(key);
  };
}

function get(schema: ArkSchema, path: readonly (string | number)[]): StandardSchemaV1 | undefined {
  try {
    const part = schema.get(...path);
    return typeof part["~standard"]?.validate === "function" ? part : undefined;
  } catch {
    return undefined;
  }
}
