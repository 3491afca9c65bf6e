// Defects of the original in what it can store and read back: `docs/from-pydantic-dynamo.md` has the list.
import { isItemValidationError, model } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { ids, internal, rejection, Table } from "./table.ts";

const table = new Table();
const key = { contentIds: ["1"] };
const Thing = z.object({ n: z.int() });

test("no_version", async () => {
  const repository = table.repository(Thing);
  await table.putRaw(["1"], { n: { N: "7" } });
  expect((await repository.get(key)).content).toMatchObject({ item: { n: 7 }, currentVersion: 0 });
  // The first update gives it a version, so that the original reads it too.
  expect((await repository.update(key, { set: { n: 8 }, currentVersion: 0 })).currentVersion).toBe(1);
  expect(await table.raw(["1"])).toMatchObject({ n: { N: "8" }, _object_version: { N: "1" } });
});

test("extra_config", async () => {
  await table.putRaw(["1"], { ...internal, _ttl: { N: "4102444800" }, n: { N: "7" } });
  const strict = table.repository(z.strictObject({ n: z.int() }));
  expect((await strict.get(key)).content?.item).toEqual({ n: 7 });
  const loose = table.repository(z.looseObject({ n: z.int() }));
  expect((await loose.get(key)).content?.item).toEqual({ n: 7 });
  expect((await loose.list().toArray()).map(({ item }) => item)).toEqual([{ n: 7 }]);
});

// An attribute has one name, the schema's; a model that renames says how it is written.
test("alias", async () => {
  await table.putRaw(["1"], { ...internal, my_name: { S: "python" }, count: { N: "1" } });
  const plain = table.repository(z.object({ my_name: z.string(), count: z.int() }));
  await plain.update(key, { set: { my_name: "updated" } });
  expect(ids(await plain.list({ filters: { my_name: "updated" } }).toArray())).toEqual(["1"]);
  const wrong = await rejection(plain.update(key, { set: { myName: "x" } as object }));
  expect(wrong.message).toContain('did you mean "my_name"?');
  expect(Object.keys((await table.raw(["1"])) ?? {})).not.toContain("myName");

  const stored = z.object({ my_name: z.string(), count: z.int() });
  const Renamed = stored.transform(({ my_name, count }) => ({ myName: my_name, count }));
  const renaming = table.repository(model(Renamed, { encode: ({ myName, count }) => ({ my_name: myName, count }) }));
  expect((await renaming.get(key)).content?.item).toEqual({ myName: "updated", count: 1 });
  await renaming.put({ ...key, item: { myName: "put", count: 2 } });
  expect(await table.raw(["1"])).toMatchObject({ my_name: { S: "put" }, count: { N: "2" } });
});

test("bytes_field", async () => {
  const repository = table.repository(z.object({ blob: z.instanceof(Uint8Array) }));
  const blob = new Uint8Array([0, 1, 254, 255]);
  await repository.put({ ...key, item: { blob } });
  expect(await table.raw(["1"])).toMatchObject({ blob: { B: blob } });
  expect((await repository.get(key)).content?.item.blob).toEqual(blob);
});

test("big_numbers", async () => {
  const repository = table.repository(z.object({ n: z.bigint() }));
  for (const n of [10n ** 38n, 10n ** 125n, -(10n ** 38n - 1n), 9007199254740993n]) {
    await repository.put({ ...key, item: { n } });
    expect((await repository.get(key)).content?.item.n).toBe(n);
  }
  table.sent = [];
  const tooLong = await rejection(repository.put({ ...key, item: { n: 10n ** 38n + 1n } }));
  expect(isItemValidationError(tooLong)).toBe(true);
  expect(tooLong.message).toContain("n: has 39 significant digits, DynamoDB holds 38");
  expect(table.sent).toEqual([]);

  await table.putRaw(["1"], { ...internal, n: { N: "1E+60" } });
  expect(await repository.list().items()).toEqual([{ n: 10n ** 60n }]);
  expect(
    await table
      .repository(z.object({ n: z.number() }))
      .list()
      .items(),
  ).toEqual([{ n: 1e60 }]);
});

