import assert from "node:assert/strict";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Order, orderChange, type PlainOrder, plainOrder } from "../orders/order.ts";
import { partitionKeyOf, type StoredItem, sortKeyOf } from "../orders/stored-order.ts";
import type { Calls } from "../peers/contestant.ts";

type Sequence = "in order" | "any order";

/** Was every order read, with every value of it? */
export function checkRead(
  calls: Calls<unknown, unknown>,
  found: readonly unknown[],
  expected: readonly Order[],
  sequence: Sequence = "in order",
): void {
  const read = found.map((record) => calls.plain(record));
  assert.deepEqual(sequence === "in order" ? read : read.toSorted(byId), expected.map(plainOrder));
}

/** Was every order written under its keys, with every value, and nothing else but what the contestant owns to? */
export function checkWritten(
  written: readonly StoredItem[],
  expected: readonly Order[],
  bookkeeping: readonly string[],
): void {
  const items = written.map((item) => withoutNames(unmarshall(item), bookkeeping));
  assert.deepEqual(
    items.toSorted(byId),
    expected.map((order) => ({ PK: partitionKeyOf(order.customer), SK: sortKeyOf(order.id), ...plainOrder(order) })),
  );
}

/** Has the order changed as it should? */
export function checkUpdated(stored: readonly StoredItem[], before: Order, bookkeeping: readonly string[]): void {
  const { status, total, addedQuantity } = orderChange;
  const changed = { ...before, status, total, quantity: before.quantity + addedQuantity };
  checkWritten(
    stored.filter((item) => item["id"]?.S === before.id),
    [changed],
    bookkeeping,
  );
}

function withoutNames(item: Record<string, unknown>, names: readonly string[]): PlainOrder {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name))) as unknown as PlainOrder;
}

function byId(one: PlainOrder, other: PlainOrder): number {
  return one.id < other.id ? -1 : 1;
}
