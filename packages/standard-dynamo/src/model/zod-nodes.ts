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
  type ZodDefinition,
  type ZodInternals,
  type ZodSchema,
  zodChecks,
  zodDefinition,
  zodInternals,
  zodLazyInner,
  zodPart,
} from "./zod-schema.ts";

export type ZodNodeOf = (schema: ZodSchema, depth?: number) => Node;

/** Describes what Zod schemas take (their input side): one node for each schema, however often it is asked for. */
export function zodNodes(): ZodNodeOf {
  const known = new WeakMap<ZodSchema, Node>();
  let count = 0;
  return function nodeOf(schema: ZodSchema, depth = 0): Node {
    const before = known.get(schema);
    if (before !== undefined) return before;
    known.set(schema, ANY); // for a schema that wraps nothing but itself, or that is too deep
    count += 1;
    if (depth > DEPTH_LIMIT || count > SCHEMA_LIMIT) return ANY;
    const node = withSchema(
      kindOf(zodInternals(schema), (part) => nodeOf(part, depth + 1)),
      schema,
    );
    known.set(schema, node);
    return node;
  };
}

type PartNodeOf = (part: ZodSchema) => Node;

function kindOf(internals: ZodInternals, nodeOf: PartNodeOf): Node {
  const { def } = internals;
  switch (def.type) {
    case "string":
    case "template_literal":
      return { kind: "string" };
    case "number":
      return { kind: isInteger(def) ? "integer" : "number" };
    case "nan":
      return { kind: "number" };
    case "boolean":
    case "bigint":
    case "date":
      return { kind: def.type };
    case "null":
      return NULL;
    case "undefined":
    case "void":
      return ABSENT;
    case "never":
      return NEVER;
    case "any":
    case "unknown":
    case "transform": // as the first part of a pipe: `preprocess`
      return ANY;
    case "literal":
      return { kind: "literal", values: zodPart(def, "values") };
    case "enum":
      return { kind: "literal", values: enumValues(zodPart(def, "entries")) };
    case "custom":
      return instanceNode(internals.bag?.Class);
    default:
      return compositeKind(def, nodeOf);
  }
}

function compositeKind(def: ZodDefinition, nodeOf: PartNodeOf): Node {
  switch (def.type) {
    case "object":
      return objectNode({ props: () => properties(def, nodeOf), rest: () => catchall(def, nodeOf) });
    case "record":
      return recordNode(def, nodeOf);
    case "array":
      return arrayNode({ items: () => nodeOf(zodPart(def, "element")) });
    case "tuple":
      return arrayNode({
        items: () => (def.rest ? nodeOf(def.rest) : NEVER),
        prefix: () => zodPart(def, "items").map((item) => nodeOf(item)),
      });
    case "set":
      return setNode(() => nodeOf(zodPart(def, "valueType")));
    case "map":
      return mapNode(
        () => nodeOf(zodPart(def, "keyType")),
        () => nodeOf(zodPart(def, "valueType")),
      );
    case "union":
      return unionNode(() => zodPart(def, "options").map((option) => nodeOf(option)));
    case "intersection":
      return mergeNodes(nodeOf(zodPart(def, "left")), nodeOf(zodPart(def, "right")));
    default:
      return wrapperKind(def, nodeOf);
  }
}

function wrapperKind(def: ZodDefinition, nodeOf: PartNodeOf): Node {
  switch (def.type) {
    case "nullable":
      return nullableNode(() => nodeOf(zodPart(def, "innerType")));
    case "optional":
    case "default":
    case "prefault":
    case "nonoptional":
    case "catch":
    case "readonly":
    case "success":
      return nodeOf(zodPart(def, "innerType"));
    case "lazy":
      return nodeOf(zodLazyInner(def));
    case "pipe":
      return nodeOf(pipeInput(def));
    default:
      return { kind: "opaque" }; // symbol, function, promise, file, and what later versions bring
  }
}

function isInteger(def: ZodDefinition): boolean {
  return (
    isIntegerFormat(def.format) ||
    zodChecks(def).some(
      (check) =>
        (check.check === "number_format" && isIntegerFormat(check.format)) ||
        (check.check === "multiple_of" && Number.isInteger(check.value)),
    )
  );
}

function isIntegerFormat(format: string | undefined): boolean {
  return format !== undefined && format.includes("int");
}

/** A TypeScript enum of numbers also has its names as values. */
function enumValues(entries: Readonly<Record<string, string | number>>): readonly unknown[] {
  const numbers = new Set(Object.values(entries).filter((value) => typeof value === "number"));
  return Object.entries(entries)
    .filter(([key]) => !numbers.has(Number(key)))
    .map(([, value]) => value);
}

function properties(def: ZodDefinition, nodeOf: PartNodeOf): ReadonlyMap<string, Property> {
  const shape = Object.entries(zodPart(def, "shape"));
  return new Map(shape.map(([name, field]) => [name, { node: nodeOf(field), optional: acceptsAbsence(field) }]));
}

function catchall(def: ZodDefinition, nodeOf: PartNodeOf): Node | undefined {
  return def.catchall === undefined || zodDefinition(def.catchall).type === "never" ? undefined : nodeOf(def.catchall);
}

function recordNode(def: ZodDefinition, nodeOf: PartNodeOf): Node {
  const key = zodPart(def, "keyType");
  const value = zodPart(def, "valueType");
  const names = (): readonly unknown[] | undefined => literalsOf(nodeOf(key));
  // The keys of `partialRecord` are optional: marked so from 4.1 on, by a key without countable values before.
  const optional = def.partial === true || zodInternals(key).values === undefined || acceptsAbsence(value);
  return objectNode({
    props: () => new Map((names() ?? []).map((name) => [String(name), { node: nodeOf(value), optional }])),
    rest: () => {
      if (def.mode !== "loose" || takesAnyName(key)) return names() === undefined ? nodeOf(value) : undefined;
      // The names that the key refuses pass as they are, and no description can tell them from the others.
      return names() === undefined ? { kind: "opaque" } : ANY;
    },
  });
}

function takesAnyName(key: ZodSchema): boolean {
  const def = zodDefinition(key);
  return def.type === "string" && def.format === undefined && zodChecks(def).length === 0;
}

function acceptsAbsence(schema: ZodSchema): boolean {
  return zodInternals(schema).optin !== undefined;
}

/** Values pass a plain pipe unchanged, so behind "anything" its second schema tells what the pipe takes. */
function pipeInput(def: ZodDefinition): ZodSchema {
  const first = zodPart(def, "in");
  const takesAll = ["any", "unknown"].includes(zodDefinition(first).type);
  const second = def.reverseTransform === undefined ? zodPart(def, "out") : undefined;
  return takesAll && second !== undefined ? second : first;
}
