import { describe, expect, test } from "vitest";
import * as classic from "zod";
import * as mini from "zod/mini";
import { describeZod } from "../../packages/standard-dynamo/src/model/describe-zod.ts";
import type { StandardSchemaV1 } from "../../packages/standard-dynamo/src/model/standard-schema.ts";
import { isZod, type ZodSchema, zodInternals } from "../../packages/standard-dynamo/src/model/zod-schema.ts";
import { showNode } from "./show-node.ts";

function zod(schema: unknown): ZodSchema {
  if (!isZod(schema)) throw new TypeError("not a schema of Zod");
  return schema;
}

const shown = (schema: unknown): string => showNode(describeZod(zod(schema)).root);
const flags = (schema: unknown): unknown => {
  const { oneWay, transforms } = describeZod(zod(schema));
  return { oneWay, transforms };
};

const Level = { low: 0, high: 5, 0: "low", 5: "high" }; // as TypeScript compiles an enum
const Color = { red: "r" };
class Money {
  readonly cents = 0;
}

type Zod = typeof classic;

const flavours: readonly (readonly [string, Zod])[] = [
  ["classic", classic],
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same functions, with types of its own
  ["mini", mini as never],
];

// Under another name, since the linter takes it for private.
function withDefault({ _default: make }: Zod, schema: classic.ZodType, value: unknown): classic.ZodType {
  return make(schema, value);
}

