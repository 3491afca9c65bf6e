import assert from "node:assert/strict";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { RecordedRequest } from "../carriers/carrier.ts";
import { type Order, orderChange, type PlainOrder, plainOrder } from "../orders/order.ts";
import { partitionKeyOf, sortKeyOf } from "../orders/stored-order.ts";
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
  requests: readonly RecordedRequest[],
  expected: readonly Order[],
  bookkeeping: readonly string[],
  sequence: Sequence = "in order",
): void {
  const written = requests.flatMap(itemsOf).map((item) => withoutNames(unmarshall(item), bookkeeping));
  assert.deepEqual(
    sequence === "in order" ? written : written.toSorted(byId),
    expected.map((order) => ({
      PK: partitionKeyOf(order.customer),
      SK: sortKeyOf(order.id),
      ...plainOrder(order),
    })),
  );
}

/** Does the update name what changes? Its effect is compared on the engine. */
export function checkUpdated(requests: readonly RecordedRequest[]): void {
  assert.deepEqual(
    requests.map(({ operation }) => operation),
    ["UpdateItem"],
  );
  const values = JSON.stringify(requests[0]?.body.ExpressionAttributeValues);
  for (const value of [orderChange.status, orderChange.total, orderChange.addedQuantity]) {
    assert.ok(values.includes(`"${value}"`), `The update does not hold ${value}`);
  }
}

function itemsOf({ body }: RecordedRequest): Record<string, AttributeValue>[] {
  if (body.Item !== undefined) return [body.Item as Record<string, AttributeValue>];
  const writes = Object.values(body.RequestItems ?? {}).flat();
  return writes.map((write) => (write as { PutRequest: { Item: Record<string, AttributeValue> } }).PutRequest.Item);
}

function withoutNames(item: Record<string, unknown>, names: readonly string[]): PlainOrder {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name))) as unknown as PlainOrder;
}

function byId(one: PlainOrder, other: PlainOrder): number {
  return one.id < other.id ? -1 : 1;
}
