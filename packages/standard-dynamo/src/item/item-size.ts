import { byteLength } from "../key/text.ts";
import { ExactNumber } from "../model/exact-number.ts";
import { parseDecimal } from "../model/number-text.ts";
import type { Stored, StoredMap } from "../model/stored.ts";
import type { AttributeMap, AttributeValue } from "./attribute-value.ts";

/**
 * The size of an item as DynamoDB counts it, in bytes
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html). Numbers are documented
 * as approximate, so an item within a few bytes of the limit is left to DynamoDB to judge.
 */
export function itemBytes(item: AttributeMap): number {
  let bytes = 0;
  for (const name of Object.keys(item)) bytes += byteLength(name) + valueBytes(item[name] as AttributeValue);
  return bytes;
}

/**
 * What a value takes at the most, in bytes: several times faster to tell than what it takes, because no text is looked at.
 * UTF-8 takes three bytes for a UTF-16 unit at the most, a number 21 bytes.
 */
export function mostBytes(value: Stored): number {
  if (typeof value === "string") return value.length * 3;
  if (typeof value !== "object" || value === null) return 21;
  if (Array.isArray(value))
    return (value as readonly Stored[]).reduce<number>((sum, part) => sum + 1 + mostBytes(part), 3);
  if (value instanceof Uint8Array) return value.byteLength;
  if (value instanceof ExactNumber) return 21;
  if (value instanceof Set) return mostBytes([...(value as ReadonlySet<Stored>)]);
  let bytes = 3;
  for (const name of Object.keys(value)) {
    bytes += name.length * 3 + 1 + mostBytes((value as StoredMap)[name] as Stored);
  }
  return bytes;
}

/** The attributes that take most of an item, largest first, without its keys and internal ones. */
export function largestAttributes(
  item: AttributeMap,
  without: readonly string[],
  count: number,
): readonly { name: string; bytes: number }[] {
  return Object.keys(item)
    .filter((name) => !without.includes(name))
    .map((name) => ({ name, bytes: valueBytes(item[name] as AttributeValue) }))
    .toSorted((left, right) => right.bytes - left.bytes)
    .slice(0, count);
}

function valueBytes(value: AttributeValue): number {
  if ("S" in value) return byteLength(value.S);
  if ("N" in value) return numberBytes(value.N);
  if ("B" in value) return value.B.byteLength;
  if ("L" in value) return value.L.reduce((sum, element) => sum + 1 + valueBytes(element), 3);
  if ("M" in value) return itemBytes(value.M) + 3 + Object.keys(value.M).length;
  if ("SS" in value) return value.SS.reduce((sum, element) => sum + byteLength(element), 0);
  if ("NS" in value) return value.NS.reduce((sum, element) => sum + numberBytes(element), 0);
  if ("BS" in value) return value.BS.reduce((sum, element) => sum + element.byteLength, 0);
  return 1;
}

// A byte for two significant digits and one more, and one for the sign.
function numberBytes(text: string): number {
  const { digits, negative } = parseDecimal(text) ?? { digits: text, negative: false };
  return Math.ceil(digits.length / 2) + 1 + (negative ? 1 : 0);
}
