import { readNumber } from "../model/number-text.ts";
import { setKey } from "../model/plain-object.ts";
import type { Stored } from "../model/stored.ts";
import type { AttributeMap, AttributeValue } from "./attribute-value.ts";

/** DynamoDB's typed values as plain ones; numbers come as the type that holds them exactly. */
export function decode(value: AttributeValue): Stored {
  for (const type in value) return decodeAs(type, (value as Record<string, unknown>)[type]);
  return null;
}

export function decodeMap(map: AttributeMap): Record<string, Stored> {
  const stored: Record<string, Stored> = {};
  for (const name of Object.keys(map)) setKey(stored, name, decode(map[name] as AttributeValue));
  return stored;
}

function decodeAs(type: string, value: unknown): Stored {
  switch (type) {
    case "S":
    case "BOOL":
      return value as string | boolean;
    case "N":
      return readNumber(value as string);
    case "NULL":
      return null;
    case "L":
      return (value as AttributeValue[]).map(decode);
    case "M":
      return decodeMap(value as AttributeMap);
    case "B":
      return value as Uint8Array;
    case "NS":
      return new Set((value as string[]).map(readNumber));
    default:
      return new Set(value as (string | Uint8Array)[]);
  }
}
