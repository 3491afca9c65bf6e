import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoRepository, type ModelCodec, type StandardSchemaV1 } from "standard-dynamo";
import { createTable, startLocal } from "standard-dynamo-local";

/** A table of an engine of its own, for `await using`. */
export interface Table extends AsyncDisposable {
  readonly client: DynamoDBClient;
  /** A repository of records that no other repository made here sees. */
  repository<Item, Input = Item>(
    schema: StandardSchemaV1<Input, Item> | ModelCodec<Input, Item>,
  ): DynamoRepository<Item, Input>;
}

export const keyNames = { tableName: "records", partitionKey: "PK", sortKey: "SK" } as const;

export async function openTable(): Promise<Table> {
  const engine = await startLocal();
  const client = engine.createClient();
  await createTable(client, keyNames);
  let count = 0;
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
    [Symbol.asyncDispose]: () => engine.stop(),
  };
}
