import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { startLocal } from "../src/index.ts";

test("clientConfig is plain data that a DynamoDBClient takes", async () => {
  await using engine = await startLocal();
  const client = new DynamoDBClient(structuredClone(engine.clientConfig));
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  client.destroy();
});

test("createClient lays the caller's config over its own", async () => {
  await using engine = await startLocal();
  const client = engine.createClient({ region: "eu-central-1", maxAttempts: 7 });
  expect(await client.config.region()).toBe("eu-central-1");
  expect(await client.config.maxAttempts()).toBe(7);
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
});

test("errors of DynamoDB pass as they are", async () => {
  await using engine = await startLocal();
  const request = engine.createClient().send(new ListTablesCommand({ Limit: 1000 }));
  await expect(request).rejects.toMatchObject({ name: "ValidationException" });
});