test("floats", async () => {
  const repository = table.repository(z.object({ x: z.number(), any: z.unknown() }));
  for (const x of [1.5, 0.1 + 0.2, 3, -0.000001, Number.MIN_VALUE * 2 ** 700]) {
    await repository.put({ ...key, item: { x, any: { deep: [x] } } });
    expect((await repository.get(key)).content?.item).toEqual({ x, any: { deep: [x] } });
  }
  await repository.put({ ...key, item: { x: 1e21, any: null } });
  expect((await repository.get(key)).content?.item.x).toBe(1e21);
  table.sent = [];
  for (const x of [Number.NaN, Number.POSITIVE_INFINITY, 1e126]) {
    const error = await rejection(repository.put({ ...key, item: { x: 1, any: [x] } }));
    expect(error).toMatchObject({ code: "ITEM_VALIDATION", issues: [{ path: ["any", 0] }] });
  }
  expect(table.sent).toEqual([]);
});

test("empty_set", async () => {
  const Tagged = z.object({ tags: z.set(z.string()) });
  for (const sets of ["list", "native"] as const) {
    const repository = table.repository(model(Tagged, { sets }));
    await repository.put({ ...key, item: { tags: new Set() } });
    expect(await table.raw(["1"])).toMatchObject({ tags: { L: [] } });
    expect((await repository.get(key)).content?.item.tags).toEqual(new Set());
    await repository.update(key, { set: { tags: new Set() } });
    expect((await repository.get(key)).content?.item.tags).toEqual(new Set());
  }
});

// A list has an order that Python's sets do not keep: so equality asks for the size and for each element.
test("set_order", async () => {
  const repository = table.repository(z.object({ tags: z.set(z.string()) }));
  const list = (...texts: string[]) => ({ ...internal, tags: { L: texts.map((S) => ({ S })) } });
  await repository.put({ contentIds: ["ours"], item: { tags: new Set(["a", "b", "c"]) } });
  await table.putRaw(["seed0"], list("a", "c", "b"));
  await table.putRaw(["seed1"], list("c", "b", "a"));
  await table.putRaw(["fewer"], list("a", "b"));
  await table.putRaw(["other"], list("a", "b", "d"));
  const tags = new Set(["b", "a", "c"]);
  expect(ids(await repository.list({ filters: { tags } }).toArray())).toEqual(["ours", "seed0", "seed1"]);
  expect(ids(await repository.list({ filters: { tags: { ne: tags } } }).toArray())).toEqual(["fewer", "other"]);
  expect(ids(await repository.list({ filters: { tags: { in: [tags, new Set(["a", "b"])] } } }).toArray())).toEqual([
    "fewer",
    "ours",
    "seed0",
    "seed1",
  ]);
});

test("nested_lists", async () => {
  const Count = z.enum(["one", "two"]);
  const Dated = z.object({ when: z.date() });
  const Nested = z.object({
    dates: z.array(z.array(z.date())),
    days: z.array(z.array(z.iso.date())),
    enums: z.array(z.array(Count)),
    tuple: z.tuple([z.date(), Count, Dated]),
    models: z.array(z.array(Dated)),
    sets: z.array(z.array(z.set(z.date()))),
  });
  const when = new Date("2023-04-29T12:34:56.789Z");
  const item: z.infer<typeof Nested> = {
    dates: [[when], []],
    days: [["2023-01-01"]],
    enums: [["one", "two"]],
    tuple: [when, "two", { when }],
    models: [[{ when }]],
    sets: [[new Set([when])]],
  };
  const repository = table.repository(Nested);
  await repository.put({ ...key, item });
  expect((await repository.get(key)).content?.item).toEqual(item);
  expect(await table.raw(["1"])).toMatchObject({
    models: { L: [{ L: [{ M: { when: { S: when.toISOString() } } }] }] },
  });
});

test("mixed_lists", async () => {
  const Entry = z.union([z.object({ d: z.date() }), z.object({}).strict(), z.string(), z.null()]);
  const repository = table.repository(z.object({ list: z.array(Entry), loose: z.array(z.unknown()) }));
  const d = new Date("2023-01-01T00:00:00.001Z");
  for (const list of [
    [{ d }, "text"],
    ["text", { d }],
    [{}, ""],
    [null, { d }],
  ]) {
    await repository.put({ ...key, item: { list, loose: list } });
    const loose = list.map((entry) =>
      entry !== null && typeof entry === "object" && "d" in entry ? { d: d.toISOString() } : entry,
    );
    expect((await repository.get(key)).content?.item).toEqual({ list, loose });
  }
});

