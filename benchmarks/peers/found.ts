import type { PlainOrder } from "../orders/order.ts";

/** What was read, without the keys of the table and what a library keeps beside the order. */
export function withoutKeys(found: object): PlainOrder {
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(found)) {
    if (name === "PK" || name === "SK" || name.startsWith("_") || value === undefined) continue;
    rest[name] = value instanceof Date ? value.toISOString() : value;
  }
  return rest as unknown as PlainOrder;
}
