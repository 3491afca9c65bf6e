// Defects of the original in updates: `docs/from-pydantic-dynamo.md` has the list.
import { isCommandValidationError, isRequestObjectStateError } from "standard-dynamo";
import { type } from "arktype";
import * as v from "valibot";
import { expect, test } from "vitest";
import { z } from "zod";
import { internal, rejection, Table } from "./table.ts";

const table = new Table();
const key = { contentIds: ["1"] };
const Part = z.object({ text: z.string(), failures: z.int().nullish() });

test("command_reuse", async () => {
  const repository = table.repository(z.object({ n: z.int(), tags: z.array(z.string()) }));
  await repository.put({ ...key, item: { n: 1, tags: [] } });
  const set = Object.freeze({ n: 5 });
  const append = Object.freeze({ tags: Object.freeze(["x"]) });
  const command = Object.freeze({ set, append, expiry: new Date("2100-01-01") });
  await repository.update(key, command);
  await repository.update(key, command);
  expect((await repository.get(key)).content).toMatchObject({ item: { n: 5, tags: ["x", "x"] }, currentVersion: 3 });

  // So a plain retry works: the error brings the record as it stands.
  const stale = { ...command, currentVersion: 1 };
  const error = await rejection(repository.update(key, stale));
  if (!isRequestObjectStateError(error)) throw error;
  await repository.update(key, { ...stale, currentVersion: error.current?.currentVersion });
  expect((await repository.get(key)).content).toMatchObject({ currentVersion: 4 });
});

test("empty_dict", async () => {
  const repository = table.repository(z.object({ n: z.int(), dict: z.record(z.string(), z.int()) }));
  await repository.put({ ...key, item: { n: 1, dict: { a: 1 } } });
  await repository.update(key, { set: { dict: {} } });
  await repository.update(key, { set: { n: 2, dict: {} } });
  expect((await repository.get(key)).content).toMatchObject({ item: { n: 2, dict: { a: 1 } }, currentVersion: 3 });
  await repository.update(key, { replace: { dict: {} } });
  expect((await repository.get(key)).content?.item).toEqual({ n: 2, dict: {} });
});

test("dict_merge", async () => {
  const repository = table.repository(z.object({ dict: z.record(z.string(), z.int()), model: Part }));
  await repository.put({ ...key, item: { dict: { a: 1, b: 2 }, model: { text: "x", failures: 3 } } });
  const item = async () => (await repository.get(key)).content?.item;
  await repository.update(key, { set: { dict: { b: 3 }, model: { text: "y" } } });
  expect(await item()).toEqual({ dict: { a: 1, b: 3 }, model: { text: "y", failures: 3 } });
  await repository.update(key, { remove: { dict: { a: true }, model: { failures: true } } });
  expect(await item()).toEqual({ dict: { b: 3 }, model: { text: "y" } });
  await repository.update(key, { replace: { dict: { c: 4 }, model: { text: "z" } } });
  expect(await item()).toEqual({ dict: { c: 4 }, model: { text: "z" } });
});

// Not left to the engine: local engines differ there, DynamoDB refuses a path under NULL.
test("nested_null", async () => {
  const repository = table.repository(z.object({ model: Part.nullish() }));
  for (const attributes of [{ model: { NULL: true } as const }, {}]) {
    await table.putRaw(["1"], { ...internal, ...attributes });
    const error = await rejection(repository.update(key, { set: { model: { failures: 1 } } }));
    expect(isCommandValidationError(error)).toBe(true);
    expect(error.message).toContain("model is absent in the record at");
    expect(await table.raw(["1"])).toEqual({ ...internal, ...attributes });

    table.sent = [];
    await repository.update(key, { set: { model: { text: "x" } } });
    expect((await repository.get(key)).content).toMatchObject({ item: { model: { text: "x" } }, currentVersion: 2 });
    // The first is refused by its own condition, the second sets the object whole.
    const expressions = table.sent.flatMap(({ input }) => input.UpdateExpression ?? []);
    expect(expressions.map((text) => text.includes("."))).toEqual([true, false]);
  }
});

test("incr_null", async () => {
  const repository = table.repository(
    z.object({ n: z.int().nullish(), big: z.bigint().nullish(), list: z.array(z.string()).nullish() }),
  );
  const command = { increment: { n: 2, big: 5n }, append: { list: ["x"] } };
  for (const item of [{ n: null, big: null, list: null }, {}]) {
    await repository.put({ ...key, item });
    await repository.update(key, command);
    expect((await repository.get(key)).content).toMatchObject({
      item: { n: 2, big: 5n, list: ["x"] },
      currentVersion: 2,
    });
    await repository.update(key, command);
    expect((await repository.get(key)).content).toMatchObject({
      item: { n: 4, big: 10n, list: ["x", "x"] },
      currentVersion: 3,
    });
  }
});

