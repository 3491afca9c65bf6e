import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DynamoRepository } from "../../packages/standard-dynamo/src/index.ts";
import manifest from "../../package.json" with { type: "json" };
import { openTable } from "../support/table.ts";
import { watched } from "../support/watched-client.ts";
import { blocksOf, readPage } from "./page.ts";

const readme = readPage("README.md");

test("the README is under 200 lines", () => {
  expect(readme.split("\n").length - 1).toBeLessThan(200);
});

test("the set-up is two commands, whose scripts are there", () => {
  const shell = blocksOf(readme).filter(({ language }) => language === "sh");
  const commands = shell.flatMap(({ lines }) => lines).filter((line) => line.includes("npm ci"));
  const scripts = commands.map((line) => /^npm ci && npm (\w+)/.exec(line)?.[1]);
  expect(scripts).toEqual(["start", "test"]);
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
});

describe("the table of permissions", () => {
  const rows = readme.matchAll(/^\| (`.*?) \| (.*dynamodb:.*) \|$/gm);
  const permissions = Object.fromEntries(
    [...rows].flatMap(([, operations = "", actions = ""]) => {
      const named = [...actions.matchAll(/dynamodb:(\w+)/g)].map(([, action]) => action);
      return [...operations.matchAll(/`(\w+)`/g)].map(([, operation]) => [String(operation), named] as const);
    }),
  );

  test("names what each operation sends", async () => {
    await using table = await openTable();
    const { client, sent } = watched(table.client);
    const { tableName, partitionKey, sortKey } = table;
    const place = { partitionPrefix: "content", partitionName: "permissions", contentType: "film" };
    const films = new DynamoRepository({
      schema: z.object({ title: z.string() }),
      client,
      tableName,
      partitionKey,
      sortKey,
      ...place,
    });
    const key = { contentIds: ["1"] };
    const content = { ...key, item: { title: "Gattaca" } };

    const actions = async (work: () => Promise<unknown>): Promise<string[]> => {
      const before = sent.length;
      await work();
      return [...new Set(sent.slice(before).map(({ operation }) => operation))];
    };
    const create = { set: { title: "Titanic" } };
    const seen = {
      put: await actions(() => films.put(content)),
      putBatch: await actions(() => films.putBatch([content])),
      get: await actions(() => films.get(key)),
      getBatch: await actions(() => films.getBatch([key]).items()),
      list: await actions(() => films.list().items()),
      listBetween: await actions(() => films.listBetween().items()),
      update: await actions(() => films.update({ contentIds: ["2"] }, create, { requireExists: false })),
      delete: await actions(() => films.delete(key)),
      deletePrefix: await actions(() => films.deletePrefix({})),
    };
    expect(permissions).toEqual(seen);
  });
});
