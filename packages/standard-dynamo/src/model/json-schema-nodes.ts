import {
  ABSENT,
  ANY,
  arrayNode,
  literalsOf,
  mapNode,
  NEVER,
  NULL,
  objectNode,
  setNode,
  unionNode,
  withLazySchema,
} from "./build-node.ts";
import type { JsonSchema, JsonSchemaPart } from "./json-schema.ts";
import { mergeNodes } from "./merge-nodes.ts";
import type { Node, Property } from "./node.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";

/** Where a value stands, counted in property names and item positions; `undefined`: nowhere that a path can tell. */
export type JsonPath = readonly (string | number)[] | undefined;

export interface JsonNodeOptions {
  /** The part of the library's own schema at a path, if the library can give it. */
  readonly schemaAt?: ((path: readonly (string | number)[]) => StandardSchemaV1 | undefined) | undefined;
  /**
   * What `additionalProperties: true` beside named properties says, and a tuple that does not speak of further items: that
   * others are `attributes` of the record, or that the library passes them over.
   */
  readonly extras: "attributes" | "ignored";
}

/** Describes what a JSON Schema takes. */
export function jsonSchemaNode(root: JsonSchemaPart, options: JsonNodeOptions): Node {
  const walk: Walk = { root, options, references: new Map() };
  return reference(walk, "#", []);
}

interface Walk {
  readonly root: JsonSchemaPart;
  readonly options: JsonNodeOptions;
  readonly references: Map<string, Node>;
}

function reference(walk: Walk, pointer: string, path: JsonPath): Node {
  const known = walk.references.get(pointer);
  if (known !== undefined) return known;
  walk.references.set(pointer, ANY); // for a reference to nothing but itself
  const node = nodeOf(walk, resolve(walk.root, pointer), path);
  walk.references.set(pointer, node);
  return node;
}

function resolve(root: JsonSchemaPart, pointer: string): JsonSchemaPart {
  const [base, ...steps] = pointer.split("/");
  let part: unknown = base === "#" ? root : true;
  for (const step of steps) {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    part = isJsonSchema(part) ? Reflect.get(part, name) : undefined;
  }
  return isJsonSchema(part) ? part : true;
}

function isJsonSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

function nodeOf(walk: Walk, json: JsonSchemaPart, path: JsonPath): Node {
  const node = typeof json === "boolean" ? (json ? ANY : NEVER) : kindOf(walk, json, path);
  const { schemaAt } = walk.options;
  if (schemaAt === undefined || path === undefined) return node;
  return withLazySchema(node, () => schemaAt(path));
}

function kindOf(walk: Walk, json: JsonSchema, path: JsonPath): Node {
  const own = ownKind(walk, json, path);
  const said: Node[] = own === undefined ? [] : [own];
  // Only what the root refers to stands at a place of its own: other definitions may be used in many.
  if (json.$ref !== undefined) said.push(reference(walk, json.$ref, path?.length === 0 ? path : undefined));
  for (const members of [json.anyOf, json.oneOf]) {
    if (members !== undefined) said.push(alternatives(members.map((member) => () => nodeOf(walk, member, undefined))));
  }
  for (const part of json.allOf ?? []) said.push(nodeOf(walk, part, undefined));
  const [first, ...others] = said;
  return first === undefined ? tagOnly(json["x-type"]) : others.reduce((left, right) => mergeNodes(left, right), first);
}

function ownKind(walk: Walk, json: JsonSchema, path: JsonPath): Node | undefined {
  const tagged = taggedKind(walk, json);
  if (tagged !== undefined) return tagged;
  if ("const" in json) return { kind: "literal", values: [json.const] };
  if (json.enum !== undefined) return { kind: "literal", values: json.enum };
  if (json.not === true || (typeof json.not === "object" && Object.keys(json.not).length === 0)) return NEVER;
  const type = json.type ?? impliedType(json);
  if (type === undefined) return undefined;
  if (typeof type === "string") return typedKind(walk, json, { type, path });
  return alternatives(type.map((each) => () => typedKind(walk, json, { type: each, path: undefined })));
}

function impliedType(json: JsonSchema): string | undefined {
  if (json.properties !== undefined || json.additionalProperties !== undefined) return "object";
  return json.items !== undefined || json.prefixItems !== undefined ? "array" : undefined;
}

