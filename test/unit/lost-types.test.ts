import { isItemValidationError, model } from "standard-dynamo";
import * as v from "valibot";
import { expect, test } from "vitest";
import { z } from "zod";
import { decodeMap } from "../../packages/standard-dynamo/src/item/decode.ts";
import { encodeMap } from "../../packages/standard-dynamo/src/item/encode.ts";
import type { StoredMap } from "../../packages/standard-dynamo/src/model/stored.ts";

// Values that would come back as another type are refused at writing, wherever they stand.

const time = new Date("2020-01-02T03:04:05.000Z");
const dateOrText = z.union([z.date(), z.string()]);
const paths = expect.arrayContaining(["it"]) as string[];

test.each<[place: string, schema: z.ZodType, value: unknown]>([
  ["an attribute", dateOrText, time],
  ["a list", z.array(dateOrText), [time]],
  ["a tuple", z.tuple([dateOrText]), [time]],
  ["the rest of a tuple", z.tuple([z.int()], dateOrText), [1, time]],
  ["a record", z.record(z.string(), dateOrText), { a: time }],
  ["a map", z.map(z.string(), dateOrText), new Map([["a", time]])],
  ["the keys of a map", z.map(dateOrText, z.int()), new Map([[time, 1]])],
  ["a set", z.set(dateOrText), new Set([time])],
  ["an object", z.object({ a: dateOrText }), { a: time }],
  ["a member of a union", z.union([z.object({ a: dateOrText }), z.object({ b: z.int() })]), { a: time }],
])("a Date beside text in %s is refused", (_, schema, it) => {
  expect(outcome(z.object({ it: schema }), { it })).toMatchObject([{ path: paths }]);
});

test.each<[schema: z.ZodType, value: unknown]>([
  [z.union([z.array(z.string()), z.array(z.date())]), [time]],
  [z.union([z.array(z.date()), z.array(z.bigint())]), [1n]],
  [z.union([z.set(z.string()), z.set(z.date())]), new Set([time])],
  [z.union([z.tuple([z.string()]), z.tuple([z.date()])]), [time]],
  [z.union([z.object({ a: z.string() }), z.object({ a: z.date() })]), { a: time }],
  [z.union([z.object({ a: z.date() }), z.object({ a: z.bigint() })]), { a: 1n }],
  [z.union([z.record(z.string(), z.string()), z.record(z.string(), z.date())]), { a: time }],
  [z.union([z.map(z.string(), z.int()), z.map(z.number(), z.int())]), new Map([[1, 1]])],
  [z.union([z.array(z.string()), z.set(z.string())]), new Set(["a"])],
  [z.union([z.object({}), z.map(z.string(), z.int())]), new Map()],
  [z.union([z.bigint(), z.number()]), 1n],
  [z.map(z.literal([1, 2]), z.int()), new Map([[1, 1]])],
  [z.array(z.string().optional()), [undefined]],
  [z.map(z.string(), z.string().optional()), new Map([["a", undefined]])],
])("a value that is stored like that of another member comes back or is refused (%#)", (schema, it) => {
  const result = outcome(z.object({ it: schema }), { it });
  if (Array.isArray(result)) expect(result).toMatchObject([{ path: paths }]);
  else expect(result).toEqual({ it });
});

test.each<[schema: z.ZodType, value: unknown]>([
  [dateOrText, "a"],
  [dateOrText, "2020-01-02T03:04:05.000Z"],
  [z.union([z.date(), z.int()]), time],
  [z.union([z.bigint(), z.string()]), 1n],
  [z.union([z.bigint(), z.number()]), 1],
  [z.union([z.array(z.string()), z.set(z.string())]), ["a"]],
  [
    z.discriminatedUnion("t", [
      z.object({ t: z.literal("a"), on: z.date() }),
      z.object({ t: z.literal("b"), on: z.bigint() }),
    ]),
    { t: "b", on: 1n },
  ],
  [
    z.discriminatedUnion("t", [
      z.object({ t: z.literal(1n), on: z.date() }),
      z.object({ t: z.literal(2n), on: z.bigint() }),
    ]),
    { t: 2n, on: 1n },
  ],
  [
    z.union([z.object({ t: z.null(), on: z.date() }), z.object({ t: z.literal("b"), on: z.bigint() })]),
    { t: "b", on: 1n },
  ],
])("a value that can be told apart comes back (%#)", (schema, it) => {
  expect(outcome(z.object({ it: schema }), { it })).toEqual({ it });
});

test("valibot: what would not come back is refused as well", () => {
  const schema = v.object({ it: v.union([v.array(v.string()), v.array(v.date())]) });
  expect(outcome(schema, { it: [time] })).toMatchObject([{ path: paths }]);
});

test("the refusal says what would happen", () => {
  expect(outcome(z.object({ it: dateOrText }), { it: time })).toEqual([
    { path: ["it"], message: "a Date would be read back as string: both are stored alike; use a codec" },
  ]);
});

// The item as it comes back, or the issues if it is refused.
function outcome(schema: Parameters<typeof model>[0], value: unknown): unknown {
  const codec = model(schema);
  let stored: StoredMap;
  try {
    stored = codec.serialize(value) as StoredMap;
  } catch (error) {
    if (isItemValidationError(error)) return error.issues;
    throw error;
  }
  return codec.parse(decodeMap(encodeMap(stored)));
}
