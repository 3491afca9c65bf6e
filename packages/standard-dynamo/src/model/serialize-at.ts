import type { Description } from "./description.ts";
import { elementNode } from "./element-node.ts";
import { locate } from "./locate.ts";
import { chain, type MaybePromise } from "./maybe-promise.ts";
import type { SerializeAtOptions } from "./model-codec.ts";
import type { Node } from "./node.ts";
import { createPart, type Part, type PartOptions } from "./part.ts";
import { Refused } from "./refused.ts";
import { compileReviver } from "./revive.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";
import { toStored } from "./storable.ts";
import type { Stored } from "./stored.ts";
import { flatten, pickMember } from "./union.ts";
import { toIssues, validatorOf } from "./validate.ts";

type ValueWriter = (path: readonly string[], value: unknown, options: SerializeAtOptions) => MaybePromise<Stored>;

/**
 * Checks and stores the value of one attribute, by the best means there is: the part of the schema that the value goes
 * to; the members of a union one by one; else the whole schema is run on a record of just this value, and only the issues
 * at its path count (which sees everything except below unions).
 */
export function valueWriter(schema: StandardSchemaV1, description: Description, options: PartOptions): ValueWriter {
  const parts = new WeakMap<Node, Part | undefined>();
  const partOf = (node: Node): Part | undefined => {
    if (!parts.has(node)) parts.set(node, partFor(node, description, options));
    return parts.get(node);
  };

  return (path, value, { check = true, element = false, bound = false }) => {
    const node = nodeAt(description.root, path, element);
    const strict = (): MaybePromise<Stored> => {
      const part = node && partOf(node);
      if (part !== undefined) return part.write(value);
      if (node?.kind === "any") return toStored(value, options);
      return probe(schema, node, element ? [...path, 0] : path, value, options);
    };
    return check ? strict() : tolerating(strict, () => storedAlike(node, value, bound, options));
  };
}

function nodeAt(root: Node | undefined, path: readonly string[], element: boolean): Node | undefined {
  const place = root && locate(root, path);
  return place && (element ? elementNode(place.node) : place.node);
}

function partFor(node: Node, description: Description, options: PartOptions): Part | undefined {
  const own: PartOptions = { ...options, encode: undefined, decode: undefined };
  if (node.schema !== undefined) return createPart(node.schema, node, description, own);
  if (node.kind !== "union") return undefined;
  const members = flatten(node.members).map((member) => partFor(member, description, options));
  return members.every((member) => member !== undefined) ? firstThatTakes(members) : undefined;
}

function firstThatTakes(members: readonly Part[]): Part {
  const attempt = (value: unknown, index: number): MaybePromise<Stored> => {
    const member = members[index] as Part;
    const orNext = (error: unknown): MaybePromise<Stored> => {
      if (index === members.length - 1) throw error;
      return attempt(value, index + 1);
    };
    try {
      const result = member.write(value);
      return result instanceof Promise ? result.catch(orNext) : result;
    } catch (error) {
      return orNext(error);
    }
  };
  return { read: (stored) => stored, write: (value) => attempt(value, 0) };
}

function probe(
  schema: StandardSchemaV1,
  node: Node | undefined,
  path: readonly (string | number)[],
  value: unknown,
  options: PartOptions,
): MaybePromise<Stored> {
  const stored = toStored(value, options);
  const input = node === undefined ? stored : compileReviver(node, { lenient: false })(stored);
  const record = path.reduceRight<unknown>((inner, name) => (name === 0 ? [inner] : { [name]: inner }), input);
  return chain(validatorOf(schema)(record), (result) => {
    const issues = toIssues(result.issues ?? []).filter((issue) => path.every((name, at) => issue.path[at] === name));
    if (issues.length === 0) return stored;
    throw new Refused(issues.map((issue) => ({ ...issue, path: issue.path.slice(path.length) })));
  });
}

// A bound of a filter may lie outside what the attribute itself can be (`gt: -1` where it is at least 0).
function storedAlike(node: Node | undefined, value: unknown, bound: boolean, options: PartOptions): Stored | undefined {
  const stored = toStored(value, options);
  if (node === undefined) return bound && typeof stored === "number" ? stored : undefined;
  const members = node.kind === "union" ? flatten(node.members) : [node];
  const isLikeLiteral = members.some(
    (m) => m.kind === "literal" && m.values.some((each) => typeof each === typeof stored),
  );
  return pickMember(members, stored) !== undefined || (bound && isLikeLiteral) ? stored : undefined;
}

function tolerating(strict: () => MaybePromise<Stored>, otherwise: () => Stored | undefined): MaybePromise<Stored> {
  const orElse = (error: unknown): Stored => {
    const stored = error instanceof Refused ? otherwise() : undefined;
    if (stored === undefined) throw error;
    return stored;
  };
  try {
    const result = strict();
    return result instanceof Promise ? result.catch(orElse) : result;
  } catch (error) {
    return orElse(error);
  }
}
