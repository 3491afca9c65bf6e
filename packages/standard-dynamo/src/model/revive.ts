import { ExactNumber } from "./exact-number.ts";
import { leniently, pairsToMap } from "./lenient.ts";
import type { Node } from "./node.ts";
import { exactNumber, parseDecimal, plainDigits } from "./number-text.ts";
import { dateFromEpoch, parseDate } from "./parse-date.ts";
import { isPlainObject, setKey } from "./plain-object.ts";
import type { Stored } from "./stored.ts";
import { flatten, unionReviver } from "./union.ts";

/** Turns a stored value into what the schema's input side takes: copies only where something changes. */
export type Reviver = (stored: Stored) => unknown;

/** A number of the table that the model's number cannot hold exactly. */
export class InexactNumber extends Error {}

export interface ReviveOptions {
  /** Also reads forms that only another writer leaves, such as numbers as text; tried when the strict reading fails. */
  readonly lenient: boolean;
}

/** Compiles a description into a reviver. Parts of parts are compiled when first met, so recursion is safe. */
export function compileReviver(node: Node, { lenient }: ReviveOptions): Reviver {
  const known = new Map<Node, Reviver>();
  const compile = (part: Node): Reviver => {
    const existing = known.get(part);
    if (existing !== undefined) return existing;
    const strict = reviverOf(part, compile, lenient);
    const reviver: Reviver = lenient ? (stored) => strict(leniently(part, stored)) : strict;
    known.set(part, reviver);
    return reviver;
  };
  return compile(node);
}

function reviverOf(node: Node, compile: (part: Node) => Reviver, lenient: boolean): Reviver {
  switch (node.kind) {
    case "number":
    case "integer":
      return reviveNumber;
    case "bigint":
      return reviveBigint;
    case "date":
      return reviveDate;
    case "decimal":
      return reviveDecimal;
    case "literal":
      return node.values.some((value) => typeof value === "bigint") ? reviveBigintLiteral(node.values) : identity;
    case "object":
      return objectReviver(node, compile, lenient);
    case "array":
      return arrayReviver(node, compile);
    case "set":
      return setReviver(node, compile);
    case "map":
      return mapReviver(node, compile);
    case "union":
      return unionReviver(node.members, compile, lenient);
    default:
      return identity;
  }
}

const identity: Reviver = (stored) => stored;

function reviveNumber(stored: Stored): unknown {
  if (typeof stored !== "bigint" && !(stored instanceof ExactNumber)) return stored;
  const exact = exactNumber(stored);
  if (exact === undefined) throw new InexactNumber();
  return exact;
}

function reviveBigint(stored: Stored): unknown {
  return typeof stored === "number" && Number.isInteger(stored) ? BigInt(stored) : stored;
}

function reviveDate(stored: Stored): unknown {
  if (typeof stored === "string") return parseDate(stored) ?? stored;
  if (typeof stored === "number") return dateFromEpoch(stored) ?? stored;
  return stored;
}

function reviveDecimal(stored: Stored): unknown {
  const isNumber = typeof stored === "number" || typeof stored === "bigint" || stored instanceof ExactNumber;
  return isNumber ? plainText(stored) : stored;
}

function plainText(number: number | bigint | ExactNumber): string {
  const decimal = parseDecimal(String(number));
  return decimal === undefined ? String(number) : plainDigits(decimal);
}

function reviveBigintLiteral(values: readonly unknown[]): Reviver {
  return (stored) => {
    if (typeof stored !== "number" || !Number.isInteger(stored) || values.includes(stored)) return stored;
    return values.includes(BigInt(stored)) ? BigInt(stored) : stored;
  };
}

function objectReviver(node: Node & { kind: "object" }, compile: Compile, lenient: boolean): Reviver {
  let parts: ObjectParts | undefined;
  return (stored) => {
    // Valibot takes a list for an object, so pairs are not left to the lenient second try.
    const source = Array.isArray(stored) ? pairsToMap(stored) : stored;
    if (!isPlainObject(source)) return stored;
    parts ??= partsOf(node, compile, lenient);
    let copy: Record<string, unknown> | undefined;
    for (const { name, revive, nullIsAbsent, isInherited } of parts.props) {
      if (isInherited && !Object.hasOwn(source, name)) continue;
      const value = source[name];
      if (value === undefined) continue;
      if (value === null && nullIsAbsent) {
        copy ??= { ...source };
        delete copy[name];
      } else {
        const revived = revive(value);
        if (revived !== value) setKey((copy ??= { ...source }), name, revived);
      }
    }
    const { rest } = parts;
    if (rest !== undefined) {
      for (const name of Object.keys(source)) {
        if (node.props.has(name)) continue;
        const value = source[name] as Stored;
        const revived = rest(value);
        if (revived !== value) setKey((copy ??= { ...source }), name, revived);
      }
    }
    return copy ?? source;
  };
}

