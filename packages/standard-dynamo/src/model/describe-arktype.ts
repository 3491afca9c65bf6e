import type { StandardSchemaV1 } from "./standard-schema.ts";

/** What this library reads of an ArkType schema. Written by what is asked of it: ArkType itself is not needed. */
export interface ArkSchema extends StandardSchemaV1 {
  /** Whether a morph is anywhere in it. */
  readonly includesTransform: boolean;
  get(...path: readonly (string | number)[]): StandardSchemaV1;
}

/** Whether a schema is one of ArkType. */
export function isArkType(schema: StandardSchemaV1): schema is ArkSchema {
  const { includesTransform, get } = schema as Partial<ArkSchema>;
  return typeof includesTransform === "boolean" && typeof get === "function";
}

/** The part of an ArkType schema at a path; `undefined` where `get` refuses, as below unions and in some recursive types. */
export function arkSchemaAt(schema: ArkSchema, path: readonly (string | number)[]): StandardSchemaV1 | undefined {
  try {
    return schema.get(...path);
  } catch {
    return undefined;
  }
}