test("append_coerce", async () => {
  const at = new Date("2023-01-01T00:00:00.001Z");
  const Element = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.int()), z.object({ n: z.int() })]);
  const repository = table.repository(
    z.object({ list: z.array(Element), times: z.array(z.date()), texts: z.array(z.string()), n: z.int() }),
  );
  await repository.put({ ...key, item: { list: [], times: [], texts: [], n: 1 } });
  const list = [5, true, 1.5, null, [1], { n: 5 }, "5"];
  await repository.update(key, { append: { list, times: [at] } });
  expect((await repository.get(key)).content?.item).toMatchObject({ list, times: [at] });
  expect(await table.raw(["1"])).toMatchObject({
    list: {
      L: [
        { N: "5" },
        { BOOL: true },
        { N: "1.5" },
        { NULL: true },
        { L: [{ N: "1" }] },
        { M: { n: { N: "5" } } },
        { S: "5" },
      ],
    },
  });

  table.sent = [];
  const wrong = { append: { texts: [5], list: null }, increment: { n: 2.9 } } as object;
  const error = await rejection(repository.update(key, wrong));
  if (!isCommandValidationError(error)) throw error;
  expect(error.issues.map(({ path }) => path.join(".")).toSorted()).toEqual([
    "append.list",
    "append.texts.0",
    "increment.n",
  ]);
  await expect(repository.update(key, { increment: { n: "3" } } as object)).rejects.toThrow("got string");
  expect(table.sent).toEqual([]);
});

test("set_unvalidated", async () => {
  const repository = table.repository(z.object({ n: z.int(), kind: z.enum(["one", "two"]), model: Part }));
  await repository.put({ ...key, item: { n: 1, kind: "one", model: { text: "x" } } });
  table.sent = [];
  const wrong = { set: { n: "not a number", kind: "three", model: { text: 1 } } } as object;
  const error = await rejection(repository.update(key, wrong));
  if (!isCommandValidationError(error)) throw error;
  expect(error.issues.map(({ path }) => path.join("."))).toEqual(["set.n", "set.kind", "set.model.text"]);
  await expect(repository.update(key, { set: { n: null } } as object)).rejects.toThrow("set.n");
  expect(table.sent).toEqual([]);
  expect(await repository.list().items()).toHaveLength(1);
});

test("upsert_partial", async () => {
  const repository = table.repository(z.object({ n: z.int(), text: z.string() }));
  const upsert = { requireExists: false };
  const error = await rejection(repository.update(key, { increment: { n: 1 } }, upsert));
  expect(isRequestObjectStateError(error)).toBe(true);
  expect(error).toMatchObject({ reason: "missing", key: { contentIds: ["1"] } });
  expect(error.message).toMatch(/the update alone makes no whole record: text/);
  expect(await table.raw(["1"])).toBeUndefined();

  const whole = { set: { text: "x" }, increment: { n: 2 } };
  expect((await repository.update(key, whole, upsert)).currentVersion).toBe(1);
  expect((await repository.get(key)).content).toMatchObject({ item: { n: 2, text: "x" }, currentVersion: 1 });
  expect((await repository.update(key, whole, upsert)).currentVersion).toBe(2);
  expect((await repository.get(key)).content?.item.n).toBe(4);

  // A field with a default need not be in the command, in every schema library.
  const libraries = {
    zod: z.object({ n: z.int(), tags: z.array(z.string()).default(["new"]) }),
    valibot: v.object({ n: v.number(), tags: v.optional(v.array(v.string()), ["new"]) }),
    arktype: type({ n: "number", tags: type("string[]").default(() => ["new"]) }),
  };
  for (const [library, schema] of Object.entries(libraries)) {
    const made = table.repository(schema);
    await made.update({ contentIds: [library] }, { increment: { n: 1 } }, upsert);
    expect((await made.get({ contentIds: [library] })).content?.item).toEqual({ n: 1, tags: ["new"] });
  }
});

test("version_zero", async () => {
  const repository = table.repository(z.object({ n: z.int() }));
  await repository.put({ ...key, item: { n: 1 } });
  const command = { set: { n: 2 }, currentVersion: 0 };
  expect(await rejection(repository.update(key, command))).toMatchObject({ reason: "version", expectedVersion: 0 });
  await repository.put({ ...key, item: { n: 1 }, currentVersion: 0 });
  expect((await repository.update(key, command)).currentVersion).toBe(1);
  expect(await rejection(repository.update(key, command))).toMatchObject({ reason: "version", expectedVersion: 0 });
});

test("schema_keyerror", async () => {
  const repository = table.repository(
    z.object({
      titled: Part.meta({ title: "A model with a title" }),
      any: z.unknown(),
      union: z.union([Part, z.string()]),
      optional: Part.nullish(),
    }),
  );
  await repository.put({ ...key, item: { titled: { text: "a", failures: 2 }, any: 1, union: "text" } });
  await repository.update(key, {
    set: { titled: { text: "b" }, any: { a: { b: 1 } }, union: { text: "c" }, optional: { text: "d" } },
  });
  expect((await repository.get(key)).content?.item).toEqual({
    titled: { text: "b", failures: 2 },
    any: { a: { b: 1 } },
    union: { text: "c" },
    optional: { text: "d" },
  });
});
