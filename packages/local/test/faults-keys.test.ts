import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ExecuteStatementCommand,
  ListTablesCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { createTable, type FaultRequest } from "../src/index.ts";
import { ask, type FaultyTable, get, keyOf, openFaultyTable, outcome, put, TableName } from "./faults-support.ts";

interface WatchedTable extends AsyncDisposable {
  readonly table: FaultyTable;
  readonly client: DynamoDBClient;
  /** What has come; all of it goes through. */
  readonly requests: readonly FaultRequest[];
  /** Sends commands of any kind. */
  readonly send: (command: object) => Promise<unknown>;
}

async function openWatchedTable(): Promise<WatchedTable> {
  const requests: FaultRequest[] = [];
  const plan = (request: FaultRequest): undefined => void requests.push(request);
  const table = await openFaultyTable({ plan });
  return {
    table,
    client: table.client,
    requests,
    send: (command) => table.client.send(command as Parameters<DynamoDBClient["send"]>[0]),
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  };
}

const Key = keyOf("1");
const query = {
  TableName,
  KeyConditionExpression: "#p = :p AND begins_with(#s, :s)",
  ExpressionAttributeNames: { "#p": "PK", "#s": "SK" },
  ExpressionAttributeValues: { ":p": { S: "p" }, ":s": { S: "a/b" } },
};

test.each([
  ["GetItem", get("1"), ["films/p/1"]],
  ["PutItem", put("1"), ["films/p/1"]],
  ["UpdateItem", new UpdateItemCommand({ TableName, Key }), ["films/p/1"]],
  ["DeleteItem", new DeleteItemCommand({ TableName, Key }), ["films/p/1"]],
  [
    "BatchGetItem",
    new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [keyOf("2"), Key] } } }),
    ["films/p/1", "films/p/2"],
  ],
  [
    "BatchWriteItem",
    new BatchWriteItemCommand({
      RequestItems: { [TableName]: [{ PutRequest: { Item: keyOf("2") } }, { DeleteRequest: { Key } }] },
    }),
    ["films/p/1", "films/p/2"],
  ],
  [
    "TransactGetItems",
    new TransactGetItemsCommand({
      TransactItems: [{ Get: { TableName, Key: keyOf("2") } }, { Get: { TableName, Key } }],
    }),
    ["films/p/1", "films/p/2"],
  ],
  [
    "TransactWriteItems",
    new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName, Item: keyOf("2") } }, { Delete: { TableName, Key } }],
    }),
    ["films/p/1", "films/p/2"],
  ],
  ["Query", new QueryCommand(query), [String.raw`films/PK = p AND begins_with(SK, a\/b)`]],
  [
    "Query",
    new QueryCommand({ ...query, ExclusiveStartKey: keyOf("a/b") }),
    [String.raw`films/PK = p AND begins_with(SK, a\/b)/p/a\/b`],
  ],
  ["Scan", new ScanCommand({ TableName }), ["films"]],
  ["Scan", new ScanCommand({ TableName, Segment: 1, TotalSegments: 2, ExclusiveStartKey: Key }), ["films/1/p/1"]],
  ["DescribeTable", new DescribeTableCommand({ TableName }), ["films"]],
  ["ListTables", new ListTablesCommand({}), []],
  ["ExecuteStatement", new ExecuteStatementCommand({ Statement: "SELECT * FROM films" }), ["SELECT * FROM films"]],
] as const)("what a %s names", async (operation, command, keys) => {
  await using watched = await openWatchedTable();
  await outcome(watched.send(command));
  expect(watched.requests).toMatchObject([{ operation, keys, index: 0, occurrence: 0 }]);
});

test("index counts all requests, occurrence those of the same operation and keys", async () => {
  await using watched = await openWatchedTable();
  for (const command of [put("1"), put("2"), put("1"), get("1"), put("1", "other")]) {
    await watched.send(command);
  }
  expect(watched.requests.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
  expect(watched.requests.map(({ occurrence }) => occurrence)).toEqual([0, 0, 1, 0, 2]);
});

test("the body is what was sent", async () => {
  await using watched = await openWatchedTable();
  await watched.client.send(put("1"));
  expect(watched.requests[0]?.body).toMatchObject({ TableName, Item: { ...Key, value: { S: "new" } } });
  const { status } = await ask(watched.table.faulty.endpoint, "PutItem", "no JSON");
  expect(status).toBe(400);
  expect(watched.requests[1]).toMatchObject({ operation: "PutItem", body: undefined });
});

test("bytes and numbers in keys stand as they are sent", async () => {
  await using watched = await openWatchedTable();
  const key = { PK: { N: "1.5" }, SK: { B: new Uint8Array([1, 2, 255]) } };
  await outcome(watched.client.send(new DeleteItemCommand({ TableName, Key: key })));
  expect(watched.requests[0]?.keys).toEqual([String.raw`films/1.5/AQL\/`]);
});

test("the order of attributes in a key does not matter", async () => {
  await using watched = await openWatchedTable();
  const turned = { SK: { S: "1" }, PK: { S: "p" } };
  await watched.client.send(new DeleteItemCommand({ TableName, Key }));
  await watched.client.send(new DeleteItemCommand({ TableName, Key: turned }));
  expect(watched.requests.map(({ occurrence }) => occurrence)).toEqual([0, 1]);
});

test("a put in a table that is not there names the table, and is answered by the engine", async () => {
  await using watched = await openWatchedTable();
  const command = put("1");
  command.input.TableName = "nowhere";
  expect(await outcome(watched.client.send(command))).toBe("ResourceNotFoundException");
  expect(watched.requests).toMatchObject([{ keys: ["nowhere"] }]);
});

test("a table that comes back with other keys is known by these", async () => {
  await using watched = await openWatchedTable();
  await watched.client.send(put("1"));
  await watched.client.send(new DeleteTableCommand({ TableName }));
  await createTable(watched.table.direct, { tableName: TableName, partitionKey: "SK", sortKey: "value" });
  await watched.client.send(put("1", "new"));
  expect(watched.requests.at(-1)?.keys).toEqual(["films/1/new"]);
});
