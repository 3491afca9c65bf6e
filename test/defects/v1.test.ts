import { DynamoRepository } from "standard-dynamo/v1";
import { expect, test } from "vitest";
import { z } from "zod";
import { Table } from "./table.ts";

const table = new Table();
const Film = z.object({ title: z.string() });
const item = { title: "M" };

test("v1_version", async () => {
  const films = new DynamoRepository({ schema: Film, client: table.client, ...table.place });
  const versionOf = async (id: string) => (await table.raw([id]))?.["_object_version"];
  await films.put({ contentIds: ["1"], item, currentVersion: 5 });
  await films.putBatch([{ contentIds: ["2"], item, currentVersion: 5 }]);
  // The same on purpose: its callers know of no versions. The repository behind it stores what is given.
  expect([await versionOf("1"), await versionOf("2")]).toEqual([{ N: "1" }, { N: "1" }]);
  await films.contents.put({ contentIds: ["3"], item, currentVersion: 5 });
  await table.repository(Film).putBatch([{ contentIds: ["4"], item, currentVersion: 5 }]);
  expect([await versionOf("3"), await versionOf("4")]).toEqual([{ N: "5" }, { N: "5" }]);
});
