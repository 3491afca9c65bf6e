import { isWellFormed } from "../key/text.ts";
import { ExactNumber } from "./exact-number.ts";
import { maxItemBytes, maxNameBytes } from "./item-limit.ts";
import { hasTwins, isNative } from "./native-set.ts";
import { parseDecimal, problemOfDecimal, readNumber } from "./number-text.ts";
import { isPlainObject, setKey } from "./plain-object.ts";
import { Refused } from "./refused.ts";
import type { Stored } from "./stored.ts";
import { tellsAnotherTime, timeOf } from "./time-of.ts";
import { unreadable } from "./unreadable.ts";

export interface StorableOptions {
  /** How a JavaScript Set is stored. */
  readonly sets: "list" | "native";
  readonly date: (date: Date) => string | number;
}

/** DynamoDB nests lists and maps up to 32 levels deep, the item itself included. */
const maxDepth = 32;

/**
 * Where a value is given up. What is less far over the limit of an item goes on, and is refused with its exact size and
 * its largest attributes.
 */
const mostBytes = 2 * maxItemBytes;

/**
 * A JavaScript value as DynamoDB can hold it, by what the value is: Date as ISO text, Set as list, Map as map, `undefined`
 * left out of objects and null in lists. What has no such form is refused with its path, and so is what throws when it is
 * looked at. A value that is far too large is given up before it is built, however often its parts stand in it.
 */
export function toStored(value: unknown, options: StorableOptions, notes?: StorableNotes): Stored {
  const walk: Walk = { options, path: [], bytes: 0, notes };
  try {
    return store(value, walk);
  } catch (error) {
    throw error instanceof Refused ? error : unreadable(walk.path, error);
  }
}

/** Told of what may not come back: `undefined` in a list or Map, which is stored as null. */
export interface StorableNotes {
  hasHoles: boolean;
}

/** The form that sorts as time does: fixed width, UTC. */
export function isoText(date: Date): string {
  const year = utc.getUTCFullYear.call(date);
  // The engine writes these in another width, or not at all.
  if (!(year >= 1000 && year <= 9999)) return utc.toISOString.call(date);
  const day = `${year}-${twoDigits(utc.getUTCMonth.call(date) + 1)}-${twoDigits(utc.getUTCDate.call(date))}`;
  const minute = `${twoDigits(utc.getUTCHours.call(date))}:${twoDigits(utc.getUTCMinutes.call(date))}`;
  const milliseconds = utc.getUTCMilliseconds.call(date);
  const zeros = milliseconds < 100 ? "0" : "";
  return `${day}T${minute}:${twoDigits(utc.getUTCSeconds.call(date))}.${zeros}${twoDigits(milliseconds)}Z`;
}

// Called on the Date, which may have methods of its own.
const utc = Date.prototype;

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

interface Walk {
  readonly options: StorableOptions;
  /** Where the walk is; after an error, where that happened. */
  readonly path: (string | number)[];
  /** What was met so far takes at least this. */
  bytes: number;
  readonly notes: StorableNotes | undefined;
}

type Path = readonly (string | number)[];

function store(value: unknown, walk: Walk): Stored {
  switch (typeof value) {
    case "string":
      count(walk, value.length);
      if (!isWellFormed(value)) throw notStorable(walk.path, "is not well-formed text: it holds a lone surrogate");
      return value;
    case "number":
      return storeNumber(value, walk.path);
    case "boolean":
      return value;
    case "bigint":
      return storeDecimal(value, walk.path);
    case "object":
      return value === null ? null : storeObject(value, walk);
    case "undefined":
      throw notStorable(walk.path, "is undefined");
    default:
      throw notStorable(walk.path, `is a ${typeof value}, which cannot be stored`);
  }
}

/** Text takes a byte for a UTF-16 unit at least, an element of a list or an entry of a map one for itself. */
function count(walk: Walk, bytes: number): void {
  walk.bytes += bytes;
  // Not a number is what a Proxy of a list may give as its length.
  if (!(walk.bytes <= mostBytes)) throw tooLarge(walk);
}

function tooLarge({ path }: Walk): Refused {
  return notStorable(path, `takes the whole far over DynamoDB's limit of ${maxItemBytes} bytes for an item`);
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
  // Before it is text: to write down the digits of a very large one takes long.
  if (typeof value === "bigint" && (value > maxBigint || value < -maxBigint)) {
    throw notStorable(path, "is larger than DynamoDB holds (9.99…E+125)");
  }
  const decimal = parseDecimal(String(value));
  const problem = decimal === undefined ? "is not a decimal number" : problemOfDecimal(decimal);
  if (problem !== undefined) throw notStorable(path, problem);
  return readNumber(String(value));
}

const maxBigint = 10n ** 126n;

