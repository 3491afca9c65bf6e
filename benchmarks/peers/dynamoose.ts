import { DynamoDB } from "@aws-sdk/client-dynamodb";
import dynamoose from "dynamoose";
import type { Item } from "dynamoose/dist/Item.js";
import { type OrderKey, orderStatuses } from "../orders/order.ts";
import { partitionKeyOf, sortKeyOf, sortPrefix } from "../orders/stored-order.ts";
import type { Contestant } from "./contestant.ts";
import { withoutKeys } from "./found.ts";
import { inChunks } from "./in-chunks.ts";

interface OrderRecord extends Item {
  readonly status: string;
  readonly total: number;
  readonly quantity: number;
}

/** Dynamoose: its user makes the keys; its items are instances of the model. */
export const contestant: Contestant<object, OrderRecord> = {
  bookkeeping: [],
  open({ clientConfig, tableName }) {
    dynamoose.aws.ddb.set(new DynamoDB(clientConfig));
    // The table is there: it is neither made nor waited for.
    const orders = dynamoose.model<OrderRecord>(tableName, schema, { create: false, waitForActive: false });
    return {
      input: (order) => ({ ...tableKey(order), ...order }),
      plain: (found) => withoutKeys({ ...found }),
      get: (key) => orders.get(tableKey(key)),
      put: (input) => new orders(input).save(),
      update: (key, { status, total, addedQuantity }) =>
        orders.update(
          tableKey(key),
          { $SET: { status, total }, $ADD: { quantity: addedQuantity } },
          { condition: new dynamoose.Condition().attribute("PK").exists() },
        ),
      query: (customer) =>
        orders.query("PK").eq(partitionKeyOf(customer)).where("SK").beginsWith(sortPrefix).all().exec(),
      batchGet: (keys) => orders.batchGet(keys.map(tableKey)),
      batchWrite: (inputs) =>
        inChunks(inputs, async (chunk) => {
          const { unprocessedItems } = await orders.batchPut([...chunk]);
          if (unprocessedItems.length > 0) throw new Error("Something was left unprocessed");
        }),
    };
  },
};

function tableKey({ customer, id }: OrderKey): { PK: string; SK: string } {
  return { PK: partitionKeyOf(customer), SK: sortKeyOf(id) };
}

const schema = new dynamoose.Schema({
  PK: { type: String, hashKey: true },
  SK: { type: String, rangeKey: true },
  id: { type: String, required: true },
  customer: { type: String, required: true },
  total: { type: Number, required: true },
  quantity: { type: Number, required: true },
  paid: { type: Boolean, required: true },
  placedAt: { type: { value: Date, settings: { storage: "iso" } }, required: true },
  status: { type: String, enum: [...orderStatuses], required: true },
  coupon: String,
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
  tags: { type: Array, required: true, schema: [String] },
  lines: {
    type: Array,
    required: true,
    schema: [
      {
        type: Object,
        schema: {
          sku: { type: String, required: true },
          quantity: { type: Number, required: true },
          price: { type: Number, required: true },
        },
      },
    ],
  },
});
