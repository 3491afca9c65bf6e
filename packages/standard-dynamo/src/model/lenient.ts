import { ExactNumber } from "./exact-number.ts";
import type { Node } from "./node.ts";
import { exactNumber, parseDecimal, readNumber } from "./number-text.ts";
import { dateFromEpoch } from "./parse-date.ts";
import { setKey } from "./plain-object.ts";
import type { Stored } from "./stored.ts";

/**
 * What a value of another writer stands for where a model expects a kind: the conversions that pydantic makes when it
 * reads, as far as they lose nothing (`"7"` is 7 for an integer, but 7.9 is not 7).
 */
export function leniently(node: Node, stored: Stored): Stored {
  switch (node.kind) {
    case "string":
      return isNumeric(stored) ? String(stored) : stored;
    case "number":
    case "integer":
      return toNumber(stored);
    case "bigint":
      return toBigint(stored);
    case "boolean":
      return toBoolean(stored);
    case "date":
      return typeof stored === "string" && decimalText.test(stored) ? epochText(stored) : stored;
    case "bytes":
      return typeof stored === "string" ? new TextEncoder().encode(stored) : stored;
    case "object":
    case "map":
      return pairsToMap(stored);
    case "array":
      return stored instanceof Set ? ([...stored] as Stored[]) : stored;
    default:
      return stored;
  }
}

const decimalText = /^[+-]?\d+(\.\d+)?$/;

function isNumeric(stored: Stored): stored is number | bigint | ExactNumber {
  return typeof stored === "number" || typeof stored === "bigint" || stored instanceof ExactNumber;
}

function toNumber(stored: Stored): Stored {
  if (typeof stored === "boolean") return stored ? 1 : 0;
  if (typeof stored !== "string" || parseDecimal(stored) === undefined) return stored;
  const value = readNumber(stored);
  return typeof value === "number" ? value : (exactNumber(value) ?? stored);
}

function toBigint(stored: Stored): Stored {
  if (typeof stored === "boolean") return stored ? 1 : 0;
  return typeof stored === "string" && wholeText.test(stored) ? BigInt(stored) : stored;
}

// pydantic takes no more digits either; a bigint of very many would take long to make.
const wholeText = /^[+-]?\d{1,4300}$/;

function toBoolean(stored: Stored): Stored {
  if (stored === 1 || stored === 0) return stored === 1;
  if (typeof stored !== "string") return stored;
  const text = stored.toLowerCase();
  if (["true", "t", "yes", "y", "on", "1"].includes(text)) return true;
  return ["false", "f", "no", "n", "off", "0"].includes(text) ? false : stored;
}

function epochText(stored: string): Stored {
  return dateFromEpoch(Number(stored))?.toISOString() ?? stored;
}

/** A list of pairs as the map that pydantic makes of it. */
export function pairsToMap(stored: Stored): Stored {
  const isPair = (entry: unknown) => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string";
  if (!Array.isArray(stored) || !stored.every(isPair)) return stored;
  const map: Record<string, Stored> = {};
  for (const [key, value] of stored as [string, Stored][]) setKey(map, key, value);
  return map;
}
