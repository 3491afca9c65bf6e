import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoRepository, type ModelCodec, type StandardSchemaV1 } from "standard-dynamo";
import { createTable } from "standard-dynamo-local";
import { lendEngine } from "../support/lent-engine.ts";

/** A table in which no two repositories see the same records, for `await using`. */
export interface Table extends AsyncDisposable {
  readonly client: DynamoDBClient;
  /** A repository of records that no other repository made here sees. */
  repository<Item, Input = Item>(
    schema: StandardSchemaV1<Input, Item> | ModelCodec<Input, Item>,
  ): DynamoRepository<Item, Input>;
}

export const keyNames = { tableName: "records", partitionKey: "PK", sortKey: "SK" } as const;

let count = 0;

export async function openTable(): Promise<Table> {
  const lent = await lendEngine();
  const client = lent.engine.createClient();
  await createTable(client, keyNames);
  return {
    client,
    repository: (schema) =>
      new DynamoRepository({
        ...keyNames,
        schema,
        client,
        partitionPrefix: "test",
        partitionName: String(count++),
        contentType: "record",
      }),
    async [Symbol.asyncDispose]() {
      client.destroy();
      await lent[Symbol.asyncDispose]();
    },
  };
}
