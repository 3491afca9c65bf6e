import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Entity, type Model, Table } from "dynamodb-onetable";
import { orderStatuses } from "../orders/order.ts";
import type { Contestant } from "./contestant.ts";
import { withoutKeys } from "./found.ts";
import { inChunks } from "./in-chunks.ts";

/** OneTable: its model makes keys and dates. */
export const contestant: Contestant<OrderInput, OrderItem> = {
  bookkeeping: [],
  marker: { _type: { S: "Order" } },
  open({ clientConfig, tableName: name }) {
    const table = new Table({ client: new DynamoDBClient(clientConfig), name, schema, partial: false });
    const orders = table.getModel<OrderItem>("Order");
    return {
      input: ({ tags, lines, ...order }) => ({ ...order, tags: [...tags], lines: [...lines] }) as OrderInput,
      plain: withoutKeys,
      get: (key) => orders.get(key),
      // Its create refuses to overwrite unless told so.
      put: (input) => orders.create(input, { exists: null }),
      update: (key, { status, total, addedQuantity }) =>
        orders.update({ ...key, status, total }, { add: { quantity: addedQuantity } }),
      query: (customer) => orders.find({ customer }),
      async batchGet(keys) {
        const batch = {};
        for (const key of keys) await orders.get(key, { batch });
        return (await table.batchGet(batch, { parse: true })) as OrderItem[];
      },
      batchWrite: (inputs) =>
        inChunks(inputs, async (chunk) => {
          const batch = {};
          for (const input of chunk) await orders.create(input, { batch, exists: null });
          if (!(await table.batchWrite(batch))) throw new Error("Something was left unprocessed");
        }),
    };
  },
};

type OrderInput = Parameters<Model<OrderItem>["create"]>[0];
type OrderItem = Entity<typeof schema.models.Order>;

const schema = {
  format: "onetable:1.1.0",
  version: "0.0.1",
  indexes: { primary: { hash: "PK", sort: "SK" } },
  models: {
    Order: {
      PK: { type: String, value: "bench#orders#${customer}" },
      SK: { type: String, value: "order#${id}" },
      id: { type: String, required: true },
      customer: { type: String, required: true },
      total: { type: Number, required: true },
      quantity: { type: Number, required: true },
      paid: { type: Boolean, required: true },
      placedAt: { type: Date, required: true },
      status: { type: String, enum: orderStatuses, required: true },
      coupon: { type: String },
      address: {
        type: Object,
        required: true,
        schema: {
          street: { type: String, required: true },
          city: { type: String, required: true },
          zip: { type: String, required: true },
          floor: { type: Number, required: true },
        },
      },
      tags: { type: Array, required: true, items: { type: String } },
      lines: {
        type: Array,
        required: true,
        items: {
          type: Object,
          schema: {
            sku: { type: String, required: true },
            quantity: { type: Number, required: true },
            price: { type: Number, required: true },
          },
        },
      },
    },
  },
  params: { isoDates: true, timestamps: false },
} as const;
