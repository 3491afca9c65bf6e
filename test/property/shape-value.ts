import * as fc from "fast-check";
import type { MapKey, ObjectShape, ScalarName, Shape } from "./shape.ts";
import { attributeName, text } from "./text.ts";

/** Values of a shape, all of which DynamoDB can hold. */
export function valueOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "literal":
      return fc.constantFrom(...shape.values);
    case "nullable":
      return fc.option(valueOf(shape.inner), { nil: null });
    case "array":
      return fc.array(valueOf(shape.inner), { maxLength: 3 });
    case "record":
      return fc.dictionary(attributeName, valueOf(shape.inner), { maxKeys: 3, noNullPrototype: true });
    case "set":
      return fc.uniqueArray(valueOf(shape.inner), { maxLength: 3 }).map((values) => new Set(values));
    case "map":
      return fc
        .uniqueArray(fc.tuple(keys[shape.key], valueOf(shape.inner)), {
          maxLength: 3,
          selector: ([key]) => String(key),
        })
        .map((entries) => new Map(entries));
    case "tuple":
      return fc.tuple(...shape.items.map(valueOf));
    case "object":
      return objectOf(shape);
    case "variants":
      return fc.oneof(...shape.variants.map(objectOf));
    default:
      return scalars[shape.kind];
  }
}

export function objectOf({ fields, tag }: ObjectShape): fc.Arbitrary<Record<string, unknown>> {
  const requiredKeys = fields.filter(({ optional }) => !optional).map(({ name }) => name);
  return fc
    .record(Object.fromEntries(fields.map(({ name, shape }) => [name, valueOf(shape)])), {
      requiredKeys,
      noNullPrototype: true,
    })
    .map((value) => (tag === undefined ? value : { ...value, type: tag }));
}

/** Up to 38 digits, or more if the rest are zeros. */
const bigints: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
  fc.bigInt({ min: -9n, max: 9n }).map((some) => some * 10n ** 100n),
  fc.maxSafeInteger().map(BigInt),
);

/** Numbers that are sure to be meant as they are: documented in docs and refused otherwise. */
const numbers: fc.Arbitrary<number> = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noDefaultInfinity: true, noNaN: true }).filter(isStorable),
  fc.integer().map((some) => some / 1000),
  fc.constantFrom(1e21, 1e125, -9.99e125, 1e-130, 123456789012345e30, Number.EPSILON, 0.1, 1 / 3),
);

const dates: fc.Arbitrary<Date> = fc.oneof(
  fc.date({ noInvalidDate: true }),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }),
  fc.integer({ min: -1000, max: 1000 }).map((seconds) => new Date(seconds * 1000)),
  fc.constantFrom(new Date(8.64e15), new Date(-8.64e15), new Date("0000-01-01"), new Date("9999-12-31T23:59:59.999Z")),
);

/** Whether the library promises to store a number: it is what its digits say, and within DynamoDB's limits. */
export function isStorable(value: number): boolean {
  if (Object.is(value, -0)) return false;
  if (value === 0 || Number.isSafeInteger(value)) return true;
  const magnitude = Math.abs(value);
  if (!(magnitude >= 1e-130 && magnitude < 1e126)) return false;
  return !Number.isInteger(value) || value.toExponential().replace(/e.*|\D/g, "").length <= 15;
}

const trees: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  tree: fc.record(
    {
      label: text,
      at: dates,
      children: fc.oneof({ depthSize: "small" }, fc.constant([]), fc.array(tie("tree"), { maxLength: 2 })),
      weight: bigints,
    },
    { requiredKeys: ["label", "at", "children"], noNullPrototype: true },
  ),
})).tree;

// What the schema says nothing about comes back as it is stored, so no Dates, and numbers that are read as numbers.
const anything: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    text,
    fc.maxSafeInteger(),
    fc.integer().map((some) => some / 1000),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(attributeName, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const scalars: Readonly<Record<ScalarName, fc.Arbitrary<unknown>>> = {
  string: text,
  number: numbers,
  integer: fc.maxSafeInteger(),
  bigint: bigints,
  boolean: fc.boolean(),
  date: dates,
  bytes: fc.uint8Array({ maxLength: 8 }),
  unknown: anything,
  tree: trees,
};

const keys: Readonly<Record<MapKey, fc.Arbitrary<unknown>>> = {
  string: attributeName,
  number: numbers,
  bigint: bigints,
  date: dates,
};
