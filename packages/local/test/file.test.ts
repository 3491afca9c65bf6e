import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { createTable, startLocal } from "../src/index.ts";
import { temporaryFolder } from "./support.ts";

const table = { tableName: "films", partitionKey: "PK", sortKey: "SK" };
const key = { PK: { S: "a" }, SK: { S: "b" } };

test("a file keeps the tables for the next engine", async () => {
  const path = join(temporaryFolder(), "films.db");
  {
    await using engine = await startLocal({ path });
    const client = engine.createClient();
    await createTable(client, table);
    await client.send(new PutItemCommand({ TableName: "films", Item: { ...key, title: { S: "Lincoln" } } }));
  }
  expect(existsSync(`${path}-wal`)).toBe(false);
  await using engine = await startLocal({ path });
  const { Item } = await engine.createClient().send(new GetItemCommand({ TableName: "films", Key: key }));
  expect(Item?.["title"]).toEqual({ S: "Lincoln" });
});

test("a path in a folder that does not exist is refused", async () => {
  const folder = join(temporaryFolder(), "missing");
  await expect(startLocal({ path: join(folder, "films.db") })).rejects.toMatchObject({
    name: "LocalEngineError",
    reason: "invalid-option",
    message: `The folder ${folder} does not exist: make it, or give another path.`,
  });
});

test("a folder as path is refused", async () => {
  await expect(startLocal({ path: temporaryFolder() })).rejects.toMatchObject({ reason: "invalid-option" });
});

test("an engine that cannot use the file fails with its last words", async () => {
  const path = join(temporaryFolder(), "films.db");
  writeFileSync(path, "no database ".repeat(1000));
  await expect(startLocal({ path })).rejects.toMatchObject({
    name: "LocalEngineError",
    reason: "start-failed",
    output: expect.stringContaining("not a valid SQLite database"),
    message: expect.stringContaining("not a valid SQLite database"),
  });
});
