import { isWellFormed } from "../key/text.ts";
import { ExactNumber } from "./exact-number.ts";
import { parseDecimal, problemOfDecimal, readNumber } from "./number-text.ts";
import { isPlainObject, setKey } from "./plain-object.ts";
import { Refused } from "./refused.ts";
import type { Stored } from "./stored.ts";

export interface StorableOptions {
  /** How a JavaScript Set is stored. */
  readonly sets: "list" | "native";
  readonly date: (date: Date) => string | number;
}

/** DynamoDB nests lists and maps up to 32 levels deep, the item itself included. */
const maxDepth = 32;

/**
 * A JavaScript value as DynamoDB can hold it, by what the value is: Date as ISO text, Set as list, Map as map, `undefined`
 * left out of objects and null in lists. What has no such form is refused with its path.
 */
export function toStored(value: unknown, options: StorableOptions, notes?: StorableNotes): Stored {
  return store(value, options, [], notes);
}

/** Told of what may not come back: `undefined` in a list or Map, which is stored as null. */
export interface StorableNotes {
  hasHoles: boolean;
}

/** The form that sorts as time does: fixed width, UTC. */
export function isoText(date: Date): string {
  const year = date.getUTCFullYear();
  // The engine writes these in another width, or not at all.
  if (!(year >= 1000 && year <= 9999)) return date.toISOString();
  const day = `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
  const time = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}:${twoDigits(date.getUTCSeconds())}`;
  const milliseconds = date.getUTCMilliseconds();
  return `${day}T${time}.${milliseconds < 100 ? "0" : ""}${twoDigits(milliseconds)}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

type Path = (string | number)[];

function store(value: unknown, options: StorableOptions, path: Path, notes?: StorableNotes): Stored {
  switch (typeof value) {
    case "string":
      if (!isWellFormed(value)) throw notStorable(path, "is not well-formed text: it holds a lone surrogate");
      return value;
    case "number":
      return storeNumber(value, path);
    case "boolean":
      return value;
    case "bigint":
      return storeDecimal(value, path);
    case "object":
      return value === null ? null : storeObject(value, options, path, notes);
    case "undefined":
      throw notStorable(path, "is undefined");
    default:
      throw notStorable(path, `is a ${typeof value}, which cannot be stored`);
  }
}

function storeNumber(value: number, path: Path): Stored {
  if (Number.isSafeInteger(value)) return value + 0;
  // Written without an exponent and in 17 digits at the most, as the table gives it back.
  if (value > 1e-6 && value < 1e15) return value;
  if (!Number.isFinite(value)) throw notStorable(path, `is ${value}, which DynamoDB does not hold`);
  const decimal = parseDecimal(String(value));
  const problem = decimal && problemOfDecimal(decimal);
  if (problem !== undefined) throw notStorable(path, problem);
  // Decimal text of up to 15 digits always survives a double, so 1e21 is meant; 9007199254740992 may have been …993.
  if (Number.isInteger(value) && decimal !== undefined && decimal.digits.length > 15) {
    throw notStorable(path, "is beyond Number.MAX_SAFE_INTEGER and may have lost digits; use a bigint");
  }
  return readNumber(String(value));
}

// In the type in which the table gives it back, so that a proof by reading sees what a read will see.
function storeDecimal(value: bigint | ExactNumber, path: Path): Stored {
  const decimal = parseDecimal(String(value));
  const problem = decimal === undefined ? "is not a decimal number" : problemOfDecimal(decimal);
  if (problem !== undefined) throw notStorable(path, problem);
  return readNumber(String(value));
}

function storeObject(value: object, options: StorableOptions, path: Path, notes?: StorableNotes): Stored {
  if (Object.getPrototypeOf(value) === Object.prototype && path.length < maxDepth) {
    return storePlain(value as Record<string, unknown>, options, path, notes);
  }
  if (value instanceof Date) return storeDate(value, options, path);
  if (value instanceof Uint8Array) return value;
  if (value instanceof ExactNumber) return storeDecimal(value, path);
  // The depth also ends a value that contains itself.
  if (path.length >= maxDepth) {
    throw notStorable(path.slice(0, 3), `nests deeper than DynamoDB's ${maxDepth} levels, or contains itself`);
  }
  if (Array.isArray(value)) return storeList(value, options, path, notes);
  if (value instanceof Set) return storeSet(value, options, path, notes);
  if (value instanceof Map) return storeMap(value, options, path, notes);
  if (isPlainObject(value)) return storePlain(value, options, path, notes);
  const name = (value.constructor as { name?: string } | undefined)?.name || "a class";
  throw notStorable(path, `is an instance of ${name}; give the model a codec or an encode option for it`);
}

