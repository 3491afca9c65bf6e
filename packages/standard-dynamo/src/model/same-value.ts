import { ExactNumber } from "./exact-number.ts";
import { isPlainObject } from "./plain-object.ts";

/**
 * Whether two values of an item are stored alike: Dates by time, Sets in any order, a number and a bigint by value, an
 * `undefined` attribute as an absent one.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (isNumeric(left) && isNumeric(right)) return String(left) === String(right);
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (left instanceof Date) return right instanceof Date && left.getTime() === right.getTime();
  if (left instanceof Uint8Array) return right instanceof Uint8Array && sameBytes(left, right);
  if (Array.isArray(left)) return Array.isArray(right) && sameList(left, right);
  if (left instanceof Set) return right instanceof Set && sameSet(left, right);
  if (left instanceof Map) return right instanceof Map && sameEntries(new Map(left), new Map(right));
  return isPlainObject(left) && isPlainObject(right) && sameEntries(entriesOf(left), entriesOf(right));
}

function isNumeric(value: unknown): value is number | bigint | ExactNumber {
  return typeof value === "number" || typeof value === "bigint" || value instanceof ExactNumber;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.byteLength === right.byteLength && left.every((byte, index) => byte === right[index]);
}

function sameList(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((element, index) => sameValue(element, right[index]));
}

function sameSet(left: ReadonlySet<unknown>, right: ReadonlySet<unknown>): boolean {
  if (left.size !== right.size) return false;
  const others = [...right];
  return [...left].every((element) => right.has(element) || others.some((other) => sameValue(element, other)));
}

function sameEntries(left: ReadonlyMap<unknown, unknown>, right: ReadonlyMap<unknown, unknown>): boolean {
  return (
    left.size === right.size && [...left].every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
  );
}

function entriesOf(value: Record<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
