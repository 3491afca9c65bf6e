import { crc32 } from "node:zlib";
import { makeOrder, makeOrders, type Order } from "../orders/order.ts";
import { partitionKeyOf, type StoredItem, storedOrder, storedSize } from "../orders/stored-order.ts";
import type { RecordedRequest } from "./recorded-request.ts";

/** Customers whose orders fill a page of 100, a page of 1 MB, and 10,000 orders. */
export const customers = { page: "page", megabyte: "megabyte", all: "all" } as const;

/** An answer of DynamoDB: its bytes and its headers. */
export interface Answer {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Answers as DynamoDB would whose table holds the orders of the customers, each with the marker. Nothing that is written
 * is kept.
 */
export function cannedAnswer({ operation, body }: RecordedRequest, marker: StoredItem = {}): Answer {
  const stored = (order: Order): StoredItem => ({ ...storedOrder(order), ...marker });
  switch (operation) {
    case "GetItem":
      return answer({ Item: stored(makeOrder(customers.page, 0)) });
    case "PutItem":
      return answer({});
    case "UpdateItem":
      return answer(updated(stored(makeOrder(customers.page, 0)), body.ReturnValues));
    case "BatchWriteItem":
      return answer({ UnprocessedItems: {} });
    case "BatchGetItem":
      return answer(batch(body.RequestItems as RequestedKeys, stored));
    case "Query":
      return answer(page(body, stored));
    default:
      throw new Error(`No canned answer for ${operation}`);
  }
}

/** How many orders fit into 1 MB, at which DynamoDB ends a page. */
export function ordersOfMegabyte(): number {
  let size = 0;
  for (let count = 0; ; count++) {
    size += storedSize(storedOrder(makeOrder(customers.megabyte, count)));
    if (size > 1024 * 1024) return count;
  }
}

type Stored = (order: Order) => StoredItem;

type RequestedKeys = Readonly<Record<string, { readonly Keys: readonly unknown[] }>>;

function updated(item: StoredItem, returnValues: string | undefined): object {
  const changed: StoredItem = {
    quantity: { N: "3" },
    status: { S: "sent" },
    _timestamp: { S: "2026-01-03T03:04:05.678000+00:00" },
    total: { N: "99.5" },
    _object_version: { N: "2" },
  };
  if (returnValues === "UPDATED_NEW") return { Attributes: changed };
  if (returnValues === "ALL_NEW") return { Attributes: { ...item, ...changed } };
  if (returnValues === "ALL_OLD") return { Attributes: item };
  return {};
}

function batch(requested: RequestedKeys, stored: Stored): object {
  const [[tableName, { Keys }] = ["", { Keys: [] }]] = Object.entries(requested);
  // DynamoDB gives them in no order.
  const items = makeOrders(customers.page, Keys.length).map(stored).toReversed();
  return { Responses: { [tableName]: items }, UnprocessedKeys: {} };
}

function page({ ExpressionAttributeValues = {}, ExclusiveStartKey }: RecordedRequest["body"], stored: Stored): object {
  const asked = new Set(Object.values(ExpressionAttributeValues).map(({ S }) => S));
  const customer = Object.values(customers).find((name) => asked.has(partitionKeyOf(name)));
  if (customer === customers.page) return ended(makeOrders(customer, 100).map(stored));
  if (customer === customers.megabyte) return ended(makeOrders(customer, ordersOfMegabyte()).map(stored));
  if (customer === undefined) throw new Error("The query is for nobody's orders");
  const items = makeOrders(customer, 10_000).map(stored);
  const after = JSON.stringify(ExclusiveStartKey);
  const start = after === undefined ? 0 : items.findIndex((item) => after.includes(String(item["SK"]?.S))) + 1;
  const some = items.slice(start, start + ordersOfMegabyte());
  const { PK, SK } = some.at(-1) ?? {};
  return start + some.length < items.length ? { ...ended(some), LastEvaluatedKey: { PK, SK } } : ended(some);
}

function ended(Items: readonly StoredItem[]): object {
  return { Count: Items.length, Items, ScannedCount: Items.length };
}

function answer(content: object): Answer {
  const body = Buffer.from(JSON.stringify(content));
  const headers = {
    server: "Server",
    date: new Date().toUTCString(),
    "content-type": "application/x-amz-json-1.0",
    "content-length": String(body.length),
    connection: "keep-alive",
    "x-amzn-requestid": "7OPDGKQKM1EL0VKCFEQG4QJTMJVV4KQNSO5AEMVJF66Q9ASUAAJG",
    "x-amz-crc32": String(crc32(body)),
  };
  return { body, headers };
}
