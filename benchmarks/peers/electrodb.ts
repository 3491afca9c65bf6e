import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Entity, type EntityItem } from "electrodb";
import { orderStatuses, plainOrder } from "../orders/order.ts";
import { batchConcurrency, type Contestant } from "./contestant.ts";
import { withoutKeys } from "./found.ts";

/** ElectroDB: its entity makes the keys. It has no dates, so they are text. */
export const contestant: Contestant<OrderItem, OrderItem> = {
  bookkeeping: [],
  marker: { __edb_e__: { S: "order" }, __edb_v__: { S: "1" } },
  open({ clientConfig, tableName }) {
    const orders = orderEntity(new DynamoDBClient(clientConfig), tableName);
    return {
      input: (order) => ({ ...plainOrder(order), tags: [...order.tags], lines: [...order.lines] }) as OrderItem,
      plain: withoutKeys,
      get: async (key) => (await orders.get(key).go()).data ?? undefined,
      put: (input) => orders.put(input).go(),
      update: (key, { status, total, addedQuantity }) =>
        orders.patch(key).set({ status, total }).add({ quantity: addedQuantity }).go(),
      query: async (customer) => (await orders.query.primary({ customer }).go({ pages: "all" })).data,
      async batchGet(keys) {
        const { data, unprocessed } = await orders.get([...keys]).go();
        if (unprocessed.length > 0) throw new Error("Something was left unprocessed");
        return data;
      },
      async batchWrite(inputs) {
        const { unprocessed } = await orders.put([...inputs]).go({ concurrent: batchConcurrency });
        if (unprocessed.length > 0) throw new Error("Something was left unprocessed");
      },
    };
  },
};

type OrderItem = EntityItem<ReturnType<typeof orderEntity>>;

function orderEntity(client: DynamoDBClient, table: string) {
  return new Entity(
    {
      model: { entity: "order", version: "1", service: "bench" },
      attributes: {
        id: { type: "string", required: true, validate: /./ },
        customer: { type: "string", required: true },
        total: { type: "number", required: true },
        quantity: { type: "number", required: true },
        paid: { type: "boolean", required: true },
        placedAt: { type: "string", required: true },
        status: { type: orderStatuses, required: true },
        coupon: { type: "string" },
        address: {
          type: "map",
          required: true,
          properties: {
            street: { type: "string", required: true },
            city: { type: "string", required: true },
            zip: { type: "string", required: true },
            floor: { type: "number", required: true },
          },
        },
        tags: { type: "list", required: true, items: { type: "string" } },
        lines: {
          type: "list",
          required: true,
          items: {
            type: "map",
            properties: {
              sku: { type: "string", required: true },
              quantity: { type: "number", required: true },
              price: { type: "number", required: true },
            },
          },
        },
      },
      indexes: {
        primary: {
          pk: { field: "PK", composite: ["customer"], template: "bench#orders#${customer}", casing: "none" },
          sk: { field: "SK", composite: ["id"], template: "order#${id}", casing: "none" },
        },
      },
    },
    { client, table },
  );
}
