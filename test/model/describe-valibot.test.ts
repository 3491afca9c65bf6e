import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { describeValibot } from "../../packages/standard-dynamo/src/model/describe-valibot.ts";
import { isValibot, type ValibotSchema } from "../../packages/standard-dynamo/src/model/valibot-schema.ts";
import { showNode } from "./show-node.ts";

function valibot(schema: unknown): ValibotSchema {
  if (!isValibot(schema)) throw new TypeError("not a schema of Valibot");
  return schema;
}

const shown = (schema: unknown): string => showNode(describeValibot(valibot(schema)).root);
const transforms = (schema: unknown): boolean => describeValibot(valibot(schema)).transforms;

class Money {
  readonly cents = 0;
}
const Level = { low: 0, high: 5, 0: "low", 5: "high" }; // as TypeScript compiles an enum
const toDate = v.transform((text: string) => new Date(text));

const kinds: Record<string, readonly [schema: v.GenericSchema, expected: string]> = {
  string: [v.string(), "string"],
  "string with checks": [v.pipe(v.string(), v.email(), v.trim()), "string"],
  number: [v.number(), "number"],
  integer: [v.pipe(v.number(), v.minValue(0), v.integer()), "integer"],
  safeInteger: [v.pipe(v.number(), v.safeInteger()), "integer"],
  "whole steps": [v.pipe(v.number(), v.multipleOf(5)), "integer"],
  "parts of one": [v.pipe(v.number(), v.multipleOf(0.5)), "number"],
  "integer in an inner pipe": [v.pipe(v.pipe(v.number(), v.integer()), v.minValue(0)), "integer"],
  "integer after a transform": [v.pipe(v.number(), v.transform(Math.round), v.integer()), "number"],
  nan: [v.nan(), "number"],
  boolean: [v.boolean(), "boolean"],
  bigint: [v.bigint(), "bigint"],
  date: [v.date(), "date"],
  null: [v.null(), "null"],
  undefined: [v.undefined(), "undefined"],
  void: [v.void(), "undefined"],
  never: [v.never(), "never"],
  any: [v.any(), "any"],
  unknown: [v.unknown(), "any"],
  symbol: [v.symbol(), "opaque"],
  blob: [v.blob(), "opaque"],
  file: [v.file(), "opaque"],
  custom: [v.custom(() => true), "opaque"],
  function: [v.function(), "opaque"],
  promise: [v.promise(), "opaque"],
  "instance of a class": [v.instance(Money), "opaque"],
  "instance of Uint8Array": [v.instance(Uint8Array), "bytes"],
  literal: [v.literal("a"), '"a"'],
  "literal bigint": [v.literal(5n), "5n"],
  picklist: [v.picklist(["a", 1]), '"a" | 1'],
  enum: [v.enum(Level), "0 | 5"],
  optional: [v.optional(v.date()), "date"],
  "optional with default": [v.optional(v.date(), new Date(0)), "date"],
  exactOptional: [v.exactOptional(v.date()), "date"],
  undefinedable: [v.undefinedable(v.date()), "date"],
  nullable: [v.nullable(v.date()), "date | null"],
  nullish: [v.nullish(v.date()), "date | null"],
  nonOptional: [v.nonOptional(v.optional(v.date())), "date"],
  "union with undefined": [v.union([v.date(), v.undefined()]), "date"],
  fallback: [v.fallback(v.date(), new Date(0)), "date"],
  lazy: [v.lazy(() => v.date()), "date"],
  "lazy by the input": [v.lazy((input) => (input === 1 ? v.number() : v.date())), "opaque"],
  readonly: [v.pipe(v.set(v.date()), v.readonly()), "set<date>"],
  "pipe to Date": [v.pipe(v.string(), toDate, v.date()), "string"],
  "pipe from unknown": [v.pipe(v.unknown(), v.date()), "date"],
  "pipe from unknown, transformed": [v.pipe(v.unknown(), v.transform(String), v.string()), "any"],
  array: [v.array(v.date()), "[date]"],
  tuple: [v.tuple([v.date(), v.string()]), "[date, string]"],
  strictTuple: [v.strictTuple([v.date()]), "[date]"],
  looseTuple: [v.looseTuple([v.date()]), "[date, ...any]"],
  tupleWithRest: [v.tupleWithRest([v.date()], v.bigint()), "[date, ...bigint]"],
  set: [v.set(v.date()), "set<date>"],
  map: [v.map(v.string(), v.date()), "map<string, date>"],
  record: [v.record(v.string(), v.date()), "{ *: date }"],
  "record of a picklist": [v.record(v.picklist(["a", "b"]), v.date()), "{ a?: date, b?: date }"],
  object: [v.object({ a: v.string(), b: v.optional(v.date()) }), "{ a: string, b?: date }"],
  strictObject: [v.strictObject({ a: v.date() }), "{ a: date }"],
  looseObject: [v.looseObject({ a: v.date() }), "{ a: date, *: any }"],
  objectWithRest: [v.objectWithRest({ a: v.date() }, v.bigint()), "{ a: date, *: bigint }"],
  union: [v.union([v.object({ a: v.date() }), v.string()]), "{ a: date } | string"],
  variant: [
    v.variant("k", [
      v.object({ k: v.literal("a"), x: v.date() }),
      v.variant("k", [v.object({ k: v.literal("b") }), v.object({ k: v.literal("c") })]),
    ]),
    '{ k: "a", x: date } | { k: "b" } | { k: "c" }',
  ],
  intersect: [
    v.intersect([v.object({ a: v.date() }), v.object({ b: v.string() }), v.looseObject({ a: v.date() })]),
    "{ a: date, b: string, *: any }",
  ],
};
const table = Object.entries(kinds);
const synchronous = table.filter(([name]) => name !== "promise");

