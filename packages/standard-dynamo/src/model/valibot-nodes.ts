import {
  ABSENT,
  ANY,
  arrayNode,
  DEPTH_LIMIT,
  instanceNode,
  literalsOf,
  mapNode,
  NEVER,
  NULL,
  nullableNode,
  objectNode,
  SCHEMA_LIMIT,
  setNode,
  unionNode,
  withSchema,
} from "./build-node.ts";
import { mergeNodes } from "./merge-nodes.ts";
import type { Node, Property } from "./node.ts";
import {
  isValibot,
  isValibotChange,
  type ValibotPipeItem,
  type ValibotSchema,
  valibotLazyInner,
  valibotOptions,
  valibotPart,
} from "./valibot-schema.ts";

export type ValibotNodeOf = (schema: ValibotSchema, depth?: number) => Node;

/** Describes what Valibot schemas take (their input side): one node for each schema, however often it is asked for. */
export function valibotNodes(): ValibotNodeOf {
  const known = new WeakMap<ValibotSchema, Node>();
  let count = 0;
  return function nodeOf(schema: ValibotSchema, depth = 0): Node {
    const before = known.get(schema);
    if (before !== undefined) return before;
    known.set(schema, ANY); // for a schema that wraps nothing but itself, or that is too deep
    count += 1;
    if (depth > DEPTH_LIMIT || count > SCHEMA_LIMIT) return ANY;
    const node = withSchema(
      pipedKind(schema, (part) => nodeOf(part, depth + 1)),
      schema,
    );
    known.set(schema, node);
    return node;
  };
}

type PartNodeOf = (part: ValibotSchema) => Node;

// Until the first action that changes the value, everything in a pipe speaks of its input.
function pipedKind(schema: ValibotSchema, nodeOf: PartNodeOf): Node {
  const [first, ...actions] = schema.pipe ?? [];
  if (first === undefined || first.kind !== "schema") return kindOf(schema, nodeOf);
  const change = actions.findIndex(isValibotChange);
  const ofInput = change < 0 ? actions : actions.slice(0, change);
  const node = nodeOf(first);
  if (node.kind === "number" && ofInput.some(wantsInteger)) return { kind: "integer" };
  const second = ofInput.find((item) => item.kind === "schema");
  return node.kind === "any" && second !== undefined ? nodeOf(second) : node;
}

function wantsInteger(item: ValibotPipeItem): boolean {
  if (item.type === "multiple_of") return "requirement" in item && Number.isInteger(item.requirement);
  return item.type === "integer" || item.type === "safe_integer";
}

function kindOf(schema: ValibotSchema, nodeOf: PartNodeOf): Node {
  switch (schema.type) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
    case "date":
      return { kind: schema.type };
    case "nan":
      return { kind: "number" };
    case "null":
      return NULL;
    case "undefined":
    case "void":
      return ABSENT;
    case "never":
      return NEVER;
    case "any":
    case "unknown":
      return ANY;
    case "literal":
      return { kind: "literal", values: [schema.literal] };
    case "enum":
    case "picklist":
      return { kind: "literal", values: valibotPart(schema, "options") };
    case "instance":
      return instanceNode(schema.class);
    default:
      return compositeKind(schema, nodeOf);
  }
}

function compositeKind(schema: ValibotSchema, nodeOf: PartNodeOf): Node {
  switch (schema.type) {
    case "object":
    case "strict_object":
      return objectNode({ props: () => properties(schema, nodeOf) });
    case "loose_object":
      return objectNode({ props: () => properties(schema, nodeOf), rest: () => ANY });
    case "object_with_rest":
      return objectNode({ props: () => properties(schema, nodeOf), rest: () => nodeOf(valibotPart(schema, "rest")) });
    case "record":
      return recordNode(schema, nodeOf);
    case "array":
      return arrayNode({ items: () => nodeOf(valibotPart(schema, "item")) });
    case "tuple":
    case "strict_tuple":
      return tupleNode(schema, nodeOf, () => NEVER);
    case "loose_tuple":
      return tupleNode(schema, nodeOf, () => ANY);
    case "tuple_with_rest":
      return tupleNode(schema, nodeOf, () => nodeOf(valibotPart(schema, "rest")));
    case "set":
      return setNode(() => nodeOf(valibotPart(schema, "value")));
    case "map":
      return mapNode(
        () => nodeOf(keyOf(schema)),
        () => nodeOf(valibotPart(schema, "value")),
      );
    case "union":
    case "variant":
      return unionNode(() => valibotOptions(schema).map((option) => nodeOf(option)));
    case "intersect":
      return valibotOptions(schema)
        .map((option) => nodeOf(option))
        .reduce(mergeNodes, ANY);
    default:
      return wrapperKind(schema, nodeOf);
  }
}

function wrapperKind(schema: ValibotSchema, nodeOf: PartNodeOf): Node {
  switch (schema.type) {
    case "nullable":
    case "nullish":
      return nullableNode(() => nodeOf(valibotPart(schema, "wrapped")));
    case "optional":
    case "exact_optional":
    case "undefinedable":
    case "non_optional":
    case "non_nullable":
    case "non_nullish":
      return nodeOf(valibotPart(schema, "wrapped"));
    case "lazy": {
      const inner = valibotLazyInner(schema);
      return inner === undefined ? { kind: "opaque" } : nodeOf(inner);
    }
    default:
      return { kind: "opaque" }; // custom, symbol, function, promise, blob, file, and what later versions bring
  }
}

function properties(schema: ValibotSchema, nodeOf: PartNodeOf): ReadonlyMap<string, Property> {
  const entries = Object.entries(valibotPart(schema, "entries"));
  return new Map(entries.map(([name, entry]) => [name, { node: nodeOf(entry), optional: acceptsAbsence(entry) }]));
}

// As Valibot's objects decide it: by the outermost type only.
function acceptsAbsence(entry: ValibotSchema): boolean {
  return ["optional", "exact_optional", "nullish"].includes(entry.type) || entry.fallback !== undefined;
}

/** The keys of Valibot's records are never required. */
function recordNode(schema: ValibotSchema, nodeOf: PartNodeOf): Node {
  const value = (): Node => nodeOf(valibotPart(schema, "value"));
  const names = (): readonly unknown[] | undefined => literalsOf(nodeOf(keyOf(schema)));
  return objectNode({
    props: () => new Map((names() ?? []).map((name) => [String(name), { node: value(), optional: true }])),
    rest: () => (names() === undefined ? value() : undefined),
  });
}

function tupleNode(schema: ValibotSchema, nodeOf: PartNodeOf, items: () => Node): Node {
  return arrayNode({ items, prefix: () => valibotPart(schema, "items").map((item) => nodeOf(item)) });
}

function keyOf(schema: ValibotSchema): ValibotSchema {
  const { key } = schema;
  if (!isValibot(key)) throw new TypeError(`A Valibot schema "${schema.type}" without "key"`);
  return key;
}
