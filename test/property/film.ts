import * as fc from "fast-check";
import { z } from "zod";

/** A record with an attribute of every kind, all of which may be absent, and many null. */
export const Film = z.object({
  name: z.string().nullish(),
  kind: z.enum(["film", "series"]).optional(),
  year: z.int().nullish(),
  price: z.number().optional(),
  votes: z.bigint().nullish(),
  seen: z.boolean().optional(),
  on: z.date().nullish(),
  cover: z.instanceof(Uint8Array).optional(),
  tags: z.array(z.string()).nullish(),
  years: z.array(z.int()).optional(),
  labels: z.set(z.string()).optional(),
  days: z.set(z.date()).optional(),
  address: z
    .object({
      city: z.string().nullish(),
      zip: z.int().optional(),
      lines: z.array(z.string()).nullish(),
      place: z.object({ x: z.number(), note: z.string().optional() }).nullish(),
    })
    .nullish(),
  scores: z.record(z.string(), z.int()).optional(),
});

export type Film = z.infer<typeof Film>;
type Address = NonNullable<Film["address"]>;
type Place = NonNullable<Address["place"]>;

// Few values of each kind, so that comparisons meet equal ones.
export const words = fc.constantFrom("", "a", "ab", "b", "é", "\uFFFF", "\u{1F600}", "2020-01-01", "#n0", ":v0", "a.b");
export const ints = fc.integer({ min: -3, max: 3 });
/** Fractions that JavaScript adds up as exactly as DynamoDB. */
export const quarters = fc.integer({ min: -4, max: 4 }).map((some) => some / 4);
export const fractions = fc.oneof(quarters, fc.constantFrom(1e21, -1e-7, 0.1));
export const bigs = fc.constantFrom(0n, 1n, -1n, 2n ** 53n, 2n ** 53n + 1n, 10n ** 37n, 10n ** 37n + 1n);
export const kinds = fc.constantFrom<("film" | "series")[]>("film", "series");
export const times = fc
  .constantFrom(
    "1969-12-31T23:59:59.999Z",
    "2020-01-01",
    "2020-01-01T00:00:00.001Z",
    "2020-01-01T00:00:00.010Z",
    "2020-01-01T00:00:01Z",
    "9999-12-31T23:59:59.999Z",
  )
  .map((text) => new Date(text));
export const bytes = fc.uint8Array({ maxLength: 2, max: 2 });
export const scoreNames = fc.constantFrom("a", "a.b", "#n0", "size", "eq", "größe", "constructor");

export const texts = fc.array(words, { maxLength: 3 });
export const labelSets = fc.uniqueArray(words, { maxLength: 3 }).map((some) => new Set(some));
export const daySets = fc.uniqueArray(times, { maxLength: 2, selector: Number }).map((some) => new Set(some));
export const scores = fc.dictionary(scoreNames, ints, { maxKeys: 3, noNullPrototype: true });

function placesOf(numbers: fc.Arbitrary<number>): fc.Arbitrary<Place> {
  return fc.record({ x: numbers, note: words }, { requiredKeys: ["x"], noNullPrototype: true });
}

export function addressesOf(numbers: fc.Arbitrary<number>): fc.Arbitrary<Address> {
  const place = fc.option(placesOf(numbers));
  const parts = { city: fc.option(words), zip: ints, lines: fc.option(texts), place };
  return fc.record(parts, { requiredKeys: [], noNullPrototype: true });
}

export function filmsOf(numbers: fc.Arbitrary<number>): fc.Arbitrary<Film> {
  return fc.record(
    {
      name: fc.option(words),
      kind: kinds,
      year: fc.option(ints),
      price: numbers,
      votes: fc.option(bigs),
      seen: fc.boolean(),
      on: fc.option(times),
      cover: bytes,
      tags: fc.option(texts),
      years: fc.array(ints, { maxLength: 3 }),
      labels: labelSets,
      days: daySets,
      address: fc.option(addressesOf(numbers)),
      scores,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
}
