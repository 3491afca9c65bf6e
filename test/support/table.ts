import { randomUUID } from "node:crypto";
import { DeleteTableCommand, DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { createTable, startLocal } from "../../packages/local/src/index.ts";

/** An empty table on a real engine. */
export interface TestTable extends AsyncDisposable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** What a client of the engine needs. */
  readonly config: DynamoDBClientConfig;
}

/** The variable that names another engine than `standard-dynamo-local`: see `scripts/test-dynamodb-local.mjs`. */
const endpointVariable = "STANDARD_DYNAMO_TEST_ENDPOINT";

const keys = { partitionKey: "PK", sortKey: "SK" };

/** An engine of its own in memory with one table; or a table of its own on the engine that the variable names. */
export async function openTable(): Promise<TestTable> {
  const endpoint = process.env[endpointVariable];
  return endpoint === undefined || endpoint === "" ? onLocalEngine() : onEndpoint(endpoint);
}

async function onLocalEngine(): Promise<TestTable> {
  const engine = await startLocal();
  const client = engine.createClient();
  await createTable(client, { tableName: "films", ...keys });
  return {
    client,
    tableName: "films",
    ...keys,
    config: engine.clientConfig,
    [Symbol.asyncDispose]: () => engine.stop(),
  };
}

async function onEndpoint(endpoint: string): Promise<TestTable> {
  const config = { endpoint, region: "us-east-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } };
  const client = new DynamoDBClient(config);
  const tableName = `films-${randomUUID()}`;
  await createTable(client, { tableName, ...keys });
  return {
    client,
    tableName,
    ...keys,
    config,
    async [Symbol.asyncDispose]() {
      await client.send(new DeleteTableCommand({ TableName: tableName }));
      client.destroy();
    },
  };
}
