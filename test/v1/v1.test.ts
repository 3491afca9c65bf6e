import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DynamoRepository } from "standard-dynamo/v1";
import { createTable, startLocal } from "standard-dynamo-local";
import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";

const Film = z.object({ title: z.string(), year: z.number(), views: z.int().default(0) });
type Film = z.infer<typeof Film>;

async function start() {
  const engine = await startLocal();
  const client = engine.createClient();
  await createTable(client, { tableName: "films", partitionKey: "_table_item_id", sortKey: "_table_content_id" });
  const place = { tableName: "films", partitionPrefix: "content", partitionName: "movies", contentType: "film" };
  const films = DynamoRepository.build({ ...place, schema: Film, client });
  return { engine, client, films, place };
}

const item = { title: "M", year: 1931, views: 0 };

test("reads give bare items, writes write version 1", async () => {
  const { engine, client, films } = await start();
  await using _engine = engine;
  await films.put({ contentIds: ["1"], item, currentVersion: 7 });
  expect(await films.get({ contentIds: ["1"] })).toEqual(item);
  expectTypeOf<ReturnType<typeof films.get>>().resolves.toEqualTypeOf<Film | undefined>();
  expect(await films.get({ contentIds: ["2"] })).toBeUndefined();
  const Key = { _table_item_id: { S: "content#movies#" }, _table_content_id: { S: "film#1" } };
  const { Item } = await client.send(new GetItemCommand({ TableName: "films", Key }));
  expect(Item).toMatchObject({ _object_version: { N: "1" } });
});

test("lists are lazy, batches come as arrays", async () => {
  const { engine, films } = await start();
  await using _engine = engine;
  async function* source() {
    for (let index = 0; index < 30; index++)
      yield { contentIds: [String(index).padStart(2, "0")], item: { ...item, year: index } };
  }
  await films.putBatch(source());
  const years: number[] = [];
  for await (const { year } of films.list({ pageSize: 3 })) {
    years.push(year);
    if (years.length === 4) break;
  }
  expect(years).toEqual([0, 1, 2, 3]);
  const between = films.listBetween({ contentStart: ["27"], contentEnd: ["28"] });
  const found: number[] = [];
  for await (const { year } of between) found.push(year);
  expect(found).toEqual([27, 28]);
  const keys = [{ contentIds: ["05"] }, { contentIds: ["nope"] }, { contentIds: ["03"] }];
  expect((await films.getBatch(keys)).map(({ year }) => year)).toEqual([5, 3]);
  expectTypeOf<ReturnType<typeof films.getBatch>>().resolves.toEqualTypeOf<Film[]>();
});

test("updates and deletes are those of the main entry", async () => {
  const { engine, films, place, client } = await start();
  await using _engine = engine;
  await films.put({ contentIds: ["1"], item });
  await films.put({ contentIds: ["10"], item });
  await films.update({ contentIds: ["1"] }, { increment: { views: 2 }, currentVersion: 1 });
  expect(await films.get({ contentIds: ["1"] })).toMatchObject({ views: 2 });
  await films.delete({ contentIds: ["1"] });
  expect(await films.get({ contentIds: ["10"] })).toBeDefined();
  await films.deletePrefix({ contentPrefix: ["1"] });
  expect(await films.get({ contentIds: ["10"] })).toBeUndefined();
  const own = new DynamoRepository({
    ...place,
    schema: Film,
    client,
    partitionKey: "_table_item_id",
    sortKey: "_table_content_id",
  });
  await own.put({ contentIds: ["2"], item });
  expect(await films.get({ contentIds: ["2"] })).toEqual(item);
});