// Written with what classic and mini have in common.
const kinds = (z: Zod): Record<string, readonly [schema: classic.core.$ZodType, expected: string]> => ({
  string: [z.string(), "string"],
  email: [z.email(), "string"],
  "iso.datetime": [z.iso.datetime(), "string"],
  uuid: [z.uuid(), "string"],
  templateLiteral: [z.templateLiteral(["a", z.number()]), "string"],
  number: [z.number(), "number"],
  "number, not integer": [z.number().check(z.multipleOf(0.5)), "number"],
  int: [z.int(), "integer"],
  int32: [z.int32(), "integer"],
  "number checked as int": [z.number().check(z.int()), "integer"],
  "number in whole steps": [z.number().check(z.multipleOf(5)), "integer"],
  float32: [z.float32(), "number"],
  nan: [z.nan(), "number"],
  boolean: [z.boolean(), "boolean"],
  bigint: [z.bigint(), "bigint"],
  int64: [z.int64(), "bigint"],
  date: [z.date(), "date"],
  null: [z.null(), "null"],
  undefined: [z.undefined(), "undefined"],
  void: [z.void(), "undefined"],
  never: [z.never(), "never"],
  any: [z.any(), "any"],
  unknown: [z.unknown(), "any"],
  symbol: [z.symbol(), "opaque"],
  file: [z.file(), "opaque"],
  custom: [z.custom(() => true), "opaque"],
  promise: [z.promise(z.string()), "opaque"],
  function: [z.function(), "opaque"],
  "instanceof class": [z.instanceof(Money), "opaque"],
  "instanceof Uint8Array": [z.instanceof(Uint8Array), "bytes"],
  "instanceof Buffer": [z.instanceof(Buffer), "opaque"],
  "instanceof Date": [z.instanceof(Date), "date"],
  "instanceof Set": [z.instanceof(Set), "set<any>"],
  literal: [z.literal(["a", 1, 5n, null]), '"a" | 1 | 5n | null'],
  enum: [z.enum(["a", "b"]), '"a" | "b"'],
  "enum of numbers": [z.enum(Level), "0 | 5"],
  "enum of text": [z.enum(Color), '"r"'],
  "coerce.string": [z.coerce.string(), "string"],
  "coerce.number": [z.coerce.number(), "number"],
  "coerce.boolean": [z.coerce.boolean(), "boolean"],
  "coerce.bigint": [z.coerce.bigint(), "bigint"],
  "coerce.date": [z.coerce.date(), "date"],
  stringbool: [z.stringbool(), "string"],
  optional: [z.optional(z.date()), "date"],
  nullable: [z.nullable(z.date()), "date | null"],
  nullish: [z.nullish(z.date()), "date | null"],
  "nullable of union": [z.nullable(z.union([z.date(), z.number()])), "date | number | null"],
  default: [withDefault(z, z.date(), new Date(0)), "date"],
  prefault: [z.prefault(z.date(), new Date(0)), "date"],
  catch: [z.catch(z.date(), new Date(0)), "date"],
  nonoptional: [z.nonoptional(z.optional(z.date())), "date"],
  readonly: [z.readonly(z.set(z.date())), "set<date>"],
  lazy: [z.lazy(() => z.date()), "date"],
  success: [z.success(z.date()), "date"],
  "union with undefined": [z.union([z.date(), z.undefined()]), "date"],
  pipe: [z.pipe(z.string(), z.string()), "string"],
  "pipe from unknown": [z.pipe(z.unknown(), z.date()), "date"],
  transform: [z.transform((value) => value), "any"],
  "pipe to transform": [z.pipe(z.date(), z.transform(String)), "date"],
  preprocess: [z.pipe(z.transform(String), z.string()), "any"],
  codec: [z.codec(z.string(), z.date(), { decode: (s) => new Date(s), encode: (d) => d.toISOString() }), "string"],
  "codec from any": [z.codec(z.any(), z.date(), { decode: (s) => new Date(s), encode: String }), "any"],
  array: [z.array(z.date()), "[date]"],
  tuple: [z.tuple([z.date(), z.string()]), "[date, string]"],
  "tuple with rest": [z.tuple([z.date()], z.bigint()), "[date, ...bigint]"],
  set: [z.set(z.date()), "set<date>"],
  map: [z.map(z.string(), z.date()), "map<string, date>"],
  record: [z.record(z.string(), z.date()), "{ *: date }"],
  "record of an enum": [z.record(z.enum(["a", "b"]), z.date()), "{ a: date, b: date }"],
  "record of literals": [z.record(z.union([z.literal("a"), z.literal(7)]), z.date()), "{ a: date, 7: date }"],
  "record of an enum, values optional": [z.record(z.enum(["a"]), z.optional(z.date())), "{ a?: date }"],
  partialRecord: [z.partialRecord(z.enum(["a", "b"]), z.date()), "{ a?: date, b?: date }"],
  "looseRecord of any name": [z.looseRecord(z.string(), z.date()), "{ *: date }"],
  "looseRecord of some names": [z.looseRecord(z.templateLiteral(["x-", z.string()]), z.date()), "{ *: opaque }"],
  "looseRecord of an enum": [z.looseRecord(z.enum(["a"]), z.date()), "{ a: date, *: any }"],
  object: [z.object({ a: z.string(), b: z.optional(z.date()) }), "{ a: string, b?: date }"],
  strictObject: [z.strictObject({ a: z.date() }), "{ a: date }"],
  looseObject: [z.looseObject({ a: z.date() }), "{ a: date, *: any }"],
  union: [z.union([z.object({ a: z.date() }), z.string()]), "{ a: date } | string"],
  discriminatedUnion: [
    z.discriminatedUnion("k", [z.object({ k: z.literal("a"), x: z.date() }), z.object({ k: z.literal("b") })]),
    '{ k: "a", x: date } | { k: "b" }',
  ],
  intersection: [
    z.intersection(
      z.object({ a: z.date(), c: z.unknown(), d: z.optional(z.string()) }),
      z.object({ b: z.set(z.string()), c: z.date(), d: z.optional(z.string()) }),
    ),
    "{ a: date, c: date, d?: string, b: set<string> }",
  ],
  "intersection with record": [
    z.intersection(z.object({ a: z.string() }), z.record(z.string(), z.unknown())),
    "{ a: string, *: any }",
  ],
  "intersection with union": [
    z.intersection(z.object({ a: z.date() }), z.union([z.object({ b: z.date() }), z.object({ c: z.string() })])),
    "{ a: date, b: date } | { a: date, c: string }",
  ],
  "union with intersection": [
    z.intersection(z.union([z.object({ b: z.date() }), z.object({ c: z.string() })]), z.object({ a: z.date() })),
    "{ b: date, a: date } | { c: string, a: date }",
  ],
});