test.each(table)("valibot %s", (_name, [schema, expected]) => expect(shown(schema)).toBe(expected));

test.each(table)("valibot %s: the place of a property carries its own schema", (_name, [schema]) => {
  const { root } = describeValibot(valibot(v.object({ place: schema })));
  expect(root?.kind === "object" && root.props.get("place")?.node.schema).toBe(schema);
});

test.each(synchronous)("valibot %s: may be absent exactly where Valibot accepts that", (_name, [schema]) => {
  const whole = v.object({ place: schema });
  const { root } = describeValibot(valibot(whole));
  expect(root?.kind === "object" && root.props.get("place")?.optional).toBe(v.safeParse(whole, {}).success);
});

test.each([
  ["a transform to Date", v.pipe(v.string(), toDate), true],
  ["a transform deep inside", v.object({ a: v.array(v.optional(v.lazy(() => v.pipe(v.string(), toDate)))) }), true],
  ["a transform in a map's key", v.map(v.pipe(v.string(), v.toUpperCase()), v.date()), true],
  ["toNumber", v.pipe(v.string(), v.toNumber()), true],
  ["trim", v.pipe(v.string(), v.trim()), true],
  [
    "an asynchronous transform",
    v.pipeAsync(
      v.string(),
      v.transformAsync(async (text) => text.length),
    ),
    true,
  ],
  [
    "checks",
    v.pipe(
      v.string(),
      v.email(),
      v.check((text) => text !== ""),
    ),
    false,
  ],
  ["types only", v.pipe(v.string(), v.brand("B"), v.readonly(), v.title("T")), false],
  ["a default", v.object({ a: v.optional(v.string(), "x") }), false],
])("valibot %s changes values: %#", (_name, schema, expected) => {
  expect(transforms(schema)).toBe(expected);
  expect(describeValibot(valibot(schema))).toMatchObject({ oneWay: [] });
  expect(describeValibot(valibot(schema)).encode).toBeUndefined();
});

describe("recursion of valibot ends", () => {
  test("by reference, and where a getter builds a new schema each time", () => {
    const person: v.GenericSchema = v.object({ born: v.date(), friends: v.array(v.lazy(() => person)) });
    expect(shown(person)).toBe("{ born: date, friends: [{ born: date, friends: ^ }] }");

    const build = (): v.GenericSchema => v.union([v.date(), v.array(v.lazy(build))]);
    expect(shown(v.object({ tree: v.lazy(build) }))).toBe("{ tree: date | [date | ^] }");
    expect(transforms(v.lazy(build))).toBe(false);

    const itself: v.GenericSchema = v.lazy(() => itself);
    expect(shown(itself)).toBe("any");
  });

  test("even if there is no end", () => {
    const endless = (): v.GenericSchema => v.object({ at: v.date(), next: v.optional(v.lazy(() => endless())) });
    const depth = shown(endless()).split("next").length - 1;
    expect(depth).toBeGreaterThan(32); // as deep as an item of DynamoDB can be
    expect(transforms(endless())).toBe(true);
  });
});

test("asynchronous schemas are described like others", () => {
  const schema = v.objectAsync({
    a: v.pipeAsync(
      v.date(),
      v.checkAsync(async () => true),
    ),
    b: v.optionalAsync(v.setAsync(v.date())),
  });
  expect(shown(schema)).toBe("{ a: date, b?: set<date> }");
  expect(transforms(schema)).toBe(false);
});

test("only schemas of Valibot itself are taken for such", () => {
  const wrapped = { "~standard": v.string()["~standard"] };
  expect([wrapped, v.trim(), undefined, null, "x", {}].some(isValibot)).toBe(false);
});