function storeDate(value: Date, options: StorableOptions, path: Path): string | number {
  if (Number.isNaN(value.getTime())) throw notStorable(path, "is an invalid Date");
  return options.date(value);
}

function storeList(value: readonly unknown[], options: StorableOptions, path: Path, notes?: StorableNotes): Stored[] {
  const list: Stored[] = [];
  for (let index = 0; index < value.length; index++) {
    const element: unknown = value[index];
    if (element === undefined) {
      if (notes !== undefined) notes.hasHoles = true;
      list.push(null);
    } else {
      path.push(index);
      list.push(store(element, options, path, notes));
      path.pop();
    }
  }
  return list;
}

function storeSet(value: ReadonlySet<unknown>, options: StorableOptions, path: Path, notes?: StorableNotes): Stored {
  const list = storeList([...value], options, path, notes);
  return options.sets === "native" && isNative(list) ? new Set(list) : list;
}

type NativeElements = (string | number | bigint | Uint8Array | ExactNumber)[];

// A set of DynamoDB holds elements of one type, and at least one.
function isNative(list: readonly Stored[]): list is NativeElements {
  const isNumber = (element: Stored) =>
    typeof element === "number" || typeof element === "bigint" || element instanceof ExactNumber;
  const isBytes = (element: Stored) => element instanceof Uint8Array;
  return (
    list.length > 0 &&
    (list.every((element) => typeof element === "string") || list.every(isNumber) || list.every(isBytes))
  );
}

function storeMap(
  value: ReadonlyMap<unknown, unknown>,
  options: StorableOptions,
  path: Path,
  notes?: StorableNotes,
): Stored {
  const entries: Record<string, unknown> = {};
  for (const [key, entry] of value) {
    const name = mapKey(key, path);
    if (Object.hasOwn(entries, name)) throw notStorable(path, `has two keys that are both stored as "${name}"`);
    if (entry === undefined && notes !== undefined) notes.hasHoles = true;
    setKey(entries, name, entry === undefined ? null : entry);
  }
  return storePlain(entries, options, path, notes);
}

function mapKey(key: unknown, path: Path): string {
  if (typeof key === "string") return key;
  if (typeof key === "number" || typeof key === "bigint" || typeof key === "boolean") return String(key);
  if (key instanceof Date && !Number.isNaN(key.getTime())) return isoText(key);
  throw notStorable(path, `has a key that is ${key === null ? "null" : `a ${typeof key}`}; a stored map has text keys`);
}

function storePlain(
  value: Record<string, unknown>,
  options: StorableOptions,
  path: Path,
  notes?: StorableNotes,
): Stored {
  const map: Record<string, Stored> = {};
  for (const key of Object.keys(value)) {
    const entry = value[key];
    if (entry === undefined) continue;
    path.push(key);
    if (key === "") throw notStorable(path, "DynamoDB takes no empty attribute name");
    if (!isWellFormed(key)) throw notStorable(path, "the name is not well-formed text");
    setKey(map, key, store(entry, options, path, notes));
    path.pop();
  }
  return map;
}

function notStorable(path: readonly (string | number)[], message: string): Refused {
  return new Refused([{ path: [...path], message }]);
}
