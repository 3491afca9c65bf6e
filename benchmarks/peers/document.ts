import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { type OrderKey, plainOrder } from "../orders/order.ts";
import {
  type DocumentItem,
  partitionKeyOf,
  repositoryBookkeeping,
  sortKeyOf,
  sortPrefix,
  storedTimestamp,
} from "../orders/stored-order.ts";
import type { Contestant } from "./contestant.ts";
import { withoutKeys } from "./found.ts";
import { expectNoneLeft, inChunks } from "./in-chunks.ts";

/** The reference: the SDK's Document Client. It checks nothing, and the date is text for its user. */
export const contestant: Contestant<DocumentItem, DocumentItem> = {
  bookkeeping: repositoryBookkeeping,
  open({ clientConfig, tableName }) {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig), {
      marshallOptions: { removeUndefinedValues: true },
    });
    return {
      input: (order) => ({
        ...tableKey(order),
        ...plainOrder(order),
        _object_version: 1,
        _timestamp: storedTimestamp,
      }),
      plain: withoutKeys,
      async get(key) {
        const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: tableKey(key) }));
        return Item as DocumentItem | undefined;
      },
      put: (Item) => client.send(new PutCommand({ TableName: tableName, Item })),
      update: (key, { status, total, addedQuantity }) =>
        client.send(
          new UpdateCommand({
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
              ":status": status,
              ":total": total,
              ":quantity": addedQuantity,
              ":time": storedTimestamp,
              ":one": 1,
            },
          }),
        ),
      async query(customer) {
        const found: DocumentItem[] = [];
        const pages = paginateQuery(
          { client },
          {
            TableName: tableName,
            KeyConditionExpression: "PK = :partition AND begins_with(SK, :prefix)",
            ExpressionAttributeValues: { ":partition": partitionKeyOf(customer), ":prefix": sortPrefix },
          },
        );
        for await (const { Items = [] } of pages) for (const item of Items) found.push(item as DocumentItem);
        return found;
      },
      async batchGet(keys) {
        const RequestItems = { [tableName]: { Keys: keys.map(tableKey) } };
        const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems }));
        expectNoneLeft(UnprocessedKeys);
        return (Responses?.[tableName] ?? []) as DocumentItem[];
      },
      batchWrite: (inputs) =>
        inChunks(inputs, async (chunk) => {
          const RequestItems = { [tableName]: chunk.map((Item) => ({ PutRequest: { Item } })) };
          const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems }));
          expectNoneLeft(UnprocessedItems);
        }),
    };
  },
};

function tableKey({ customer, id }: OrderKey): { PK: string; SK: string } {
  return { PK: partitionKeyOf(customer), SK: sortKeyOf(id) };
}
