import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import {
  $add,
  BatchGetCommand,
  BatchGetRequest,
  BatchPutRequest,
  BatchWriteCommand,
  boolean,
  Entity,
  executeBatchGet,
  executeBatchWrite,
  type FormattedItem,
  GetItemCommand,
  item,
  list,
  map,
  number,
  PutItemCommand,
  type PutItemInput,
  QueryCommand,
  string,
  Table,
  UpdateItemCommand,
} from "dynamodb-toolbox";
import { orderStatuses, plainOrder } from "../orders/order.ts";
import { partitionKeyOf, sortKeyOf, sortPrefix } from "../orders/stored-order.ts";
import type { Contestant } from "./contestant.ts";
import { withoutKeys } from "./found.ts";
import { expectNoneLeft, inChunks } from "./in-chunks.ts";

/** DynamoDB-Toolbox: it has no dates, so they are text; its timestamps are off. */
export const contestant: Contestant<PutItemInput<OrderEntity>, FormattedItem<OrderEntity>> = {
  bookkeeping: [],
  marker: { _et: { S: "Order" } },
  open({ clientConfig, tableName }) {
    const orders = orderEntity(new DynamoDBClient(clientConfig), tableName);
    const { table } = orders;
    return {
      input: (order) => ({ ...plainOrder(order), tags: [...order.tags], lines: [...order.lines] }),
      plain: withoutKeys,
      get: async (key) => (await orders.build(GetItemCommand).key(key).send()).Item,
      put: (input) => orders.build(PutItemCommand).item(input).send(),
      update: (key, { status, total, addedQuantity }) =>
        orders
          .build(UpdateItemCommand)
          .item({ ...key, status, total, quantity: $add(addedQuantity) })
          .options({ condition: { attr: "id", exists: true } })
          .send(),
      async query(customer) {
        const partition = partitionKeyOf(customer);
        const { Items } = await table
          .build(QueryCommand)
          .query({ partition, range: { beginsWith: sortPrefix } })
          .entities(orders)
          .options({ maxPages: Number.POSITIVE_INFINITY })
          .send();
        return Items ?? [];
      },
      async batchGet(keys) {
        const requests = keys.map((key) => orders.build(BatchGetRequest).key(key));
        const { Responses, UnprocessedKeys } = await executeBatchGet(
          table.build(BatchGetCommand).requests(...requests),
        );
        expectNoneLeft(UnprocessedKeys);
        return (Responses?.[0] ?? []).filter((found) => found !== undefined);
      },
      batchWrite: (inputs) =>
        inChunks(inputs, async (chunk) => {
          const requests = chunk.map((input) => orders.build(BatchPutRequest).item(input));
          const { UnprocessedItems } = await executeBatchWrite(table.build(BatchWriteCommand).requests(...requests));
          expectNoneLeft(UnprocessedItems);
        }),
    };
  },
};

type OrderEntity = ReturnType<typeof orderEntity>;

function orderEntity(client: DynamoDBClient, name: string) {
  const table = new Table({
    documentClient: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    name,
    partitionKey: { name: "PK", type: "string" },
    sortKey: { name: "SK", type: "string" },
  });
  return new Entity({
    name: "Order",
    table,
    timestamps: false,
    computeKey: ({ customer, id }) => ({ PK: partitionKeyOf(customer), SK: sortKeyOf(id) }),
    schema: item({
      id: string().key(),
      customer: string().key(),
      total: number(),
      quantity: number(),
      paid: boolean(),
      placedAt: string(),
      status: string().enum(...orderStatuses),
      coupon: string().optional(),
      address: map({ street: string(), city: string(), zip: string(), floor: number() }),
      tags: list(string()),
      lines: list(map({ sku: string(), quantity: number(), price: number() })),
    }),
  });
}
