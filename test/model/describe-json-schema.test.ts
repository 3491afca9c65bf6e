import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import { Schema } from "effect";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { describeJson, describeJsonSchema } from "../../packages/standard-dynamo/src/model/describe-json-schema.ts";
import type { Node } from "../../packages/standard-dynamo/src/model/node.ts";
import type { StandardSchemaV1 } from "../../packages/standard-dynamo/src/model/standard-schema.ts";
import { showNode } from "./show-node.ts";

const rootOf = (schema: StandardSchemaV1): Node | undefined => describeJsonSchema(schema)?.root;
const shown = (schema: StandardSchemaV1): string => showNode(rootOf(schema));
const byHand = (json: Record<string, unknown>): string => showNode(describeJson(json).root);

function at(node: Node | undefined, name: string): Node | undefined {
  return node?.kind === "object" ? node.props.get(name)?.node : undefined;
}

function accepts(node: Node | undefined, value: unknown): boolean | undefined {
  const result = node?.schema?.["~standard"].validate(value);
  return result && !("then" in result) && result.issues === undefined;
}

function both(schema: Schema.Codec<unknown, unknown>): StandardSchemaV1 {
  return Schema.toStandardJSONSchemaV1(Schema.toStandardSchemaV1(schema));
}

function speaking(input: (options: { readonly target: string }) => unknown): StandardSchemaV1 {
  const standard = {
    version: 1,
    vendor: "test",
    validate: (value: unknown) => ({ value }),
    jsonSchema: { input },
  } as const;
  return { "~standard": standard };
}

function refuse(): never {
  throw new Error("cannot be represented");
}

class Money {
  readonly cents = 0;
}
const ark = type.module({ node: { name: "string", "friends?": "node[]", born: "Date" } });

test.each([
  ["string", type("string"), "string"],
  ["format", type("string.email"), "string"],
  ["number", type("number"), "number"],
  ["integer", type("number.integer"), "integer"],
  ["boolean", type("boolean"), "boolean"],
  ["null", type("null"), "null"],
  ["bigint", type("bigint"), "bigint"],
  ["Date", type("Date"), "date"],
  ["bytes", type("TypedArray.Uint8"), "bytes"],
  ["Set", type("Set"), "set<any>"],
  ["Map", type("Map"), "map<any, any>"],
  ["class", type.instanceOf(Money), "opaque"],
  ["symbol", type("symbol"), "opaque"],
  ["unknown", type("unknown"), "any"],
  ["never", type("never"), "never"],
  ["undefined", type("undefined"), "undefined"],
  ["literals", type("'a' | 1"), '1 | "a"'],
  ["bigint literal", type("5n"), "bigint"],
  ["nullable", type("Date | null"), "date | null"],
  ["string or undefined", type("string | undefined"), "string"],
  ["array", type("Date[]"), "[date]"],
  ["tuple", type(["Date", "string"]), "[date, string]"],
  ["tuple with rest", type(["string", "...", "Date[]"]), "[string, ...date]"],
  ["tuple with end", type(["...", "Date[]", "string"]), "[date | string]"],
  ["object", type({ a: "Date", "b?": "number" }), "{ a: date, b?: number }"],
  ["default", type({ a: "string = 'x'" }), "{ a?: string }"],
  ["any object", type("object"), "{ *: any }"],
  ["reject others", type({ "+": "reject", a: "Date" }), "{ a: date }"],
  ["record", type("Record<string, Date>"), "{ *: date }"],
  ["record by pattern", type({ "[/^x/]": "Date" }), "{ *: date }"],
  ["and", type({ a: "Date" }).and({ b: "string" }), "{ a: date, b: string }"],
  ["narrow", type({ a: type("string").narrow(() => true) }), "{ a: string }"],
  ["morph", type({ a: "string.date.iso.parse" }), "{ a: string }"],
  ["trim", type({ a: "string.trim" }), "{ a: string }"],
  ["union of objects", type({ k: "'a'", x: "Date" }).or({ k: "'b'" }), '{ k: "b" } | { k: "a", x: date }'],
  ["recursive", ark.node, "{ born: date, name: string, friends?: [{ born: date, name: string, friends?: ^ }] }"],
])("arktype %s", (_name, schema, expected) =>
  expect(new Set(shown(schema).split(" | "))).toEqual(new Set(expected.split(" | "))),
);

