import type { Form } from "./form.ts";
import type { JsonSchema, JsonSchemaPart } from "./json-schema.ts";

/**
 * Reads the parts of a JSON Schema.
 *
 * @param open whether `additionalProperties: true` beside named properties, and a tuple that does not speak of further
 * items, say that there are others; otherwise that the library passes them over.
 */
export function jsonReader(root: JsonSchema, open: boolean): (part: JsonSchemaPart) => Form<JsonSchemaPart> {
  return function read(part): Form<JsonSchemaPart> {
    const json = typeof part === "object" ? part : part ? {} : { not: {} };
    const { type: types, $ref, anyOf, oneOf, items: list, required = [] } = json;
    const optional = "default" in json;
    if (Array.isArray(types)) return { ...read({ anyOf: types.map((type) => ({ ...json, type })) }), optional };
    const allOf = [
      ...($ref === undefined ? [] : [resolve(root, $ref)]),
      ...(oneOf ? [{ anyOf: oneOf }] : []),
      ...(json.allOf ?? []),
    ];
    // Draft-07 has the items of a tuple in `items`.
    const [items, further] = Array.isArray(list)
      ? [list, json.additionalItems]
      : [json.prefixItems, list as JsonSchemaPart | undefined];
    const says = typeOf(json);
    return {
      says: {
        type: says ?? (anyOf || allOf.length > 0 ? undefined : (json["x-type"] ?? "any")),
        anyOf: anyOf && withoutNotFinite(anyOf),
        allOf,
      },
      parts: () => ({
        properties: json.properties,
        mayLack: (name) => !required.includes(name),
        keys: json.propertyNames,
        items,
        each: says === "object" || says === "map" ? others(json, open) : (further ?? (!items || open)),
        literals: "const" in json ? [json.const] : json.enum,
      }),
      integer: Number.isInteger(json.multipleOf),
      optional,
    };
  };
}

/** What a JSON Schema says beside its references and combinations. */
function typeOf(json: JsonSchema): string | undefined {
  const { "x-type": tag = "", not, type, items } = json;
  if (/^(date|bigint|bytes|decimal|set|map)$/.test(tag)) return tag;
  if ("const" in json || json.enum) return "literal";
  if (not && Object.keys(not).length === 0) return "never";
  if (type !== undefined) return type as string;
  if (json.properties || json.additionalProperties !== undefined) return "object";
  return items !== undefined || json.prefixItems ? "array" : undefined;
}

/** What the keys hold that `properties` does not name. */
function others(json: JsonSchema, open: boolean): JsonSchemaPart | undefined {
  if (json["x-type"] === "loose_object") return true;
  const { properties, patternProperties = {} } = json;
  const parts = Object.values(patternProperties);
  const { additionalProperties: further = !properties && parts.length === 0 } = json;
  if (typeof further === "object" || (further && (!properties || open))) parts.push(further);
  return parts.length > 1 ? { anyOf: parts } : parts[0];
}

/** Numbers whose JSON form may also be `"Infinity"` or `"NaN"` are numbers: DynamoDB has no others. */
function withoutNotFinite(members: readonly JsonSchemaPart[]): readonly JsonSchemaPart[] {
  const has = (member: JsonSchemaPart): JsonSchema => (typeof member === "object" ? member : {});
  if (!members.some((member) => has(member).type === "number")) return members;
  return members.filter((member) => !has(member).enum?.every((value) => /^(-?Infinity|NaN)$/.test(String(value))));
}

function resolve(root: JsonSchema, pointer: string): JsonSchema {
  const [base, ...steps] = pointer.split("/");
  const names = steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
  const found = names.reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], root);
  return base === "#" && typeof found === "object" ? (found as JsonSchema) : {};
}
