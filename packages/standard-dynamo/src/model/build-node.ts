import type { Node, Property } from "./node.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";

// What every describer builds nodes from. The parts of a node are found when they are first asked for, so that the
// description of a recursive schema ends.

/**
 * Schemas are endless where their getters build new ones each time; what lies deeper than this is not described. Items
 * of DynamoDB have 32 levels at most, and a level rarely takes more than four schemas.
 */
export const DEPTH_LIMIT = 200;

/** More schemas than these are not described either. */
export const SCHEMA_LIMIT = 10_000;

/** A place that takes everything. */
export const ANY: Node = { kind: "any" };

/** A place that takes nothing, as behind the last item of a tuple. */
export const NEVER: Node = { kind: "literal", values: [] };

/** A place that takes `undefined` only. */
export const ABSENT: Node = { kind: "literal", values: [undefined] };

export const NULL: Node = { kind: "null" };

export interface ObjectParts {
  readonly props?: () => ReadonlyMap<string, Property>;
  readonly rest?: () => Node | undefined;
}

export function objectNode(parts: ObjectParts): Node {
  const props = once(parts.props ?? (() => new Map<string, Property>()));
  const rest = once(parts.rest ?? (() => undefined));
  return {
    kind: "object",
    get props() {
      return props();
    },
    get rest() {
      return rest();
    },
  };
}

export interface ArrayParts {
  readonly items: () => Node;
  readonly prefix?: (() => readonly Node[]) | undefined;
}

export function arrayNode(parts: ArrayParts): Node {
  const items = once(parts.items);
  const prefix = once(parts.prefix ?? (() => undefined));
  return {
    kind: "array",
    get items() {
      return items();
    },
    get prefix() {
      return prefix();
    },
  };
}

export function setNode(items: () => Node): Node {
  const found = once(items);
  return {
    kind: "set",
    get items() {
      return found();
    },
  };
}

export function mapNode(key: () => Node, value: () => Node): Node {
  const foundKey = once(key);
  const foundValue = once(value);
  return {
    kind: "map",
    get key() {
      return foundKey();
    },
    get value() {
      return foundValue();
    },
  };
}

/** Members that take only `undefined` are left out: nothing stored is undefined. */
export function unionNode(members: () => readonly Node[]): Node {
  const found = once(() => {
    const all = members();
    const present = all.filter((member) => !isAbsent(member));
    return present.length > 0 ? present : all;
  });
  return {
    kind: "union",
    get members() {
      return found();
    },
  };
}

export function nullableNode(inner: () => Node): Node {
  return unionNode(() => {
    const node = inner();
    return node.kind === "union" ? [...node.members, NULL] : [node, NULL];
  });
}

/** What instances of a class are stored as; `opaque` for classes that have no stored form of their own. */
export function instanceNode(constructor: unknown): Node {
  if (constructor === Uint8Array) return { kind: "bytes" };
  if (constructor === Date) return { kind: "date" };
  if (constructor === Set) return setNode(() => ANY);
  if (constructor === Map)
    return mapNode(
      () => ANY,
      () => ANY,
    );
  return { kind: "opaque" };
}

/** The same description with another (or no) schema for its place. Parts not yet found stay so. */
export function withSchema(node: Node, schema: StandardSchemaV1 | undefined): Node {
  return copyWith(node, { value: schema });
}

/** As `withSchema`, with a schema that is costly to find. */
export function withLazySchema(node: Node, find: () => StandardSchemaV1 | undefined): Node {
  return copyWith(node, { get: find });
}

/** Every value the place takes, where those can be counted. */
export function literalsOf(node: Node): readonly unknown[] | undefined {
  if (node.kind === "literal") return node.values;
  if (node.kind !== "union") return undefined;
  const values = node.members.map(literalsOf);
  return values.every((some) => some !== undefined) ? values.flat() : undefined;
}

/** Finds the parts of a node now, and so the errors of a structure that is other than expected. */
export function findParts(node: Node): void {
  Object.values(node);
}

function copyWith(node: Node, schema: PropertyDescriptor): Node {
  const properties = Object.getOwnPropertyDescriptors<Node>(node);
  const copy: Node = Object.create(Object.prototype, { ...properties, schema: { ...schema, enumerable: true } });
  return copy;
}

function once<Found>(find: () => Found): () => Found {
  let found: { readonly value: Found } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

function isAbsent(node: Node): boolean {
  return node.kind === "literal" && node.values.length > 0 && node.values.every((value) => value === undefined);
}