describe("arktype", () => {
  test.each([
    ["morph", type({ a: { b: "string.date.iso.parse" } }), true],
    ["trim", type("string.trim"), true],
    ["pipe", type("string").pipe(Number), true],
    ["none", type({ a: "Date", b: type("string").narrow(() => true) }), false],
  ])("says whether values change: %s", (_name, schema, transforms) => {
    expect(describeJsonSchema(schema)).toMatchObject({ transforms, oneWay: [] });
  });

  test("gives the schema of places that `get` reaches, and none below unions", () => {
    const schema = type({
      a: { b: "Date", "c?": "string.date.iso.parse" },
      list: "Date[]",
      pair: ["Date", "number>5"],
      either: type({ x: "1" }).or("null"),
      record: "Record<string, Date>",
    });
    const root = rootOf(schema);
    expect(root?.schema).toBe(schema);
    const [b, c, list, pair] = [at(at(root, "a"), "b"), at(at(root, "a"), "c"), at(root, "list"), at(root, "pair")];
    expect([accepts(b, new Date()), accepts(b, "x")]).toEqual([true, false]);
    expect([accepts(c, "2020-01-01T00:00:00Z"), accepts(c, "x")]).toEqual([true, false]);
    expect([accepts(list, [new Date()]), accepts(list, ["x"])]).toEqual([true, false]);
    const item = list?.kind === "array" ? list.items : undefined;
    expect([accepts(item, new Date()), accepts(item, "x")]).toEqual([true, false]);
    const second = pair?.kind === "array" ? pair.prefix?.[1] : undefined;
    expect([accepts(second, 6), accepts(second, 5)]).toEqual([true, false]);
    const either = at(root, "either");
    expect([accepts(either, null), accepts(either, { x: 2 })]).toEqual([true, false]);
    const objects = either?.kind === "union" ? either.members.filter((member) => member.kind === "object") : [];
    expect(objects.map((member) => at(member, "x")?.schema)).toEqual([undefined]);
    const record = at(root, "record");
    expect(record?.kind === "object" && record.rest?.schema).toBeUndefined();
  });
});

test("a place that `get` of arktype refuses has no schema", () => {
  const schema = type({ a: "string" });
  const reluctant = Object.assign(() => {}, {
    "~standard": schema["~standard"],
    includesTransform: false,
    get: refuse,
  });
  expect(at(rootOf(reluctant), "a")).toEqual({ kind: "string", schema: undefined });
  expect(rootOf(reluctant)?.schema).toBe(reluctant);
});

test.each([
  [
    "scalars",
    v.object({ a: v.string(), b: v.pipe(v.number(), v.integer()), c: v.boolean() }),
    "{ a: string, b: integer, c: boolean }",
  ],
  [
    "what JSON lacks",
    v.object({ a: v.date(), b: v.bigint(), c: v.instance(Uint8Array) }),
    "{ a: date, b: bigint, c: bytes }",
  ],
  ["sets, maps", v.object({ a: v.set(v.date()), b: v.map(v.string(), v.date()) }), "{ a: set<any>, b: map<any, any> }"],
  [
    "opaque",
    v.object({ a: v.custom(() => true), b: v.instance(Money), c: v.file() }),
    "{ a: opaque, b: opaque, c: opaque }",
  ],
  [
    "wrapped",
    v.object({ a: v.optional(v.date()), b: v.nullable(v.date()), c: v.nullish(v.date()) }),
    "{ a?: date, b: date | null, c?: date | null }",
  ],
  ["anything", v.object({ a: v.any(), b: v.unknown(), c: v.never() }), "{ a: any, b: any, c: never }"],
  ["undefined", v.object({ a: v.undefined(), b: v.union([v.date(), v.undefined()]) }), "{ a: undefined, b: date }"],
  ["literals", v.object({ a: v.picklist(["x", "y"]), b: v.literal(5n) }), '{ a: "x" | "y", b: bigint }'],
  [
    "records",
    v.object({ a: v.record(v.string(), v.date()), b: v.record(v.picklist(["x"]), v.date()) }),
    "{ a: { *: date }, b: { x?: date } }",
  ],
  [
    "lists",
    v.object({ a: v.array(v.date()), b: v.strictTuple([v.date(), v.string()]) }),
    "{ a: [date], b: [date, string] }",
  ],
  ["loose", v.looseObject({ a: v.date() }), "{ a: date, *: any }"],
  ["rest", v.objectWithRest({ a: v.date() }, v.bigint()), "{ a: date, *: bigint }"],
  [
    "variant",
    v.variant("k", [v.object({ k: v.literal("a"), x: v.date() }), v.object({ k: v.literal("b") })]),
    '{ k: "a", x: date } | { k: "b" }',
  ],
  ["intersect", v.intersect([v.object({ a: v.date() }), v.object({ b: v.string() })]), "{ a: date, b: string }"],
  ["pipe", v.object({ a: v.pipe(v.string(), v.transform(Date.parse)) }), "{ a: string }"],
])("valibot by JSON Schema: %s", (_name, schema, expected) => {
  const wrapped = toStandardJsonSchema(schema);
  expect(shown(wrapped)).toBe(expected);
  expect(describeJsonSchema(wrapped)).toMatchObject({ transforms: true, oneWay: [] });
});