describe.each(flavours)("zod %s", (_flavour, z) => {
  const table = Object.entries(kinds(z));

  test.each(table)("%s", (_name, [schema, expected]) => expect(shown(schema)).toBe(expected));

  test.each(table)("%s: the place of a property carries its own schema", (_name, [schema]) => {
    const root = describeZod(zod(z.object({ place: schema }))).root;
    expect(root?.kind === "object" && root.props.get("place")?.node.schema).toBe(schema);
  });

  const synchronous = table.filter(([name]) => name !== "promise");
  test.each(synchronous)("%s: may be absent exactly where Zod accepts that", (_name, [schema]) => {
    const whole = z.object({ place: schema });
    const root = describeZod(zod(whole)).root;
    const accepted = z.safeParse(whole, {}).success;
    expect(root?.kind === "object" && root.props.get("place")?.optional).toBe(accepted);
  });

  test("everything is found behind codecs, wrappers and containers", () => {
    const iso = z.codec(z.string(), z.date(), { decode: (s) => new Date(s), encode: (d) => d.toISOString() });
    expect(flags(z.object({ a: z.array(z.optional(iso)) }))).toEqual({ oneWay: [], transforms: true });
    expect(flags(z.object({ a: z.array(z.optional(z.date())) }))).toEqual({ oneWay: [], transforms: false });
    const slug = z.pipe(z.string(), z.transform(String));
    const schema = z.object({
      home: z.object({ street: slug, town: z.string() }),
      tags: z.array(slug),
      pair: z.tuple([z.string(), slug]),
      scores: z.record(z.string(), slug),
      either: z.union([z.number(), z.pipe(z.transform(String), z.string())]),
      set: z.set(z.success(z.string())),
      dates: z.map(z.string(), iso),
    });
    const { oneWay, transforms } = describeZod(zod(schema));
    expect(oneWay.toSorted()).toEqual(["either", "home.street", "pair[1]", "scores.*", "set[]", "tags[]"]);
    expect(transforms).toBe(true);
    expect(flags(z.pipe(z.object({}), z.transform(String)))).toEqual({ oneWay: [""], transforms: true });
  });

  test.each([
    ["coercion", z.coerce.number(), true],
    ["trim", z.string().check(z.trim()), true],
    ["lower case", z.string().check(z.toLowerCase()), true],
    ["url as normalised", z.url({ normalize: true }), true],
    ["stringbool", z.stringbool(), true],
    ["default", withDefault(z, z.string(), "x"), false],
    ["refinement", z.string().check(z.refine(() => true)), false],
    ["plain pipe", z.pipe(z.string(), z.string().check(z.minLength(1))), false],
    ["brand, readonly", z.readonly(z.string().brand("B")), false],
  ])("%s changes values: %#", (_name, schema, transforms) => {
    expect(flags(schema)).toEqual({ oneWay: [], transforms });
  });

  test("recursion ends: getters, z.lazy, and getters that build new schemas each time", () => {
    const person = z.object({
      born: z.date(),
      get friends() {
        return z.array(person);
      },
      get boss(): classic.core.$ZodType {
        return z.optional(z.nullable(person));
      },
    });
    expect(shown(person)).toBe("{ born: date, friends: [^], boss?: ^ | null }");

    const build = (): classic.core.$ZodType => z.union([z.date(), z.array(z.lazy(build))]);
    expect(shown(z.object({ tree: z.lazy(build) }))).toBe("{ tree: date | [date | ^] }");
    expect(flags(z.lazy(build))).toEqual({ oneWay: [], transforms: false });

    const both: classic.core.$ZodType = z.lazy(() =>
      z.intersection(z.object({ next: both }), z.object({ next: both })),
    );
    expect(shown(both)).toMatch(/^\{ next: /);

    const itself: classic.core.$ZodType = z.lazy(() => itself);
    expect(shown(itself)).toBe("any");
  });

  test("endless schemas are described to a limit, and then say that they do not know", () => {
    const endless = (names: readonly string[]): classic.core.$ZodType => {
      const shape = { at: z.date() };
      for (const name of names) {
        const get = (): classic.core.$ZodType => z.optional(endless(names));
        Object.defineProperty(shape, name, { get, enumerable: true });
      }
      return z.object(shape);
    };
    const chain = describeZod(zod(endless(["next"])));
    const depth = shown(zod(endless(["next"]))).split("next").length - 1;
    expect(chain.transforms).toBe(true);
    expect(depth).toBeGreaterThan(32); // as deep as an item of DynamoDB can be
    expect(depth).toBeLessThan(250);

    const tree = describeZod(zod(endless(["left", "right"])));
    expect(tree.transforms).toBe(true);
    expect(showNode(tree.root).split("at: ").length).toBeLessThan(10_000);
  });
});

test("z.json, and what the flavours write differently", () => {
  expect(shown(classic.object({ a: classic.date() }).catchall(classic.bigint()))).toBe("{ a: date, *: bigint }");
  expect(shown(mini.catchall(mini.object({ a: mini.date() }), mini.bigint()))).toBe("{ a: date, *: bigint }");
  expect(shown(classic.json())).toBe("string | number | boolean | null | [^] | { *: ^ }");
  expect(shown(classic.preprocess(String, classic.string()))).toBe("any");
  expect(flags(classic.object({ a: classic.preprocess(String, classic.string()) }))).toEqual({
    oneWay: ["a"],
    transforms: true,
  });
  expect(shown(classic.string().trim().min(1).transform(Number).optional())).toBe("string");
  expect(shown(classic.object({ a: classic.date() }).partial().extend({ b: classic.int() }))).toBe(
    "{ a?: date, b: integer }",
  );
  expect(shown(classic.object({ a: classic.date(), b: classic.date() }).omit({ a: true }).loose())).toBe(
    "{ b: date, *: any }",
  );
});

test("only schemas of Zod 4 are taken for such", () => {
  expect([classic.string(), mini.string(), classic.function()].map(isZod)).toEqual([true, true, true]);
  expect([undefined, null, "x", {}, { _zod: {} }, () => {}, { "~standard": {} }].some(isZod)).toBe(false);
});

function encodeWith(schema: unknown): (value: unknown, part?: StandardSchemaV1) => unknown {
  const { encode } = describeZod(zod(schema));
  if (encode === undefined) throw new Error("no encode direction");
  return encode;
}

describe.each(flavours)("zod %s encodes", (_flavour, z) => {
  const iso = z.codec(z.string(), z.date(), { decode: (s) => new Date(s), encode: (d) => d.toISOString() });
  test("a whole record, through containers, and a part of it", () => {
    const dates = z.array(iso);
    const encode = encodeWith(z.object({ dates, plain: z.date() }));
    const plain = new Date(5);
    expect(encode({ dates: [new Date(0)], plain, extra: 1 })).toEqual({
      value: { dates: ["1970-01-01T00:00:00.000Z"], plain },
    });
    expect(encode([new Date(0)], zod(dates))).toEqual({ value: ["1970-01-01T00:00:00.000Z"] });
  });

  test("failures are issues with path and message, one way transforms too", () => {
    const encode = encodeWith(
      z.object({ a: z.object({ b: iso, c: z.string("must be text") }), d: z.string().check(z.minLength(3)) }),
    );
    const message: unknown = expect.stringMatching(/./);
    expect(encode({ a: { b: "x", c: 1 }, d: "x" })).toEqual({
      issues: [
        { path: ["a", "b"], message },
        { path: ["a", "c"], message: "must be text" },
        { path: ["d"], message },
      ],
    });
    const oneWay = encodeWith(z.object({ a: z.pipe(z.string(), z.transform(Number)) }));
    expect(oneWay({ a: 1 })).toEqual({
      issues: [{ path: [], message: expect.stringMatching(/unidirectional transform/) }],
    });
  });

  test("asynchronously only where the schema is so, and what a codec throws is thrown", async () => {
    let checks = 0;
    const isRecent = z.refine<Date>(async (d) => {
      checks += 1;
      return d.getTime() > 0;
    }, "too old");
    const slow = z.object({ a: iso.check(isRecent) });
    const encode = encodeWith(slow);
    for (const run of ["first", "second"]) {
      const result = encode({ a: new Date(5) });
      expect(result, run).toBeInstanceOf(Promise);
      expect(await result).toEqual({ value: { a: "1970-01-01T00:00:00.005Z" } });
    }
    expect(checks).toBe(3); // twice the first time, then no more
    expect(await encode({ a: new Date(0) })).toEqual({ issues: [{ message: "too old", path: ["a"] }] });
    expect(await encode({ a: 1 })).toMatchObject({ issues: [{ path: ["a"] }] });
    expect(encode(new Date(0), zod(iso))).toEqual({ value: "1970-01-01T00:00:00.000Z" });

    const asyncCodec = z.codec(z.string(), z.number(), {
      decode: async (s) => Number(s),
      encode: async (n) => String(n),
    });
    expect(await encodeWith(z.object({ n: asyncCodec }))({ n: 7 })).toEqual({ value: { n: "7" } });
    const asyncOneWay = z.object({ n: asyncCodec, t: z.pipe(z.string(), z.transform(String)) });
    expect(await encodeWith(asyncOneWay)({ n: 7, t: "x" })).toMatchObject({ issues: [{ path: [] }] });

    const faulty = z.codec(z.string(), z.number(), {
      decode: Number,
      encode: () => {
        throw new RangeError("a mistake of the author");
      },
    });
    expect(() => encodeWith(faulty)(7)).toThrow("a mistake of the author");
  });
});

test("no encode direction before Zod 4.1", () => {
  const schema = zod(mini.string());
  const of = (version: object): ZodSchema => {
    const internals: unknown = Object.create(zodInternals(schema), { version: { value: version } });
    return Object.create(schema, { _zod: { value: internals } });
  };
  expect(describeZod(of({ major: 4, minor: 0 })).encode).toBeUndefined();
  expect(describeZod(of({ major: 4, minor: 1 })).encode).toBeTypeOf("function");
  expect(describeZod(of({ major: 5, minor: 0 })).encode).toBeTypeOf("function");
});
