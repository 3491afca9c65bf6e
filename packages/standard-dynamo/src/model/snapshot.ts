import { maxItemBytes } from "./item-limit.ts";
import type { Node } from "./node.ts";
import { isPlainObject, setKey } from "./plain-object.ts";
import { flatten } from "./union.ts";
import { refuseUnreadable } from "./unreadable.ts";

/**
 * Compiles a description into a function that copies the objects and lists of a value that the schema looks into. A schema
 * that gives out the very object it was given has looked at its getters before they are stored, and they may answer
 * otherwise then; those of a copy cannot. Parts of parts are compiled when first met, so recursion is safe.
 */
export function compileSnapshot(node: Node): (value: unknown) => unknown {
  const known = new Map<Node, Copier | undefined>();
  const compile = (part: Node): Copier | undefined => {
    if (!known.has(part)) known.set(part, copierOf(part, compile));
    return known.get(part);
  };
  const copy = compile(node);
  if (copy === undefined) return (value) => value;
  return (value) => {
    try {
      return copy(value, { left: mostParts });
    } catch (error) {
      refuseUnreadable(value);
      throw error;
    }
  };
}

type Copier = (value: unknown, budget: Budget) => unknown;
type Compile = (part: Node) => Copier | undefined;

/** How many parts may still be copied: what has more is refused when it is stored. */
interface Budget {
  left: number;
}

const mostParts = 2 * maxItemBytes;

/** `undefined` for what no schema looks into. */
function copierOf(node: Node, compile: Compile): Copier | undefined {
  switch (node.kind) {
    case "object":
      return objectCopier(node, compile);
    case "array":
      return listCopier(node, compile);
    case "union":
      return unionCopier(node.members, compile);
    default:
      return undefined;
  }
}

function objectCopier(node: Node & { kind: "object" }, compile: Compile): Copier {
  let parts: readonly (readonly [name: string, copy: Copier])[] | undefined;
  let rest: Copier | undefined;
  return (value, budget) => {
    if (!isPlainObject(value) || budget.left-- <= 0) return value;
    if (parts === undefined) {
      parts = [...node.props].flatMap(([name, { node: part }]) => {
        const copier = compile(part);
        return copier === undefined ? [] : [[name, copier] as const];
      });
      rest = node.rest && compile(node.rest);
    }
    const copy: Record<string, unknown> = { ...value };
    for (const [name, copier] of parts) {
      const part = copy[name];
      // Not a function, which every object inherits some of.
      if (typeof part === "object" && part !== null) copy[name] = copier(part, budget);
    }
    if (rest !== undefined) {
      for (const name of Object.keys(copy)) if (!node.props.has(name)) setKey(copy, name, rest(copy[name], budget));
    }
    return copy;
  };
}

function listCopier(node: Node & { kind: "array" }, compile: Compile): Copier {
  let parts: { readonly each: Copier | undefined; readonly first: readonly (Copier | undefined)[] } | undefined;
  return (value, budget) => {
    if (!Array.isArray(value) || value.length >= budget.left) return value;
    budget.left -= value.length;
    const copy: unknown[] = value.slice();
    parts ??= { each: compile(node.items), first: node.prefix?.map(compile) ?? [] };
    const { each, first } = parts;
    if (each === undefined && first.length === 0) return copy;
    for (let index = 0; index < copy.length; index++) {
      const copier = index < first.length ? first[index] : each;
      if (copier !== undefined && index in copy) copy[index] = copier(copy[index], budget);
    }
    return copy;
  };
}

// One after the other: each goes where it can.
function unionCopier(members: readonly Node[], compile: Compile): Copier | undefined {
  const copiers = flatten(members).flatMap((member) => compile(member) ?? []);
  if (copiers.length === 0) return undefined;
  return (value, budget) => copiers.reduce((copy, copier) => copier(copy, budget), value);
}