type Compile = (part: Node) => Reviver;

interface ObjectParts {
  readonly props: readonly {
    readonly name: string;
    readonly revive: Reviver;
    readonly nullIsAbsent: boolean;
    /** Whether objects have something of this name from their prototype. */
    readonly isInherited: boolean;
  }[];
  readonly rest: Reviver | undefined;
}

function partsOf({ props, rest }: Node & { kind: "object" }, compile: Compile, lenient: boolean): ObjectParts {
  return {
    props: [...props].flatMap(([name, { node, optional }]) => {
      // Python stores None for every absent optional field: where the schema takes no null, that reads as absent.
      const nullIsAbsent = optional && !acceptsNull(node);
      // What is read as it is stored needs no look.
      if (!nullIsAbsent && !lenient && isUnchanged(node)) return [];
      return { name, revive: compile(node), nullIsAbsent, isInherited: name in {} };
    }),
    rest: rest === undefined || isIdentity(rest) ? undefined : compile(rest),
  };
}

function arrayReviver(node: Node & { kind: "array" }, compile: Compile): Reviver {
  let prefix: readonly Reviver[] | undefined;
  return (stored) => {
    if (!Array.isArray(stored) || isUnchanged(node)) return stored;
    prefix ??= node.prefix?.map(compile) ?? [];
    const rest = compile(node.items);
    let copy: unknown[] | undefined;
    for (let index = 0; index < stored.length; index++) {
      const element = stored[index] as Stored;
      const revived = (prefix[index] ?? rest)(element);
      if (revived !== element) (copy ??= [...(stored as readonly unknown[])])[index] = revived;
    }
    return copy ?? stored;
  };
}

function setReviver({ items }: Node & { kind: "set" }, compile: Compile): Reviver {
  return (stored) => {
    const revive = (element: unknown): unknown => compile(items)(element as Stored);
    if (Array.isArray(stored)) return new Set(stored.map(revive));
    return stored instanceof Set ? new Set([...stored].map(revive)) : stored;
  };
}

function mapReviver({ key, value }: Node & { kind: "map" }, compile: Compile): Reviver {
  return (stored) => {
    if (!isPlainObject(stored)) return stored;
    const [reviveKey, revive] = [compile(key), compile(value)];
    const entries = Object.entries(stored);
    return new Map(entries.map(([name, entry]) => [reviveKey(keyFrom(key, name)), revive(entry)] as const));
  };
}

/** The key of a Map from its text: of the literals the one that is written so, else what the text stands for. */
function keyFrom(key: Node, name: string): Stored {
  if (key.kind === "literal") return (key.values.find((value) => String(value) === name) ?? name) as Stored;
  if (key.kind !== "union") return leniently(key, name);
  const members = flatten(key.members);
  if (members.some(({ kind }) => kind === "string")) return name;
  return members.map((member) => keyFrom(member, name)).find((made) => made !== name) ?? name;
}

/** Whether a description takes null: then a stored NULL is a value, otherwise it stands for absence. */
export function acceptsNull(node: Node): boolean {
  switch (node.kind) {
    case "null":
    case "any":
    case "opaque":
      return true;
    case "literal":
      return node.values.includes(null);
    case "union":
      return node.members.some(acceptsNull);
    default:
      return false;
  }
}

/** Whether everything that a description lets be stored is read as it is. */
function isUnchanged(node: Node): boolean {
  if (node.kind === "literal") return !node.values.some((value) => typeof value === "bigint");
  return node.kind === "array" ? (node.prefix ?? []).length === 0 && isIdentity(node.items) : isIdentity(node);
}

function isIdentity(node: Node): boolean {
  return ["string", "boolean", "null", "bytes", "any", "opaque"].includes(node.kind);
}
