// Defects of the original in reading: `docs/from-pydantic-dynamo.md` has the list.
import type { PartitionedContent } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Around, ids, internal, Table } from "./table.ts";

const table = new Table();
const Thing = z.object({ n: z.int(), text: z.string().default("") });

const things = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ contentIds: [String(n).padStart(2, "0")], item: { n, text: "" } }));

test("unprocessed_keys", async () => {
  const repository = table.repository(Thing);
  // More than the 16 MB that one answer holds, so that the engine itself leaves keys unprocessed.
  const contents = things(60).map(({ contentIds, item }) => ({
    contentIds,
    item: { ...item, text: "x".repeat(300_000) },
  }));
  await repository.putBatch(contents);
  table.sent = [];
  const read = await repository.getBatch(contents).toArray();
  expect(ids(read)).toEqual(ids(contents));
  expect(table.sent.map(({ operation }) => operation)).toEqual(["BatchGetItem", "BatchGetItem"]);
});

test("unprocessed_keys_proxy", async () => {
  let refusals = 1;
  // The last key of the first request is left unprocessed.
  const around: Around = async (send, { operation, input }) => {
    if (operation !== "BatchGetItem" || refusals-- <= 0) return send();
    const [[name, asked] = ["", {}]] = Object.entries(input.RequestItems ?? {});
    const { Keys } = asked as { Keys: unknown[] };
    const left = Keys.splice(-1);
    return { ...((await send()) as object), UnprocessedKeys: { [name]: { Keys: left, ConsistentRead: false } } };
  };
  const repository = table.repository(Thing, { around, retry: { baseDelayMs: 1 } });
  await repository.putBatch(things(3));
  const pages = [];
  for await (const page of repository.getBatch(things(3)).pages()) pages.push(page);
  expect(pages.map(({ contents }) => ids(contents))).toEqual([["00", "01", "02"]]);
  expect(pages[0]?.cost).toMatchObject({ requests: 2, retries: 1 });
});

test("list_collects", async () => {
  const repository = table.repository(Thing);
  await repository.putBatch(things(12));
  for (const contents of [
    repository.list({ pageSize: 3 }),
    repository.listBetween({ contentStart: ["00"], pageSize: 3 }),
  ]) {
    table.sent = [];
    const sizes: number[] = [];
    for await (const page of contents.pages()) {
      // Of the four requests, at most the next one is under way when a page arrives.
      if (sizes.length === 0) expect(table.sent.length).toBeLessThanOrEqual(2);
      sizes.push(page.contents.length);
    }
    expect(sizes.filter((size) => size > 0)).toEqual([3, 3, 3, 3]);
  }
});

test("contents_one_shot", async () => {
  const repository = table.repository(Thing);
  await repository.putBatch(things(3));
  const listed = repository.list();
  expect([await listed.toArray(), await listed.toArray()].map(ids)).toEqual([
    ["00", "01", "02"],
    ["00", "01", "02"],
  ]);
  for (const contents of [listed, repository.getBatch(things(3))]) {
    for await (const page of contents.pages()) {
      expect(Array.isArray(page.contents)).toBe(true);
      expect([[...page.contents], [...page.contents]].map(ids)).toEqual([ids(page.contents), ids(page.contents)]);
    }
  }
});

test("limit_overshoot", async () => {
  const repository = table.repository(Thing);
  // Pages end by size (1 MB) before they end by count.
  await repository.putBatch(things(8).map((content) => ({ ...content, item: { n: 0, text: "x".repeat(300_000) } })));
  table.sent = [];
  expect(ids(await repository.list({ limit: 5 }).toArray())).toEqual(["00", "01", "02", "03", "04"]);
  const limits = table.sent.map(({ input }) => input.Limit ?? Number.NaN);
  expect(limits).toHaveLength(2);
  expect(limits[0]).toBe(5);
  expect(limits[1]).toBeLessThan(5);
});

test("limit_with_filters", async () => {
  const repository = table.repository(Thing);
  await repository.putBatch(things(12));
  const filters = { n: { gte: 3 } };
  table.sent = [];
  expect(ids(await repository.list({ limit: 2, filters }).toArray())).toEqual(["03", "04"]);
  expect(ids(await repository.list({ limit: 2, filters, pageSize: 2 }).toArray())).toEqual(["03", "04"]);
  expect(ids(await repository.listBetween({ contentStart: ["02"], limit: 5, filters, pageSize: 4 }).toArray())).toEqual(
    ["03", "04", "05", "06", "07"],
  );
});

