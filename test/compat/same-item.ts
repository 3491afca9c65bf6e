import { parseDecimal } from "../../packages/standard-dynamo/src/model/number-text.ts";
import { parseDate } from "../../packages/standard-dynamo/src/model/parse-date.ts";

/**
 * A stored map in a form in which two that mean the same are equal: numbers by value, sets as lists in any order, ISO text
 * of a time by its instant to the millisecond, bytes in base64.
 */
export function canonical(
  map: Record<string, unknown>,
  sets: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(map)
      .map(([name, value]) => [name, canonicalValue(value, sets.has(name))] as const)
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}

function canonicalValue(value: unknown, unordered: boolean): unknown {
  const [type = "", content] = Object.entries(value as Record<string, unknown>)[0] ?? [];
  switch (type) {
    case "N":
      return { N: number(String(content)) };
    case "S":
      return { S: instant(long(String(content))) };
    case "B":
      return { B: base64(content) };
    case "L":
      return list(
        (content as unknown[]).map((element) => canonicalValue(element, unordered)),
        unordered,
      );
    case "SS":
      return list(
        (content as string[]).map((S) => ({ S })),
        true,
      );
    case "NS":
      return list(
        (content as string[]).map((text) => ({ N: number(text) })),
        true,
      );
    case "M":
      return {
        M: Object.fromEntries(
          Object.entries(content as Record<string, unknown>)
            .map(([name, entry]) => [name, canonicalValue(entry, unordered)] as const)
            .toSorted(([left], [right]) => (left < right ? -1 : 1)),
        ),
      };
    default:
      return value;
  }
}

function list(elements: readonly unknown[], unordered: boolean): unknown {
  if (!unordered) return { L: elements };
  return { L: elements.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)) };
}

function number(text: string): string {
  const decimal = parseDecimal(text);
  if (decimal === undefined) throw new Error(`not a number: ${text}`);
  return `${decimal.negative ? "-" : ""}${decimal.digits || "0"}e${decimal.exponent}`;
}

function instant(text: string): string {
  const date = text.includes("T") ? parseDate(text) : undefined;
  return date === undefined ? text : date.toISOString();
}

function base64(content: unknown): string {
  return content instanceof Uint8Array ? Buffer.from(content).toString("base64") : String(content);
}

function long(text: string): string {
  const match = /^\$long:(.)\*(\d+)$/u.exec(text);
  return match === null ? text : (match[1] ?? "").repeat(Number(match[2]));
}

/** The names of an item's fields that hold a set somewhere: their lists have no order. */
export function setFields(tagged: unknown): ReadonlySet<string> {
  const item = tagged as Record<string, unknown>;
  const fields = (item["fields"] ?? item) as Record<string, unknown>;
  const names = Object.keys(fields).filter((name) => /"\$(frozen)?set"/.test(JSON.stringify(fields[name])));
  return new Set([...names, "set_field"]);
}

/** Null and absent are the same to Python, so they are compared as the same. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value instanceof Set) return new Set([...value].map(withoutNulls));
  const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== null && entry !== undefined)
      .map(([name, entry]) => [name, withoutNulls(entry)]),
  );
}
