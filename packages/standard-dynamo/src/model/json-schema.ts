/**
 * A JSON Schema (draft 2020-12 or draft-07), as far as it is read here. `x-type` says what JSON Schema has no word for:
 * `date`, `bigint`, `bytes`, `decimal`, `set` (with `items`), `map` (with `propertyNames`, `additionalProperties`).
 */
export interface JsonSchema {
  readonly $ref?: string | undefined;
  readonly $defs?: Readonly<Record<string, JsonSchemaPart>> | undefined;
  readonly definitions?: Readonly<Record<string, JsonSchemaPart>> | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly anyOf?: readonly JsonSchemaPart[] | undefined;
  readonly oneOf?: readonly JsonSchemaPart[] | undefined;
  readonly allOf?: readonly JsonSchemaPart[] | undefined;
  readonly not?: JsonSchemaPart | undefined;
  readonly properties?: Readonly<Record<string, JsonSchemaPart>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: JsonSchemaPart | undefined;
  readonly patternProperties?: Readonly<Record<string, JsonSchemaPart>> | undefined;
  readonly propertyNames?: JsonSchemaPart | undefined;
  readonly prefixItems?: readonly JsonSchemaPart[] | undefined;
  readonly items?: JsonSchemaPart | readonly JsonSchemaPart[] | undefined;
  readonly additionalItems?: JsonSchemaPart | undefined;
  readonly multipleOf?: number | undefined;
  readonly default?: unknown;
  readonly "x-type"?: string | undefined;
}

export type JsonSchemaPart = JsonSchema | boolean;