test("between_equal", async () => {
  const repository = table.repository(Thing);
  await repository.putBatch(
    ["1", "10", "11", "2"].map((id) => ({ contentIds: [id], item: { n: Number(id), text: "" } })),
  );
  const bounds = { contentStart: ["1"], contentEnd: ["1"] };
  expect(ids(await repository.listBetween(bounds).toArray())).toEqual(["1"]);
  expect(await repository.listBetween({ ...bounds, filters: { n: 2 } }).toArray()).toEqual([]);
  expect(await repository.listBetween({ ...bounds, limit: 0 }).toArray()).toEqual([]);
  await expect(repository.listBetween({ ...bounds, filters: { m: 2 } as object }).toArray()).rejects.toMatchObject({
    code: "COMMAND_VALIDATION",
  });
});

test("not_exists_null", async () => {
  const Film = z.object({ title: z.string(), review: z.string().nullish() });
  const repository = table.repository(Film);
  await repository.putBatch([
    { contentIds: ["absent"], item: { title: "a" } },
    { contentIds: ["null"], item: { title: "b", review: null } },
    { contentIds: ["reviewed"], item: { title: "c", review: "superb" } },
  ]);
  expect(await table.raw(["null"])).toMatchObject({ review: { NULL: true } });
  expect(ids(await repository.list({ filters: { review: { exists: false } } }).toArray())).toEqual(["absent", "null"]);
  expect(ids(await repository.list({ filters: { review: { exists: true } } }).toArray())).toEqual(["reviewed"]);
});

// DynamoDB returns what has expired until it deletes it, and so do we: every content says when it expires.
test("expired_returned", async () => {
  const repository = table.repository(Thing);
  const [old, current, lasting] = things(3).map((content) => content);
  await repository.put({ ...old!, expiry: new Date("2001-01-01") });
  await repository.put({ ...current!, expiry: new Date("2100-01-01") });
  await repository.put(lasting!);
  expect((await repository.get(old!)).content?.expiry).toEqual(new Date("2001-01-01"));
  const isLive = ({ expiry }: PartitionedContent<unknown>): boolean => expiry === undefined || expiry > new Date();
  expect(ids((await repository.list().toArray()).filter(isLive))).toEqual(["01", "02"]);
});

test("no_token", async () => {
  const repository = table.repository(Thing);
  await repository.putBatch(things(7));
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    for await (const page of repository.list({ limit: 3, cursor, filters: { n: { ne: 1 } } }).pages()) {
      pages.push(ids(page.contents));
      cursor = page.cursor;
    }
  } while (cursor !== undefined && pages.length < 10);
  expect(pages.filter((page) => page.length > 0)).toEqual([
    ["00", "02", "03"],
    ["04", "05", "06"],
  ]);
});

test("get_batch_shape", async () => {
  const repository = table.repository(Thing);
  await repository.putBatch(things(3));
  function* generated(): Generator<{ contentIds: string[] }> {
    for (const id of ["02", "missing", "00", "02"]) yield { contentIds: [id] };
  }
  async function* awaited(): AsyncGenerator<{ contentIds: string[] }> {
    for (const key of generated()) yield await Promise.resolve(key);
  }
  for (const keys of [generated(), awaited(), new Set(generated()), [...generated()]]) {
    expect(ids(await repository.getBatch(keys).toArray())).toEqual(["02", "00"]);
  }
});

// The same instant in another zone is the same Date. What is stored in another zone reads as that instant too, but a
// filter, which compares text, finds the forms in UTC only.
test("datetime_filter", async () => {
  const repository = table.repository(z.object({ at: z.date() }));
  const at = new Date("2023-04-29T08:34:56.789-04:00");
  await repository.put({ contentIds: ["ours"], item: { at } });
  const others = {
    python: "2023-04-29T12:34:56.789000+00:00",
    naive: "2023-04-29T12:34:56.789000",
    zoned: "2023-04-29T08:34:56.789000-04:00",
  };
  for (const [id, text] of Object.entries(others)) await table.putRaw([id], { ...internal, at: { S: text } });
  for (const at2 of [at, new Date("2023-04-29T18:04:56.789+05:30")]) {
    expect(ids(await repository.list({ filters: { at: at2 } }).toArray())).toEqual(["naive", "ours", "python"]);
    expect(ids(await repository.list({ filters: { at: { between: [at2, at2] } } }).toArray())).toEqual([
      "naive",
      "ours",
      "python",
    ]);
  }
  const same = (await repository.list().toArray()).filter(({ item }) => item.at.getTime() === at.getTime());
  expect(ids(same)).toEqual(["naive", "ours", "python", "zoned"]);
});
