import { BatchWriteItemCommand, type DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { StoredRecord } from "./history.ts";

/** The table and the partition of a history, as they are without the library. */
export interface RawPlace {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly partition: string;
}

/** What the engine holds, read without the library. */
export async function storedRecords(place: RawPlace): Promise<ReadonlyMap<string, StoredRecord>> {
  const stored = new Map<string, StoredRecord>();
  for (const item of await storedItems(place)) {
    const id = item["SK"]?.S?.replace(/^entry#/, "") ?? "";
    const [version, text, count] = [item["_object_version"]?.N, item["text"]?.S, item["count"]?.N];
    if (text === undefined || stored.has(id))
      throw new Error(`The engine holds a strange record: ${JSON.stringify(item)}`);
    stored.set(id, { version: Number(version), text, count: Number(count) });
  }
  return stored;
}

/** So that the same history can be had again. */
export async function clearRecords(place: RawPlace): Promise<void> {
  const items = await storedItems(place);
  for (let start = 0; start < items.length; start += 25) {
    const requests = items.slice(start, start + 25).map(({ PK, SK }) => ({ DeleteRequest: { Key: { PK, SK } } }));
    await place.client.send(new BatchWriteItemCommand({ RequestItems: { [place.tableName]: requests as never[] } }));
  }
}

async function storedItems({ client, tableName, partition }: RawPlace) {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: "PK = :partition",
      ExpressionAttributeValues: { ":partition": { S: partition } },
      ConsistentRead: true,
    },
  );
  const items = [];
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
}
