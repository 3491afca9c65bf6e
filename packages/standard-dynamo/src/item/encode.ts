import { ExactNumber } from "../model/exact-number.ts";
import { parseDecimal, plainDigits } from "../model/number-text.ts";
import { setKey } from "../model/plain-object.ts";
import type { Stored, StoredMap } from "../model/stored.ts";
import type { AttributeMap, AttributeValue } from "./attribute-value.ts";

/** Stored values as DynamoDB's typed values. What cannot be stored has been refused before (`toStored`). */
export function encodeMap(stored: StoredMap): AttributeMap {
  return encodeInto({}, stored);
}

/** Puts the values into a map that is there. */
export function encodeInto(map: AttributeMap, stored: StoredMap): AttributeMap {
  for (const name of Object.keys(stored)) {
    const value = stored[name];
    if (value !== undefined) setKey(map, name, encode(value));
  }
  return map;
}

export function encode(value: Stored): AttributeValue {
  switch (typeof value) {
    case "string":
      return { S: value };
    case "number":
      return { N: numberText(String(value)) };
    case "boolean":
      return { BOOL: value };
    case "bigint":
      return { N: String(value) };
    default:
      return encodeObject(value);
  }
}

function encodeObject(value: Exclude<Stored, string | number | boolean | bigint>): AttributeValue {
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: (value as readonly Stored[]).map(encode) };
  if (value instanceof Uint8Array) return { B: value };
  if (value instanceof ExactNumber) return { N: numberText(value.digits) };
  if (value instanceof Set) return encodeSet([...(value as ReadonlySet<unknown>)]);
  return { M: encodeMap(value as StoredMap) };
}

function encodeSet(elements: readonly unknown[]): AttributeValue {
  if (typeof elements[0] === "string") return { SS: elements as string[] };
  if (elements[0] instanceof Uint8Array) return { BS: elements as Uint8Array[] };
  return { NS: elements.map((element) => numberText(String(element))) };
}

// Without an exponent, as DynamoDB gives it back.
function numberText(text: string): string {
  if (!text.includes("e") && !text.includes("E")) return text;
  const decimal = parseDecimal(text);
  return decimal === undefined ? text : plainDigits(decimal);
}
