import type { ExactNumber } from "standard-dynamo";
import { readNumber } from "../../packages/standard-dynamo/src/model/number-text.ts";
import { parseDate } from "../../packages/standard-dynamo/src/model/parse-date.ts";

/** How a model takes a Decimal of Python: as the number that holds it exactly, or as text (`decimals`). */
export interface UntagOptions {
  readonly decimals?: readonly string[];
}

/** A tagged value of the golden files as the value that a user of this library has for it. */
export function untag(value: unknown, options: UntagOptions = {}): unknown {
  if (typeof value === "string") return long(value);
  if (Array.isArray(value)) return value.map((element) => untag(element, options));
  if (typeof value !== "object" || value === null) return value;
  const tagged = value as Record<string, unknown>;
  const [tag = ""] = Object.keys(tagged);
  switch (tag) {
    case "$int":
    case "$decimal":
      return exact(String(tagged[tag]));
    case "$float":
      return Number(String(tagged["$float"]).replace("nan", "NaN").replace("inf", "Infinity"));
    case "$date":
    case "$time":
      return tagged[tag];
    case "$datetime":
      return datetime(String(tagged["$datetime"]));
    case "$enum":
      return tagged["value"];
    case "$set":
    case "$frozenset":
      return new Set((tagged[tag] as unknown[]).map((element) => untag(element, options)));
    case "$tuple":
      return (tagged["$tuple"] as unknown[]).map((element) => untag(element, options));
    case "$bytes":
    case "$boto3_binary":
      return new Uint8Array(Buffer.from(String(tagged[tag]), "base64"));
    case "$model":
      return fields(tagged["fields"] as Record<string, unknown>, options);
    case "$dict":
      return Object.fromEntries(
        (tagged["$dict"] as [unknown, unknown][]).map(([key, entry]) => [String(untag(key)), untag(entry, options)]),
      );
    case "$py":
      return tagged["str"];
    default:
      return fields(tagged, options);
  }
}

export function datetime(text: string): Date {
  const date = parseDate(text);
  if (date === undefined) throw new Error(`not a time: ${text}`);
  return date;
}

function fields(map: Record<string, unknown>, options: UntagOptions): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => {
      const plain = untag(value, options);
      const isDecimal = options.decimals?.includes(name) && typeof plain === "number";
      return [name, isDecimal ? String(plain) : plain];
    }),
  );
}

function exact(text: string): number | bigint | ExactNumber {
  return readNumber(text);
}

// Texts over 6,000 equal characters stand as "$long:<char>*<count>".
function long(text: string): string {
  const match = /^\$long:(.)\*(\d+)$/u.exec(text);
  return match === null ? text : (match[1] ?? "").repeat(Number(match[2]));
}
