import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ListTablesCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTable, type LocalEngine, startLocal } from "../src/index.ts";

let engine: LocalEngine;
let client: DynamoDBClient;
beforeAll(async () => {
  engine = await startLocal();
  client = engine.createClient();
});
afterAll(() => engine.stop());

test("a table is made on demand, with both keys of type S and expiry by _ttl", async () => {
  const tableName = "made";
  expect(await createTable(client, { tableName, partitionKey: "Schlüssel", sortKey: "SK" })).toBeUndefined();
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  expect(Table).toMatchObject({
    TableStatus: "ACTIVE",
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    KeySchema: [
      { AttributeName: "Schlüssel", KeyType: "HASH" },
      { AttributeName: "SK", KeyType: "RANGE" },
    ],
  });
  expect(Table?.AttributeDefinitions?.map((attribute) => attribute.AttributeType)).toEqual(["S", "S"]);
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: tableName }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "_ttl" });
});

test("making a table again is harmless", async () => {
  const keys = { tableName: "again", partitionKey: "PK", sortKey: "SK" };
  await createTable(client, keys);
  await createTable(client, keys);
  expect((await client.send(new ListTablesCommand({}))).TableNames).toContain("again");
});

test("several callers may make the same table at once", async () => {
  const keys = { tableName: "race", partitionKey: "PK", sortKey: "SK" };
  const arrivals: string[] = [];
  const racing = engine.createClient();
  // No caller makes the table, or switches expiry on, before all four have found that it is missing.
  racing.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context["commandName"]);
      arrivals.push(command);
      if (command === "CreateTableCommand" || command === "UpdateTimeToLiveCommand") {
        await vi.waitUntil(() => arrivals.filter((arrival) => arrival === command).length >= 4);
      }
      return next(args);
    },
    { step: "initialize" },
  );
  await Promise.all(Array.from({ length: 4 }, () => createTable(racing, keys)));
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: "race" }));
  expect(TimeToLiveDescription?.TimeToLiveStatus).toBe("ENABLED");
});

test("a table with other keys is refused, and both keys are named", async () => {
  await createTable(client, { tableName: "other", partitionKey: "PK", sortKey: "SK" });
  await expect(createTable(client, { tableName: "other", partitionKey: "PK", sortKey: "range" })).rejects.toMatchObject(
    {
      name: "LocalEngineError",
      reason: "table-mismatch",
      message: expect.stringContaining(
        "wanted partition key PK (S) and sort key range (S), found partition key PK (S) and sort key SK (S)",
      ),
    },
  );
});

test("a table without sort key, or with a key of another type, is refused", async () => {
  await client.send(
    new CreateTableCommand({
      TableName: "simple",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "PK", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "PK", AttributeType: "N" }],
    }),
  );
  await expect(createTable(client, { tableName: "simple", partitionKey: "PK", sortKey: "SK" })).rejects.toMatchObject({
    reason: "table-mismatch",
    message: expect.stringContaining("found partition key PK (N) and sort key none"),
  });
});

test("expiry is switched on in a table that exists without it, and by another attribute is refused", async () => {
  const made = async (tableName: string): Promise<void> => {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: "PK", KeyType: "HASH" },
          { AttributeName: "SK", KeyType: "RANGE" },
        ],
        AttributeDefinitions: [
          { AttributeName: "SK", AttributeType: "S" },
          { AttributeName: "PK", AttributeType: "S" },
        ],
      }),
    );
  };
  await made("without");
  await createTable(client, { tableName: "without", partitionKey: "PK", sortKey: "SK" });
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: "without" }));
  expect(TimeToLiveDescription?.AttributeName).toBe("_ttl");

  await made("expires");
  const TimeToLiveSpecification = { AttributeName: "until", Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName: "expires", TimeToLiveSpecification }));
  await expect(createTable(client, { tableName: "expires", partitionKey: "PK", sortKey: "SK" })).rejects.toMatchObject({
    reason: "table-mismatch",
    message: expect.stringContaining("expire by the attribute until, but _ttl is wanted"),
  });
});

test("errors of DynamoDB are passed on", async () => {
  await expect(createTable(client, { tableName: "x", partitionKey: "PK", sortKey: "SK" })).rejects.toMatchObject({
    name: "ValidationException",
  });
});
