import * as fc from "fast-check";
import { isItemValidationError, type ModelCodec, model, type StandardSchemaV1 } from "standard-dynamo";
import * as v from "valibot";
import { expect, test } from "vitest";
import { z } from "zod";
import { decodeMap } from "../../packages/standard-dynamo/src/item/decode.ts";
import { encodeMap } from "../../packages/standard-dynamo/src/item/encode.ts";
import type { StoredMap } from "../../packages/standard-dynamo/src/model/stored.ts";
import { check } from "./check.ts";
import { recordShape, type Shape, shape } from "./shape.ts";
import { valibotOf } from "./shape-valibot.ts";
import { isStorable, objectOf, valueOf } from "./shape-value.ts";
import { zodObject, zodOf } from "./shape-zod.ts";

// Whatever a schema takes, writing gives back what was written or refuses it: it never changes a value, nor writes what
// cannot be read.

const places = ["attribute", "array", "record", "map", "tuple"] as const;

test("zod: a member of a union comes back equal or is refused", () => {
  check(
    fc.property(unions, ({ members, value, place }) => {
      const union = z.union(members.map(zodOf));
      const schemas: Record<typeof place, z.ZodType> = {
        attribute: union,
        array: z.array(union),
        record: z.record(z.string(), union),
        map: z.map(z.string(), union),
        tuple: z.tuple([z.string(), union]),
      };
      expectEqualOrRefused(z.object({ it: schemas[place] }), { it: placed(place, value) });
    }),
    600,
  );
});

test("valibot: a member of a union comes back equal or is refused", () => {
  check(
    fc.property(unions, ({ members, value, place }) => {
      const union = v.union(members.map(valibotOf));
      const schemas: Record<typeof place, v.GenericSchema> = {
        attribute: union,
        array: v.array(union),
        record: v.record(v.string(), union),
        map: v.map(v.string(), union),
        tuple: v.tuple([v.string(), union]),
      };
      expectEqualOrRefused(v.object({ it: schemas[place] }), { it: placed(place, value) });
    }),
    600,
  );
});

test("keys of maps of several types come back equal or are refused", () => {
  const members: Shape[] = [
    { kind: "string" },
    { kind: "number" },
    { kind: "bigint" },
    { kind: "date" },
    { kind: "literal", values: [1, "1", true, "true"] },
  ];
  const property = fc.property(
    fc.subarray(members, { minLength: 1, maxLength: 2 }).chain((key) =>
      fc.record({
        key: fc.constant(key),
        value: fc.uniqueArray(fc.oneof(...key.map(valueOf)), { maxLength: 2 }).map((some) => new Map(some.entries())),
      }),
    ),
    ({ key, value }) => {
      const flipped = new Map([...value].map(([index, some]) => [some, index]));
      expectEqualOrRefused(z.object({ it: z.map(z.union(key.map(zodOf)), z.number()) }), { it: flipped });
    },
  );
  check(property, 300);
});

test.each([
  ["numbers", z.number(), fc.double()],
  ["bigints", z.bigint(), fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })],
  ["texts with halves of characters", z.string(), fc.string({ unit: fc.constantFrom("a", "\uD83D", "\uDE00") })],
  ["dates", z.date().nullable(), fc.date()],
  ["optional elements", z.array(z.string().optional()), fc.array(fc.option(fc.string(), { nil: undefined }))],
  ["an entry without value", z.map(z.string(), z.string().optional()), fc.constant(new Map([["a", undefined]]))],
  ["an empty name", z.record(z.string(), z.int()), fc.constant({ "": 1 })],
  ["functions", z.any(), fc.func(fc.integer())],
  ["symbols", z.any(), fc.constant(Symbol("it"))],
  ["instances", z.instanceof(URL), fc.webUrl().map((url) => new URL(url))],
])("%s: come back equal or are refused", (_, schema, values) => {
  const sameOrRefused = fc.property(values as fc.Arbitrary<unknown>, (it) => {
    fc.pre(schema.safeParse(it).success && !isMinusZero(it));
    expectEqualOrRefused(z.object({ it: schema }), { it });
  });
  check(sameOrRefused, 200);
});

test("exactly the numbers that DynamoDB holds as they are meant are taken", () => {
  const codec = model(z.object({ it: z.number() }));
  const property = fc.property(fc.double({ noNaN: true }), (it) => {
    fc.pre(!isMinusZero(it) && Number.isFinite(it));
    expect(isRefused(codec, { it })).toBe(!isStorable(it));
  });
  check(property, 500);
});

test("a record with one wrong value is refused at its path", () => {
  const property = fc.property(
    recordShape.chain((record) => fc.tuple(fc.constant(record), objectOf(record))),
    fc.constantFrom(Number.NaN, Symbol("it"), () => 1, "\uD800"),
    ([record, value], wrong) => {
      const schema = zodObject(record).extend({ wrong: z.any() });
      expect(refusalOf(model(schema), { ...value, wrong })).toMatchObject([{ path: ["wrong"] }]);
    },
  );
  check(property, 100);
});

test("more than 32 levels are refused", () => {
  const codec = model(z.object({ it: z.any() }));
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
  expect(isRefused(codec, { it: nested(31) })).toBe(false);
  expect(isRefused(codec, { it: nested(32) })).toBe(true);
});

const unions = fc
  .record({
    members: fc.array(shape.filter(promisesTypes), { minLength: 2, maxLength: 3 }),
    place: fc.constantFrom(...places),
  })
  .chain(({ members, place }) =>
    fc.record({
      members: fc.constant(members),
      place: fc.constant(place),
      value: fc.oneof(...members.map(valueOf)),
    }),
  );

// What takes anything promises no type.
function promisesTypes(one: Shape): boolean {
  return !JSON.stringify(one).includes("unknown");
}

function placed(place: (typeof places)[number], value: unknown): unknown {
  const inPlace = { attribute: value, array: [value], record: { a: value }, map: new Map([["a", value]]) };
  return place === "tuple" ? ["first", value] : inPlace[place];
}

function expectEqualOrRefused(schema: StandardSchemaV1, value: unknown): void {
  const accepted = outputOf(schema, value);
  const codec = model(schema);
  let stored: StoredMap;
  try {
    stored = codec.serialize(accepted) as StoredMap;
  } catch (error) {
    if (!isItemValidationError(error)) throw error;
    expect(error.issues[0]?.path).toEqual(expect.arrayContaining(["it"]));
    return;
  }
  expect(codec.parse(decodeMap(encodeMap(stored)))).toEqual(accepted);
}

function outputOf(schema: StandardSchemaV1, value: unknown): unknown {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise || result.issues !== undefined) throw new Error("refused", { cause: result });
  return result.value;
}

function refusalOf(codec: ModelCodec, value: unknown): unknown {
  try {
    return codec.serialize(value);
  } catch (error) {
    return isItemValidationError(error) ? error.issues : error;
  }
}

function isRefused(codec: ModelCodec, value: unknown): boolean {
  return Array.isArray(refusalOf(codec, value));
}

function isMinusZero(value: unknown): boolean {
  return Object.is(value, -0);
}
