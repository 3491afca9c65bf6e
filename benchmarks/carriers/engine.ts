import { DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import { partitionKeyOf, type StoredItem } from "../orders/stored-order.ts";
import { type Carrier, credentials, region } from "./carrier.ts";
import { plainWire } from "./plain-wire.ts";

/** The local engine, in memory, where each contestant has a table of its own. */
export function openEngine(endpoint: string, tableName: string): Carrier {
  const clientConfig = { region, credentials, endpoint };
  const reader = new DynamoDBClient(clientConfig);
  return {
    connection: {
      tableName,
      clientConfig,
      wire: plainWire(endpoint),
      host: new URL(endpoint).host,
      region,
      credentials,
    },
    keeps: true,
    async watch() {},
    async written(customer) {
      const items: StoredItem[] = [];
      const query = {
        TableName: tableName,
        KeyConditionExpression: "PK = :partition",
        ExpressionAttributeValues: { ":partition": { S: partitionKeyOf(customer) } },
      };
      for await (const { Items = [] } of paginateQuery({ client: reader }, query)) items.push(...Items);
      return items;
    },
  };
}