test("valibot by JSON Schema: recursion", () => {
  const person: v.GenericSchema = v.object({ born: v.date(), friends: v.array(v.lazy(() => person)) });
  expect(shown(toStandardJsonSchema(person))).toBe(
    "{ born: date, friends: [{ born: date, friends: [{ born: date, friends: ^ }] }] }",
  );
});

test("zod by JSON Schema, where its own structure should not be readable", () => {
  const schema = z.object({
    a: z.date().optional(),
    b: z.nullable(z.bigint()),
    c: z.instanceof(Uint8Array).default(new Uint8Array()),
    d: z.set(z.string()),
    e: z.record(z.enum(["x", "y"]), z.date()),
    f: z.partialRecord(z.enum(["x"]), z.date()),
    g: z.string().regex(/a/).regex(/b/),
    h: z.preprocess(String, z.string()),
    i: z.custom(() => true),
    j: z.looseObject({ k: z.int() }),
    l: z.discriminatedUnion("k", [z.object({ k: z.literal(1) }), z.object({ k: z.literal(2), at: z.date() })]),
  });
  expect(shown(schema)).toBe(
    "{ a?: date, b: bigint | null, c?: bytes, d: set<any>, e: { x: date, y: date }, f: { x?: date }, g: string, h: string, " +
      "i: opaque, j: { k: integer, *: any }, l: { k: 1 } | { k: 2, at: date } }",
  );
});

describe("effect", () => {
  test("describes the JSON form of its types", () => {
    const schema = Schema.Struct({
      a: Schema.String,
      b: Schema.optionalKey(Schema.Int),
      c: Schema.NullOr(Schema.Number),
      d: Schema.Record(Schema.String, Schema.Boolean),
      e: Schema.Literals(["x", "y"]),
      f: Schema.Tuple([Schema.String, Schema.Finite]),
      g: Schema.Union([Schema.String, Schema.Boolean]),
      h: Schema.Unknown,
      i: Schema.DateFromString,
    });
    expect(shown(both(schema))).toBe(
      '{ a: string, b?: integer, c: number | null, d: { *: boolean }, e: "x" | "y", f: [string, number], g: string | boolean, ' +
        "h: any, i: string }",
    );
    expect(shown(both(Schema.Record(Schema.String, Schema.Unknown)))).toBe("{ *: any }");
    const withRest = Schema.StructWithRest(Schema.Struct({ a: Schema.String }), [
      Schema.Record(Schema.String, Schema.Unknown),
    ]);
    expect(shown(both(withRest))).toBe("{ a: string, *: any }");
  });

  test("classes and recursion", () => {
    class Cat extends Schema.Class<Cat>("Cat")({
      name: Schema.String,
      kittens: Schema.Array(Schema.suspend((): Schema.Codec<Cat> => Cat)),
    }) {}
    const schema = both(Cat);
    expect(typeof schema).toBe("function");
    expect(shown(schema)).toBe("{ name: string, kittens: [{ name: string, kittens: ^ }] }");
    expect(rootOf(schema)?.schema).toBe(schema);
  });

  test("says nothing without a JSON Schema", () => {
    expect(describeJsonSchema(Schema.toStandardSchemaV1(Schema.Struct({ a: Schema.String })))).toBeUndefined();
  });
});

