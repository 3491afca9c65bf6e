import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTable, type LocalEngine, startLocal, sweepExpired } from "../src/index.ts";

let engine: LocalEngine;
let client: DynamoDBClient;
beforeAll(async () => {
  engine = await startLocal();
  client = engine.createClient();
});
afterAll(() => engine.stop());

const now = new Date("2026-03-01T12:00:00.500Z");
const second = Math.floor(now.getTime() / 1000);

function record(id: string, ttl?: AttributeValue, filler = ""): Record<string, AttributeValue> {
  return { "P€": { S: "films" }, SK: { S: id }, ...(ttl && { _ttl: ttl }), filler: { S: filler } };
}

async function ids(tableName: string): Promise<string[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName, ProjectionExpression: "SK" }));
  return Items.map((item) => item["SK"]?.S ?? "").toSorted((one, other) => (one < other ? -1 : 1));
}

test("records whose _ttl is a number in the past, but not five years, are deleted", async () => {
  const tableName = "what";
  await createTable(client, { tableName, partitionKey: "P€", sortKey: "SK" });
  const fiveYearsAgo = Date.parse("2021-03-01T12:00:00.500Z") / 1000;
  const records = [
    record("past", { N: String(second - 1000) }),
    record("just past", { N: String(second) }),
    record("nearly five years", { N: String(Math.ceil(fiveYearsAgo)) }),
    record("kept: future", { N: String(second + 1) }),
    record("kept: no ttl"),
    record("kept: text", { S: String(second - 1000) }),
    record("kept: no time", { N: "7" }),
    record("kept: five years", { N: String(fiveYearsAgo) }),
  ];
  for (const Item of records) await client.send(new PutItemCommand({ TableName: tableName, Item }));
  expect(await sweepExpired(client, { tableName, now })).toBe(3);
  expect(await ids(tableName)).toEqual([
    "kept: five years",
    "kept: future",
    "kept: no time",
    "kept: no ttl",
    "kept: text",
  ]);
  expect(await sweepExpired(client, { tableName, now })).toBe(0);
});

test("without now, the current time counts", async () => {
  const tableName = "today";
  await createTable(client, { tableName, partitionKey: "P€", sortKey: "SK" });
  const today = Math.floor(Date.now() / 1000);
  for (const [id, ttl] of Object.entries({ hour_ago: today - 3600, in_an_hour: today + 3600 })) {
    await client.send(new PutItemCommand({ TableName: tableName, Item: record(id, { N: String(ttl) }) }));
  }
  expect(await sweepExpired(client, { tableName })).toBe(1);
  expect(await ids(tableName)).toEqual(["in_an_hour"]);
});

test("a table of several pages is swept to its end", async () => {
  const tableName = "pages";
  await createTable(client, { tableName, partitionKey: "P€", sortKey: "SK" });
  const filler = "x".repeat(60_000);
  const requests = Array.from({ length: 50 }, (_, index) => ({
    PutRequest: { Item: record(String(index), { N: String(second - 1) }, filler) },
  }));
  for (const half of [requests.slice(0, 25), requests.slice(25)]) {
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: half } }));
  }
  const firstPage = await client.send(new ScanCommand({ TableName: tableName }));
  expect(firstPage.LastEvaluatedKey).toBeDefined();
  expect(await sweepExpired(client, { tableName, now })).toBe(50);
  expect(await ids(tableName)).toEqual([]);
});

test("a record that was prolonged after it was seen stays", async () => {
  const tableName = "prolonged";
  await createTable(client, { tableName, partitionKey: "P€", sortKey: "SK" });
  const expired = { N: String(second - 1) };
  for (const id of ["a", "b"])
    await client.send(new PutItemCommand({ TableName: tableName, Item: record(id, expired) }));
  const meddling = engine.createClient();
  // Before the first deletion is sent, but after the scan, somebody prolongs record b.
  const prolong = new PutItemCommand({ TableName: tableName, Item: record("b", { N: String(second + 1000) }) });
  let prolonged: Promise<unknown> | undefined;
  meddling.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === "DeleteItemCommand") await (prolonged ??= client.send(prolong));
      return next(args);
    },
    { step: "initialize" },
  );
  expect(await sweepExpired(meddling, { tableName, now })).toBe(1);
  expect(prolonged).toBeDefined();
  expect(await ids(tableName)).toEqual(["b"]);
});
