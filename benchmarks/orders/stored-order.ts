import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Order, PlainOrder } from "./order.ts";

/** Where orders are stored: the layout of a repository with these names. */
export const place = {
  partitionKey: "PK",
  sortKey: "SK",
  partitionPrefix: "bench",
  partitionName: "orders",
  contentType: "order",
} as const;

/** The start of every sort key. */
export const sortPrefix = "order#";

export function partitionKeyOf(customer: string): string {
  return `bench#orders#${customer}`;
}

export function sortKeyOf(id: string): string {
  return `${sortPrefix}${id}`;
}

/** A stored item as the Document Client has it. */
export interface DocumentItem extends PlainOrder {
  readonly PK: string;
  readonly SK: string;
  readonly _object_version: number;
  readonly _timestamp: string;
}

export type StoredItem = Record<string, AttributeValue>;

/** The order as the repository stores it. */
export function storedOrder(order: Order): StoredItem {
  const { address, coupon } = order;
  // DynamoDB keeps no order of attributes: neither that of the model nor that of the alphabet.
  return {
    paid: { BOOL: order.paid },
    address: {
      M: {
        zip: { S: address.zip },
        street: { S: address.street },
        floor: { N: String(address.floor) },
        city: { S: address.city },
      },
    },
    _timestamp: { S: storedTimestamp },
    id: { S: order.id },
    ...(coupon === undefined ? {} : { coupon: { S: coupon } }),
    SK: { S: sortKeyOf(order.id) },
    lines: {
      L: order.lines.map(({ sku, quantity, price }) => ({
        M: { price: { N: String(price) }, sku: { S: sku }, quantity: { N: String(quantity) } },
      })),
    },
    total: { N: String(order.total) },
    status: { S: order.status },
    PK: { S: partitionKeyOf(order.customer) },
    tags: { L: order.tags.map((tag) => ({ S: tag })) },
    placedAt: { S: order.placedAt.toISOString() },
    _object_version: { N: "1" },
    quantity: { N: String(order.quantity) },
    customer: { S: order.customer },
  };
}

export const storedTimestamp = "2026-01-02T03:04:05.678000+00:00";

/** Attributes that a repository adds to those of the order. */
export const repositoryBookkeeping = ["_object_version", "_timestamp"] as const;

/** The bytes of an item as DynamoDB counts them for its page of 1 MB. */
export function storedSize(item: StoredItem): number {
  return Object.entries(item).reduce((total, [name, value]) => total + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/[-.]/g, "").length / 2) + 1;
  if (value.L !== undefined) return 3 + value.L.reduce((total, element) => total + 1 + valueSize(element), 0);
  if (value.M !== undefined) return 3 + storedSize(value.M) + Object.keys(value.M).length;
  return 1;
}