describe("a library", () => {
  test("that knows only draft-07 is asked for that", () => {
    const targets: string[] = [];
    const schema = speaking(({ target }) => {
      targets.push(target);
      if (target !== "draft-07") throw new Error("unknown target");
      return {
        definitions: { d: { items: [{ "x-type": "date" }], additionalItems: { type: "string" } } },
        $ref: "#/definitions/d",
      };
    });
    expect(shown(schema)).toBe("[date, ...string]");
    expect(targets).toEqual(["draft-2020-12", "draft-07"]);
  });

  test("that cannot convert a schema tells nothing", () => {
    expect(describeJsonSchema(speaking(refuse))).toBeUndefined();
    expect(describeJsonSchema({ "~standard": { version: 1, vendor: "test", validate: refuse } })).toBeUndefined();
  });
});

test.each([
  [
    "types",
    { properties: { a: { type: "string" }, b: { type: ["integer", "null"] } }, required: ["a", "b"] },
    "{ a: string, b: integer | null }",
  ],
  [
    "what is not required",
    { type: "object", properties: { a: { type: "string" }, b: { default: 1, type: "number" } }, required: ["b"] },
    "{ a?: string, b?: number }",
  ],
  ["const, enum", { anyOf: [{ const: 1 }, { enum: ["a", null] }] }, '1 | "a" | null'],
  ["others", { properties: {}, additionalProperties: true }, "{ *: any }"],
  ["no others", { properties: {}, additionalProperties: false }, "{}"],
  ["others of a type", { type: "object", additionalProperties: { "x-type": "date" } }, "{ *: date }"],
  ["any object", { type: "object" }, "{ *: any }"],
  [
    "names",
    { type: "object", propertyNames: { enum: ["a", "b"] }, additionalProperties: { type: "number" }, required: ["a"] },
    "{ a: number, b?: number }",
  ],
  [
    "tags",
    { properties: { a: { type: "string", "x-type": "date" }, b: { "x-type": "decimal" }, c: { "x-type": "bytes" } } },
    "{ a?: date, b?: decimal, c?: bytes }",
  ],
  [
    "set, map",
    {
      prefixItems: [
        { "x-type": "set", items: { type: "number" } },
        { "x-type": "map", additionalProperties: { "x-type": "date" } },
      ],
      items: false,
    },
    "[set<number>, map<any, date>]",
  ],
  ["tuple with others", { type: "array", prefixItems: [{ type: "string" }] }, "[string, ...any]"],
  [
    "allOf",
    {
      allOf: [
        { properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { a: {}, b: { "x-type": "date" } } },
      ],
    },
    "{ a: string, b?: date }",
  ],
  [
    "beside anyOf",
    { properties: { a: { type: "string" } }, anyOf: [{ properties: { b: { type: "null" } } }] },
    "{ a?: string, b?: null }",
  ],
  [
    "pointers",
    { $defs: { "a/b~c": { type: "boolean" } }, properties: { x: { $ref: "#/$defs/a~1b~0c" } } },
    "{ x?: boolean }",
  ],
  [
    "unknown pointers",
    { properties: { x: { $ref: "#/$defs/none" }, y: { $ref: "https://example.com/y" } } },
    "{ x?: any, y?: any }",
  ],
  ["a circle", { $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } }, $ref: "#/$defs/a" }, "any"],
  ["recursion", { properties: { next: { $ref: "#" }, at: { "x-type": "date" } } }, "{ next?: ^, at?: date }"],
  ["nothing at all", {}, "any"],
  ["not", { properties: { a: { not: {} }, b: false } }, "{ a?: never, b?: never }"],
])("a JSON Schema by hand: %s", (_name, json, expected) => expect(byHand(json)).toBe(expected));
