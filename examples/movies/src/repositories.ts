import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoRepository } from "standard-dynamo";
import { Credit } from "./credit.ts";
import { Film } from "./film.ts";
import { Watch } from "./watch.ts";

/** The table of the demo, and how its partitions begin. */
export const table = { tableName: "movies", partitionKey: "PK", sortKey: "SK" } as const;

/** Three kinds of records in one table, each with partitions of its own. */
export function openRepositories(client: DynamoDBClient) {
  const shared = { ...table, client, partitionPrefix: "movies", returnConsumedCapacity: true } as const;
  return {
    films: new DynamoRepository({ ...shared, schema: Film, partitionName: "year", contentType: "film" }),
    credits: new DynamoRepository({ ...shared, schema: Credit, partitionName: "director", contentType: "credit" }),
    watchlist: new DynamoRepository({ ...shared, schema: Watch, partitionName: "viewer", contentType: "watch" }),
  };
}

export type Repositories = ReturnType<typeof openRepositories>;