test("unsupported", async () => {
  const Kinds = z.object({
    id: z.uuid(),
    duration: z.iso.duration(),
    byNumber: z.map(z.int(), z.string()),
    byName: z.record(z.enum(["one", "two"]), z.int()),
    any: z.unknown(),
  });
  const repository = table.repository(Kinds);
  const item = {
    id: "00000000-0000-4000-8000-000000000001",
    duration: "P1DT2H",
    byNumber: new Map([
      [1, "a"],
      [-20, "b"],
    ]),
    byName: { one: 1, two: 2 },
    any: null,
  };
  await repository.put({ ...key, item });
  expect((await repository.get(key)).content?.item).toEqual(item);
  expect(await table.raw(["1"])).toMatchObject({ byNumber: { M: { 1: { S: "a" }, "-20": { S: "b" } } } });

  // What no form is known for is refused with its place, and what to do.
  table.sent = [];
  const error = await rejection(repository.put({ ...key, item: { ...item, any: [new URL("https://example.org")] } }));
  expect(error).toMatchObject({ code: "ITEM_VALIDATION", issues: [{ path: ["any", 0] }] });
  expect(error.message).toContain("is an instance of URL; give the model a codec or an encode option for it");
  expect(table.sent).toEqual([]);
});

// Stored as the original stores it, of two lengths. Nothing reads it, so nothing depends on the length.
test("timestamp_form", async () => {
  for (const [now, text] of [
    ["2023-04-29T12:34:56.000Z", "2023-04-29T12:34:56+00:00"],
    ["2023-04-29T12:34:56.120Z", "2023-04-29T12:34:56.120000+00:00"],
  ] as const) {
    const repository = table.repository(Thing, { now: () => new Date(now) });
    await repository.put({ ...key, item: { n: 1 } });
    expect(await table.raw(["1"])).toMatchObject({ _timestamp: { S: text } });
    await repository.update(key, { increment: { n: 1 } });
    expect(await table.raw(["1"])).toMatchObject({ _timestamp: { S: text } });
  }
  const { _timestamp: _none, ...rest } = internal;
  for (const attributes of [rest, { ...rest, _timestamp: { S: "yesterday" } }]) {
    await table.putRaw(["1"], { ...attributes, n: { N: "1" } });
    expect((await table.repository(Thing).get(key)).content?.item).toEqual({ n: 1 });
  }
});

test("expiry", async () => {
  const repository = table.repository(Thing);
  const expiryOf = async () => (await repository.get(key)).content?.expiry;
  // A Date is an instant, so the process's zone does not matter; _ttl is whole seconds in DynamoDB.
  await repository.put({ ...key, item: { n: 1 }, expiry: new Date("2030-01-01T00:00:00.999+09:00") });
  expect(await table.raw(["1"])).toMatchObject({ _ttl: { N: "1893423600" } });
  expect(await expiryOf()).toEqual(new Date("2030-01-01T00:00:00+09:00"));
  await repository.update(key, { increment: { n: 1 } });
  expect(await expiryOf()).toBeInstanceOf(Date);
  await repository.update(key, { expiry: null });
  expect(await expiryOf()).toBeUndefined();
  expect(Object.keys((await table.raw(["1"])) ?? {})).not.toContain("_ttl");
  await repository.update(key, { expiry: new Date(0) });
  expect(await table.raw(["1"])).toMatchObject({ _ttl: { N: "0" } });
  expect(await expiryOf()).toEqual(new Date(0));
});

test("subclass", async () => {
  const more = { n: 1, more: "m" };
  await table.repository(Thing).put({ ...key, item: more });
  expect(Object.keys((await table.raw(["1"])) ?? {}).toSorted()).toEqual(["_object_version", "_timestamp", "n"]);
  // Three ways to have it otherwise: refuse, keep, or name it in the schema.
  const strict = await rejection(table.repository(z.strictObject({ n: z.int() })).put({ ...key, item: more }));
  expect(isItemValidationError(strict)).toBe(true);
  expect(strict.message).toContain("more");
  const loose = table.repository(z.looseObject({ n: z.int() }));
  await loose.put({ ...key, item: more });
  expect((await loose.get(key)).content?.item).toEqual(more);
});
