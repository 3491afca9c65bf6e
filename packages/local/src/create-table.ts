import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { enableExpiry } from "./enable-expiry.ts";
import { LocalEngineError } from "./local-engine-error.ts";

/** A table and the names of its two keys, both of type S. */
export interface TableKeys {
  readonly tableName: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

/**
 * Makes a table (on demand, without indexes) with expiry by `_ttl`, and waits until it is active. Harmless when the
 * table exists with these keys, also when several callers make it at once. Other errors of DynamoDB are passed on.
 *
 * @throws LocalEngineError `table-mismatch`, `table-not-ready`
 */
export async function createTable(client: DynamoDBClient, keys: TableKeys): Promise<void> {
  const deadline = Date.now() + READY_MILLISECONDS;
  for (let pause = 10; ; pause = Math.min(2 * pause, 1000)) {
    const table = await describe(client, keys.tableName);
    if (table === undefined) await create(client, keys);
    else if (table.TableStatus !== "DELETING") {
      refuseOtherKeys(table, keys);
      if (table.TableStatus === "ACTIVE" || table.TableStatus === "UPDATING") break;
    }
    if (Date.now() > deadline) throw notReady(keys.tableName, table);
    await sleep(table === undefined ? 0 : pause);
  }
  await enableExpiry(client, keys.tableName);
}

const READY_MILLISECONDS = 60_000;

async function describe(client: DynamoDBClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    return Table;
  } catch (error) {
    if (isNamed(error, "ResourceNotFoundException")) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, keys: TableKeys): Promise<void> {
  const names = [keys.partitionKey, keys.sortKey];
  try {
    await client.send(
      new CreateTableCommand({
        TableName: keys.tableName,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: keys.partitionKey, KeyType: "HASH" },
          { AttributeName: keys.sortKey, KeyType: "RANGE" },
        ],
        AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: "S" })),
      }),
    );
  } catch (error) {
    // Somebody else was faster; what they made is looked at next.
    if (!isNamed(error, "ResourceInUseException")) throw error;
  }
}

function refuseOtherKeys(table: TableDescription, keys: TableKeys): void {
  const found = ["HASH", "RANGE"].map((role) => {
    const name = table.KeySchema?.find((key) => key.KeyType === role)?.AttributeName;
    const type = table.AttributeDefinitions?.find((attribute) => attribute.AttributeName === name)?.AttributeType;
    return name === undefined ? "none" : `${name} (${type})`;
  });
  const wanted = [`${keys.partitionKey} (S)`, `${keys.sortKey} (S)`];
  if (found[0] === wanted[0] && found[1] === wanted[1]) return;
  throw new LocalEngineError(
    "table-mismatch",
    `The table ${keys.tableName} exists with other keys: wanted partition key ${wanted[0]} and sort key ${wanted[1]}, ` +
      `found partition key ${found[0]} and sort key ${found[1]}. Use another table name, or delete the table.`,
  );
}

function notReady(tableName: string, table: TableDescription | undefined): LocalEngineError {
  return new LocalEngineError(
    "table-not-ready",
    `The table ${tableName} was not active after ${READY_MILLISECONDS / 1000} s: it is ${table?.TableStatus ?? "missing"}.`,
  );
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
