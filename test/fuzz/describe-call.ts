import { inspect } from "node:util";
import type { HostileCall } from "../property/hostile-call.ts";

/** A call as one line, hostile values by their labels. */
export function describeCall({ operation, ...parts }: HostileCall): string {
  const options = { depth: 12, breakLength: Number.POSITIVE_INFINITY, compact: true };
  return `${operation} ${inspect(withLabels(parts), options)}`;
}

function withLabels(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLabels);
  if (typeof value !== "object" || value === null) return value;
  if ("label" in value && "make" in value) return `<${String(value.label)}>`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withLabels(part)]));
}