function storeObject(value: object, walk: Walk): Stored {
  const { path } = walk;
  if (Object.getPrototypeOf(value) === Object.prototype && path.length < maxDepth) {
    return storePlain(value as Record<string, unknown>, walk);
  }
  if (value instanceof Date) return storeDate(value, walk);
  if (value instanceof Uint8Array) return storeBytes(value, walk);
  if (value instanceof ExactNumber) return storeDecimal(value, path);
  // The depth also ends a value that contains itself.
  if (path.length >= maxDepth) {
    throw notStorable(path.slice(0, 3), `nests deeper than DynamoDB's ${maxDepth} levels, or contains itself`);
  }
  if (Array.isArray(value)) return storeList(value, walk);
  if (value instanceof Set) return storeSet(value, walk);
  if (value instanceof Map) return storeMap(value, walk);
  if (isPlainObject(value)) return storePlain(value, walk);
  throw notStorable(path, `is an instance of ${className(value)}; give the model a codec or an encode option for it`);
}

// Of the prototype: what stands in the value itself is a value, and no message holds one.
function className(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { readonly constructor?: { readonly name?: unknown } } | null;
  const name = prototype?.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "a class";
}

function storeDate(value: Date, { path, options }: Walk): string | number {
  const time = timeOf(value);
  if (Number.isNaN(time)) throw notStorable(path, "is an invalid Date");
  if (tellsAnotherTime(value, time)) throw notStorable(path, "is a Date that tells another time than it holds");
  if (options.date === isoText) return isoText(value);
  try {
    return options.date(new Date(time));
  } catch (error) {
    throw new Refused([{ path: [...path], message: "the model's date option threw, see the cause" }], error);
  }
}

function storeBytes(value: Uint8Array, walk: Walk): Uint8Array {
  if (!ArrayBuffer.isView(value)) throw notStorable(walk.path, "is no Uint8Array, it only inherits from it");
  count(walk, value.byteLength);
  return value;
}

function storeList(value: readonly unknown[], walk: Walk): Stored[] {
  const { path } = walk;
  const given: unknown = value.length; // a Proxy may say anything
  const length = Number(given);
  count(walk, length);
  const list: Stored[] = [];
  for (let index = 0; index < length; index++) {
    path.push(index);
    const element: unknown = value[index];
    if (element === undefined) {
      if (walk.notes !== undefined) walk.notes.hasHoles = true;
      list.push(null);
    } else {
      list.push(store(element, walk));
    }
    path.pop();
  }
  return list;
}

function storeSet(value: ReadonlySet<unknown>, walk: Walk): Stored {
  refuseBeyond(walk, Reflect.get(sets, "size", value));
  const list = storeList([...sets.values.call(value)], walk);
  if (walk.options.sets === "list" || !isNative(list)) return list;
  if (hasTwins(list)) {
    throw notStorable(walk.path, "holds two elements that are stored alike; a set of DynamoDB holds each once");
  }
  return new Set(list);
}

function storeMap(value: ReadonlyMap<unknown, unknown>, walk: Walk): Stored {
  const { path, notes } = walk;
  refuseBeyond(walk, Reflect.get(maps, "size", value));
  const entries: Record<string, unknown> = {};
  for (const [key, entry] of maps.entries.call(value)) {
    const name = mapKey(key, path);
    if (Object.hasOwn(entries, name)) throw notStorable(path, `has two keys that are both stored as "${name}"`);
    if (entry === undefined && notes !== undefined) notes.hasHoles = true;
    setKey(entries, name, entry === undefined ? null : entry);
  }
  return storePlain(entries, walk);
}

// What every Set and Map has, called on one that may have its own. What is one by its prototype alone throws a TypeError.
const sets = Set.prototype;
const maps = Map.prototype;

function refuseBeyond(walk: Walk, size: unknown): void {
  if (walk.bytes + (size as number) > mostBytes) throw tooLarge(walk);
}

function mapKey(key: unknown, path: Path): string {
  if (typeof key === "string") return key;
  if (typeof key === "number" || typeof key === "bigint" || typeof key === "boolean") return String(key);
  if (key instanceof Date && !Number.isNaN(timeOf(key))) return isoText(key);
  throw notStorable(path, `has a key that is ${key === null ? "null" : `a ${typeof key}`}; a stored map has text keys`);
}

function storePlain(value: Record<string, unknown>, walk: Walk): Stored {
  const { path } = walk;
  const keys = Object.keys(value);
  count(walk, keys.length);
  const map: Record<string, Stored> = {};
  for (const key of keys) {
    path.push(key);
    const entry = value[key];
    if (entry !== undefined) {
      refuseName(key, path);
      map[key] = store(entry, walk);
    }
    path.pop();
  }
  return map;
}

function refuseName(name: string, path: Path): void {
  if (name.length === 0) throw notStorable(path, "DynamoDB takes no empty attribute name");
  if (name.length > maxNameBytes)
    throw notStorable(path.slice(0, -1), `holds a name over DynamoDB's ${maxNameBytes} bytes`);
  if (!isWellFormed(name)) throw notStorable(path, "the name is not well-formed text");
  // The AWS SDK loses it, or fails, when it reads.
  if (name === "__proto__") throw notStorable(path, "is a name that nothing in an item can have");
}

function notStorable(path: Path, message: string): Refused {
  return new Refused([{ path: [...path], message }]);
}
