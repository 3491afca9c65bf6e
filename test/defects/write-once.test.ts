import { isKeyValidationError, type NewContent, WriteOnceRepository } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Around, rejection, Table } from "./table.ts";

const table = new Table();
const Film = z.object({ title: z.string(), views: z.int(), any: z.unknown() });
type Film = z.infer<typeof Film>;

const item: Film = { title: "M", views: 0, any: 1 };
const at = (...contentIds: string[]): NewContent<Film> => ({ contentIds, item });

/** How many records each of two calls with the same contents writes. */
async function twice(contents: readonly NewContent<Film>[], options: object = {}): Promise<number[]> {
  const once = new WriteOnceRepository(table.repository(Film), options);
  return [(await once.write(contents)).written.length, (await once.write(contents)).written.length];
}

test("wo_empty_partition", async () => {
  expect(await twice([at("1"), at("2")])).toEqual([2, 0]);
  expect(
    await twice([
      { partitionIds: [], ...at("3") },
      { partitionIds: null, ...at("4") },
    ]),
  ).toEqual([2, 0]);
});

test("wo_ids", async () => {
  expect(await twice([at()])).toEqual([1, 0]);
  expect(await twice([at("plain")])).toEqual([1, 0]);
  table.sent = [];
  const once = new WriteOnceRepository(table.repository(Film));
  for (const content of [at("a#b"), { partitionIds: ["a#b"], ...at("1") }, at("")]) {
    expect(await rejection(once.write([content]))).toSatisfy(isKeyValidationError);
  }
  expect(table.sent).toEqual([]);
});

test("wo_compare", async () => {
  const films = table.repository(Film);
  for (const guarantee of ["likely", "exactly-once"] as const) {
    const once = new WriteOnceRepository(films, { guarantee });
    const content = at(guarantee);
    await once.write([content]);
    await films.update(content, {});
    // Only the version is another: nothing is written, and it does not go back.
    expect((await once.write([content])).written).toEqual([]);
    expect((await films.get(content)).content?.currentVersion).toBe(2);
    await films.update(content, { increment: { views: 1 } });
    expect((await once.write([content])).replaced).toBe(1);
    expect((await films.get(content)).content).toMatchObject({ item, currentVersion: 4 });
  }
  const expiring = { ...at("expiry"), expiry: new Date("2031-01-01T00:00:00.987Z") };
  expect(await twice([expiring], { compare: { expiry: true } })).toEqual([1, 0]);
  const moved = { ...expiring, expiry: new Date("2032-01-01") };
  expect(await twice([moved])).toEqual([0, 0]);
  expect(await twice([moved], { compare: { expiry: true } })).toEqual([1, 0]);
  expect(await twice([{ ...at("version"), currentVersion: 3 }], { compare: { version: true } })).toEqual([1, 0]);
  const anything = {
    date: new Date(0),
    set: new Set([1, 2]),
    map: new Map([["a", 10n]]),
    list: [[new Date(1)]],
    gone: undefined,
  };
  expect(await twice([{ contentIds: ["any"], item: { ...item, any: anything } }])).toEqual([1, 0]);
});

test("wo_order", async () => {
  const contents = [at("a", "z"), at("a!"), at("A", "z"), at("A "), at("a"), at("a", "a"), at()];
  expect(await twice(contents)).toEqual([7, 0]);
  expect(await twice(contents.slice(0, 2))).toEqual([0, 0]);
});

test("wo_duplicates", async () => {
  expect(await twice([at("1"), at("1"), at("1")])).toEqual([1, 0]);
  const last = { contentIds: ["1"], item: { ...item, views: 7 } };
  expect(await twice([at("1"), last])).toEqual([1, 0]);
  expect((await table.repository(Film).get(last)).content?.item.views).toBe(7);
});

test("wo_race", async () => {
  const contents = ["1", "2", "3", "4", "5"].map((id) => at(id));
  const race = async (guarantee: "likely" | "exactly-once", partition: string) => {
    const films = table.repository(Film, { around: readsFirst(2) });
    const writers = [1, 2].map(() => new WriteOnceRepository(films, { guarantee }));
    const own = contents.map((content) => ({ ...content, partitionIds: [partition] }));
    const results = await Promise.all(writers.map((writer) => writer.write(own)));
    return results.flatMap(({ written }) => written.map(({ contentIds }) => String(contentIds))).toSorted();
  };
  // Each writes after both have read: without the guarantee both write everything, with it exactly one each.
  expect(await race("likely", "likely")).toHaveLength(10);
  expect(await race("exactly-once", "exactly")).toEqual(["1", "2", "3", "4", "5"]);
});

test("wo_range", async () => {
  const films = table.repository(Film);
  const wide = { ...item, title: "x".repeat(3000) };
  await films.putBatch(Array.from({ length: 1000 }, (_, id) => ({ contentIds: [String(id + 1000)], item: wide })));
  const once = new WriteOnceRepository(films);
  const operations = async (wanted: readonly NewContent<Film>[]) => {
    table.sent = [];
    expect((await once.write(wanted)).written).toHaveLength(wanted.length);
    return table.sent.map(({ operation }) => operation);
  };
  expect(await operations([at("1000"), at("1999")])).toEqual(["BatchGetItem", "BatchWriteItem"]);
  // A page of the range shows that keys are cheaper; the next one was read ahead.
  const some = ["1001", "1200", "1400", "1600", "1998"].map((id) => at(id));
  expect(await operations(some)).toEqual(["Query", "Query", "BatchGetItem", "BatchWriteItem"]);
});

test("wo_single", async () => {
  await table.repository(Film).putBatch(["1", "10", "11"].map((id) => at(id)));
  table.sent = [];
  expect(await twice([{ contentIds: ["1"], item: { ...item, views: 1 } }])).toEqual([1, 0]);
  expect(table.sent.map(({ operation }) => operation)).toEqual(["BatchGetItem", "BatchWriteItem", "BatchGetItem"]);
});

/** Holds every write until so many reads are answered. */
function readsFirst(reads: number): Around {
  let answered = 0;
  let release = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  return async (send, { operation }) => {
    if (operation === "PutItem" || operation === "BatchWriteItem") await all;
    const answer = await send();
    if ((operation === "Query" || operation === "BatchGetItem") && ++answered === reads) release();
    return answer;
  };
}
