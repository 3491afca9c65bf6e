import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { OrderKey } from "../orders/order.ts";
import {
  partitionKeyOf,
  repositoryBookkeeping,
  type StoredItem,
  sortKeyOf,
  sortPrefix,
  storedOrder,
  storedTimestamp,
} from "../orders/stored-order.ts";
import type { Contestant } from "./contestant.ts";
import { withoutKeys } from "./found.ts";
import { expectNoneLeft, inChunks } from "./in-chunks.ts";

/** The SDK's plain client. Its user holds AttributeValues, so it makes no values of them. */
export const contestant: Contestant<StoredItem, StoredItem> = {
  bookkeeping: repositoryBookkeeping,
  open({ clientConfig, tableName }) {
    const client = new DynamoDBClient(clientConfig);
    return {
      input: storedOrder,
      plain: (found) => withoutKeys(unmarshall(found)),
      async get(key) {
        return (await client.send(new GetItemCommand({ TableName: tableName, Key: tableKey(key) }))).Item;
      },
      put: (Item) => client.send(new PutItemCommand({ TableName: tableName, Item })),
      update: (key, { status, total, addedQuantity }) =>
        client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: tableKey(key),
            UpdateExpression:
              "SET #status = :status, #total = :total, #quantity = #quantity + :quantity, #time = :time, #version = #version + :one",
            ConditionExpression: "attribute_exists(PK)",
            ReturnValues: "UPDATED_NEW",
            ExpressionAttributeNames: {
              "#status": "status",
              "#total": "total",
              "#quantity": "quantity",
              "#time": "_timestamp",
              "#version": "_object_version",
            },
            ExpressionAttributeValues: {
              ":status": { S: status },
              ":total": { N: String(total) },
              ":quantity": { N: String(addedQuantity) },
              ":time": { S: storedTimestamp },
              ":one": { N: "1" },
            },
          }),
        ),
      async query(customer) {
        const found: StoredItem[] = [];
        const pages = paginateQuery(
          { client },
          {
            TableName: tableName,
            KeyConditionExpression: "PK = :partition AND begins_with(SK, :prefix)",
            ExpressionAttributeValues: { ":partition": { S: partitionKeyOf(customer) }, ":prefix": { S: sortPrefix } },
          },
        );
        for await (const { Items = [] } of pages) for (const item of Items) found.push(item);
        return found;
      },
      async batchGet(keys) {
        const RequestItems = { [tableName]: { Keys: keys.map(tableKey) } };
        const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
        expectNoneLeft(UnprocessedKeys);
        return Responses?.[tableName] ?? [];
      },
      batchWrite: (inputs) =>
        inChunks(inputs, async (chunk) => {
          const RequestItems = { [tableName]: chunk.map((Item) => ({ PutRequest: { Item } })) };
          const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems }));
          expectNoneLeft(UnprocessedItems);
        }),
    };
  },
};

function tableKey({ customer, id }: OrderKey): StoredItem {
  return { PK: { S: partitionKeyOf(customer) }, SK: { S: sortKeyOf(id) } };
}
