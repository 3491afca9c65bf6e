import { type } from "arktype";
import { isItemValidationError, isModelDefinitionError, model, type StandardSchemaV1 } from "standard-dynamo";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { decodeMap } from "../../packages/standard-dynamo/src/item/decode.ts";
import { encodeMap } from "../../packages/standard-dynamo/src/item/encode.ts";
import type { StoredMap } from "../../packages/standard-dynamo/src/model/stored.ts";

describe("decimals", () => {
  test("a name that every object inherits does not need to be there", () => {
    const Priced = model(z.object({ valueOf: z.string().optional(), price: z.string() }), { decimals: ["price"] });
    const item = Object.assign(Object.create(null) as { price: string }, { price: "1" });
    expect(Priced.serialize(item as never)).toEqual({ price: 1 });
  });

  const schema = z.object({ price: z.string(), lines: z.array(z.object({ net: z.string().nullable() })).optional() });
  const Order = model(schema, { decimals: ["price", "lines.*.net"] });

  test.each(["1", "-1.5", "0.12345678901234567890123", "1".repeat(38), "0.0000001", "1000000000000000000000"])(
    "%s is stored as a number and comes back as text",
    (price) => {
      const item = { price, lines: [{ net: price }, { net: null }] };
      const stored = encodeMap(Order.serialize(item) as StoredMap);
      expect(stored).toMatchObject({ price: { N: price }, lines: { L: [{ M: { net: { N: price } } }, {}] } });
      expect(Order.parse(decodeMap(stored))).toEqual(item);
    },
  );

  test.each(["", "abc", "1,5", "1".repeat(39)])("%j is refused", (price) => {
    const error = errorOf(() => Order.serialize({ price }));
    expect(isItemValidationError(error)).toBe(true);
    expect(error).toMatchObject({ issues: [{ path: ["price"] }] });
  });

  test.each(["prize", "lines", "lines.net", "price.x", "lines.*.gross"])("%s is no text attribute", (path) => {
    const error = errorOf(() => model(schema, { decimals: [path] }));
    expect(isModelDefinitionError(error)).toBe(true);
    expect(error).toMatchObject({ message: `decimals: "${path}" is not a text attribute of the schema` });
  });

  test("a schema that tells nothing takes none", () => {
    expect(errorOf(() => model(schema, { fields: false, decimals: ["price"] }))).toMatchObject({
      message: "decimals: the schema does not tell its attributes; give a description as fields",
    });
  });
});

describe("sets", () => {
  const schema = z.object({ tags: z.set(z.string()), days: z.set(z.date()), ids: z.set(z.bigint()) });
  const item = { tags: new Set(["a", "b"]), days: new Set([new Date(0)]), ids: new Set([1n]) };

  test("are lists by default", () => {
    expect(encodeMap(model(schema).serialize(item) as StoredMap)).toEqual({
      tags: { L: [{ S: "a" }, { S: "b" }] },
      days: { L: [{ S: "1970-01-01T00:00:00.000Z" }] },
      ids: { L: [{ N: "1" }] },
    });
  });

  test("are sets of DynamoDB if asked for, and both are read", () => {
    const native = model(schema, { sets: "native" });
    const stored = encodeMap(native.serialize(item) as StoredMap);
    expect(stored).toEqual({
      tags: { SS: ["a", "b"] },
      days: { SS: ["1970-01-01T00:00:00.000Z"] },
      ids: { NS: ["1"] },
    });
    expect(native.parse(decodeMap(stored))).toEqual(item);
    expect(model(schema).parse(decodeMap(stored))).toEqual(item);
    expect(native.parse(model(schema).serialize(item) as StoredMap)).toEqual(item);
  });

  test("that are empty are lists all the same", () => {
    const empty = { tags: new Set<string>(), days: new Set<Date>(), ids: new Set<bigint>() };
    const native = model(schema, { sets: "native" });
    expect(native.serialize(empty)).toEqual({ tags: [], days: [], ids: [] });
    expect(native.parse(native.serialize(empty) as StoredMap)).toEqual(empty);
  });
});

describe("date", () => {
  const schema = z.object({ on: z.date(), maybe: z.date().nullish(), all: z.array(z.date()) });
  const on = new Date("2020-01-02T03:04:05.000Z");
  const item = { on, maybe: on, all: [on] };

  test.each<[how: string, date: (date: Date) => number | string]>([
    ["seconds", (date) => date.getTime() / 1000],
    ["milliseconds", (date) => date.getTime()],
    ["Python's text", (date) => date.toISOString().replace(".000Z", "+00:00")],
  ])("%s come back", (_, date) => {
    const codec = model(schema, { date });
    expect(codec.parse(codec.serialize(item) as StoredMap)).toEqual(item);
  });

  test("a form that comes back as another time is refused", () => {
    const codec = model(schema, { date: (date) => date.getTime() });
    const early = new Date("1970-01-02");
    expect(isItemValidationError(errorOf(() => codec.serialize({ on: early, all: [] })))).toBe(true);
  });
});

