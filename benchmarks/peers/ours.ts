import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoRepository, type NewContent, type PartitionedContent, type StandardSchemaV1 } from "standard-dynamo";
import { type Order, type OrderKey, plainOrder } from "../orders/order.ts";
import { place, repositoryBookkeeping } from "../orders/stored-order.ts";
import type { Contestant } from "./contestant.ts";

/** The repository, with whatever library models the order. */
export function ours(schema: StandardSchemaV1<Order, Order>): Contestant<NewContent<Order>, PartitionedContent<Order>> {
  return {
    bookkeeping: repositoryBookkeeping,
    open({ clientConfig, tableName }) {
      const orders = new DynamoRepository({ schema, client: new DynamoDBClient(clientConfig), tableName, ...place });
      return {
        input: (order) => ({ ...contentKey(order), item: order }),
        plain: ({ item }) => plainOrder(item),
        get: async (key) => (await orders.get(contentKey(key))).content,
        put: (input) => orders.put(input),
        update: (key, { status, total, addedQuantity }) =>
          orders.update(contentKey(key), { set: { status, total }, increment: { quantity: addedQuantity } }),
        query: async (customer) => (await orders.list({ partitionIds: customer }).page()).contents,
        batchGet: async (keys) => (await orders.getBatch(keys.map(contentKey)).page()).contents,
        batchWrite: (inputs) => orders.putBatch(inputs),
      };
    },
  };
}

function contentKey({ customer, id }: OrderKey): { partitionIds: string; contentIds: string } {
  return { partitionIds: customer, contentIds: id };
}