/** What JSON Schema has no word for. */
function taggedKind(walk: Walk, json: JsonSchema): Node | undefined {
  const tag = json["x-type"];
  switch (tag) {
    case "date":
    case "bigint":
    case "bytes":
    case "decimal":
      return { kind: tag };
    case "set":
      return setNode(() => nodeOf(walk, restItems(json) ?? true, undefined));
    case "map":
      return mapNode(
        () => nodeOf(walk, json.propertyNames ?? true, undefined),
        () => nodeOf(walk, json.additionalProperties ?? true, undefined),
      );
    case undefined:
    default:
      return undefined;
  }
}

/** What a tag says where there is nothing else. */
function tagOnly(tag: string | undefined): Node {
  switch (tag) {
    case undefined:
    case "any":
    case "unknown":
    case "transform":
      return ANY;
    case "undefined":
    case "void":
      return ABSENT;
    case "never":
      return NEVER;
    case "nan":
      return { kind: "number" };
    default:
      return { kind: "opaque" };
  }
}

function typedKind(walk: Walk, json: JsonSchema, at: { readonly type: string; readonly path: JsonPath }): Node {
  switch (at.type) {
    case "string":
    case "boolean":
    case "integer":
      return { kind: at.type };
    case "number":
      return { kind: json.multipleOf !== undefined && Number.isInteger(json.multipleOf) ? "integer" : "number" };
    case "null":
      return NULL;
    case "array":
      return listNode(walk, json, at.path);
    case "object":
      return objectNode({ props: () => properties(walk, json, at.path), rest: () => rest(walk, json) });
    default:
      return { kind: "opaque" };
  }
}

/** A union. Numbers whose JSON form may also be `"Infinity"` or `"NaN"` are numbers: DynamoDB has no others. */
function alternatives(members: readonly (() => Node)[]): Node {
  return unionNode(() => {
    const nodes = members.map((member) => member());
    const hasNumber = nodes.some((node) => node.kind === "number");
    return hasNumber ? nodes.filter((node) => !isNotFinite(node)) : nodes;
  });
}

function isNotFinite(node: Node): boolean {
  return (
    node.kind === "literal" && node.values.every((value) => ["Infinity", "-Infinity", "NaN"].includes(String(value)))
  );
}

function properties(walk: Walk, json: JsonSchema, path: JsonPath): ReadonlyMap<string, Property> {
  const required = new Set(json.required);
  const props = new Map<string, Property>();
  for (const [name, part] of Object.entries(json.properties ?? {})) {
    const optional = !required.has(name) || (typeof part === "object" && "default" in part);
    props.set(name, { node: nodeOf(walk, part, path && [...path, name]), optional });
  }
  const named = namedKeys(walk, json) ?? [];
  for (const name of named.map(String)) {
    const value = json.additionalProperties ?? true;
    if (!props.has(name)) props.set(name, { node: nodeOf(walk, value, undefined), optional: !required.has(name) });
  }
  return props;
}

function rest(walk: Walk, json: JsonSchema): Node | undefined {
  const { properties: named, additionalProperties: others, patternProperties } = json;
  const parts = Object.values(patternProperties ?? {});
  if (others !== undefined && others !== false && namedKeys(walk, json) === undefined) {
    const ignored = others === true && named !== undefined && walk.options.extras === "ignored";
    if (!ignored) parts.push(others);
  }
  if (json["x-type"] === "loose_object") return ANY;
  if (parts.length > 1) return alternatives(parts.map((part) => () => nodeOf(walk, part, undefined)));
  if (parts[0] !== undefined) return nodeOf(walk, parts[0], undefined);
  return named === undefined && others === undefined ? ANY : undefined;
}

function namedKeys(walk: Walk, { propertyNames }: JsonSchema): readonly unknown[] | undefined {
  return propertyNames === undefined ? undefined : literalsOf(nodeOf(walk, propertyNames, undefined));
}

function listNode(walk: Walk, json: JsonSchema, path: JsonPath): Node {
  const { extras } = walk.options;
  const first = isList(json.items) ? json.items : json.prefixItems;
  const each = first === undefined && path !== undefined ? [...path, 0] : undefined;
  return arrayNode({
    items: () => nodeOf(walk, restItems(json) ?? (first === undefined || extras === "attributes"), each),
    prefix: first && (() => first.map((part, index) => nodeOf(walk, part, path && [...path, index]))),
  });
}

function restItems(json: JsonSchema): JsonSchemaPart | undefined {
  return isList(json.items) ? json.additionalItems : json.items;
}

/** Draft-07 has the items of a tuple there. */
function isList(items: JsonSchema["items"]): items is readonly JsonSchemaPart[] {
  return Array.isArray(items);
}