describe("encode and decode", () => {
  const Shout = v.object({
    text: v.pipe(
      v.string(),
      v.transform((text) => text.length),
    ),
  });

  test.each([
    ["valibot", Shout],
    ["zod", z.object({ text: z.string().transform((text) => text.length) })],
    ["arktype", type({ text: type("string").pipe((text) => text.length) })],
  ])("%s: a transform that cannot be run backward is refused at writing", (_, schema) => {
    const error = errorOf(() => model(schema as StandardSchemaV1).serialize({ text: 3 }));
    expect(error).toMatchObject({ code: "ITEM_VALIDATION", direction: "write", issues: [{ path: ["text"] }] });
  });

  test("encode runs it backward", () => {
    const codec = model(Shout, { encode: ({ text }) => ({ text: "x".repeat(text) }) });
    expect(codec.serialize({ text: 3 })).toEqual({ text: "xxx" });
    expect(codec.parse({ text: "xxx" })).toEqual({ text: 3 });
  });

  test("what encode gives is checked", () => {
    const codec = model(Shout, { encode: () => ({ text: 1 as never }) });
    expect(isItemValidationError(errorOf(() => codec.serialize({ text: 3 })))).toBe(true);
  });

  test("decode takes what is stored as it is", () => {
    const schema = z.object({ on: z.date() });
    const codec = model(schema, { decode: (stored) => ({ on: new Date((stored["on"] as string).replace("/", "-")) }) });
    expect(codec.parse({ on: "2020/01-02" })).toEqual({ on: new Date("2020-01-02") });
  });
});

describe("fields", () => {
  const opaque = z.object({ on: z.custom<Date>((value) => value instanceof Date) });
  const on = new Date("2020-01-02");

  test("without them, what a schema does not tell is refused", () => {
    expect(errorOf(() => model(opaque).serialize({ on }))).toMatchObject({ issues: [{ path: ["on"] }] });
  });

  test.each([
    [
      "nodes",
      { kind: "object" as const, props: new Map([["on", { node: { kind: "date" as const }, optional: false }]]) },
    ],
    ["JSON Schema", { type: "object", properties: { on: { "x-type": "date" } } }],
  ])("%s tell what is stored", (_, fields) => {
    const codec = model(opaque, { fields });
    expect(codec.parse(codec.serialize({ on }) as StoredMap)).toEqual({ on });
  });

  test("false: names are not known", () => {
    expect(model(z.object({ a: z.string() }), { fields: false }).root).toBeUndefined();
  });
});

// What is lenient in reading other writers' records is not so in writing.
test.each([
  ["zod", z.object({ it: z.int() }), "7"],
  ["valibot", v.object({ it: v.number() }), "7"],
  ["arktype", type({ it: "number" }), "7"],
  ["valibot", v.object({ it: v.string() }), 7],
  ["valibot", v.object({ it: v.boolean() }), "no"],
  ["valibot", v.object({ it: v.date() }), "1577836800"],
  ["valibot", v.object({ it: v.bigint() }), 1],
  ["valibot", v.object({ it: v.date() }), "2020-01-01"],
  ["valibot", v.object({ it: v.set(v.string()) }), ["a"]],
])("%s: a value of another type is refused at writing (%#)", (_, schema, it) => {
  const error = errorOf(() => model(schema as StandardSchemaV1).serialize({ it }));
  expect(error).toMatchObject({ code: "ITEM_VALIDATION", direction: "write", issues: [{ path: ["it"] }] });
});

test("the name stands in errors", () => {
  const schema = z.object({ a: z.string() });
  expect(errorOf(() => model(schema, { name: "Film" }).parse({ a: [1] }))).toMatchObject({
    message: expect.stringMatching(/^The item is stored but does not fit Film: a: /) as string,
    model: "Film",
    direction: "read",
  });
  expect(model(schema).name).toBe("the model");
});

test("an item is an object", () => {
  expect(errorOf(() => model(z.array(z.string())).serialize(["a"]))).toMatchObject({
    issues: [{ path: [], message: "an item is an object" }],
  });
});

test("a schema that throws is reported, not thrown through", async () => {
  const schema = z.object({
    a: z.string().refine(() => {
      throw new Error("oops");
    }),
  });
  await expect(async () => model(schema).parse({ a: "x" })).rejects.toMatchObject({
    code: "ITEM_VALIDATION",
    issues: [{ path: [], message: "the schema threw: oops" }],
  });
});

test("asynchronous schemas give promises", async () => {
  const schema = z.object({ a: z.string().refine((text) => Promise.resolve(text !== "no")) });
  const codec = model(schema);
  await expect(codec.serialize({ a: "yes" })).resolves.toEqual({ a: "yes" });
  await expect(codec.parse({ a: "no" })).rejects.toMatchObject({ issues: [{ path: ["a"] }] });
});

test("defaults are applied when reading", () => {
  const codec = model(z.object({ a: z.string().default("x"), b: z.int().optional() }));
  expect(codec.parse({ b: null })).toEqual({ a: "x" });
  expect(codec.parse({ a: null })).toEqual({ a: "x" });
});

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
