import * as fc from "fast-check";
import type { FilterCommand } from "standard-dynamo";
import * as film from "./film.ts";

/** Filters of films with every operator, none of them empty. */
export const filmFilters: fc.Arbitrary<FilterCommand<film.Film>> = fc.letrec<{
  filter: FilterCommand<film.Film>;
}>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    attributes(),
    fc.record({ $and: fc.array(tie("filter"), { minLength: 1, maxLength: 3 }) }, { noNullPrototype: true }),
    fc.record({ $or: fc.array(tie("filter"), { minLength: 1, maxLength: 3 }) }, { noNullPrototype: true }),
    fc.record({ $not: tie("filter") }, { noNullPrototype: true }),
  ),
})).filter;

function attributes(): fc.Arbitrary<object> {
  return some({
    name: text(film.words, true),
    kind: fc.oneof(film.kinds, some({ ...equality(film.kinds), ...order(film.kinds), size: size() })),
    year: ordered(film.ints, true),
    price: ordered(film.fractions, false),
    votes: ordered(film.bigs, true),
    seen: fc.oneof(fc.boolean(), some(equality(fc.boolean()))),
    on: ordered(film.times, true),
    cover: fc.oneof(film.bytes, some({ ...equality(film.bytes), beginsWith: film.bytes, size: size() })),
    tags: fc.oneof(fc.option(film.texts), some({ ...equality(film.texts), contains: film.words, size: size() })),
    years: some({ ...equality(fc.array(film.ints, { maxLength: 2 })), contains: film.ints, size: size() }),
    labels: fc.oneof(film.labelSets, some({ ...equality(film.labelSets), contains: film.words, size: size() })),
    days: fc.oneof(film.daySets, some({ ...equality(film.daySets), contains: film.times, size: size() })),
    address: fc.oneof(
      fc.constant(null),
      some({
        $exists: fc.boolean(),
        $size: size(),
        city: text(film.words, true),
        zip: ordered(film.ints, false),
        lines: some({ exists: fc.boolean(), contains: film.words, size: size() }),
        place: some({ $exists: fc.boolean(), x: ordered(film.fractions, false), note: text(film.words, false) }),
      }),
    ),
    scores: fc.oneof(
      some({ $exists: fc.boolean(), $size: size() }),
      fc.dictionary(film.scoreNames, ordered(film.ints, false), { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    ),
  });
}

type Parts = Record<string, fc.Arbitrary<unknown>>;

function text(values: fc.Arbitrary<string>, nullable: boolean): fc.Arbitrary<unknown> {
  const operand = nullable ? fc.option(values) : values;
  const own = { beginsWith: values, contains: values, size: size() };
  return fc.oneof(operand, some({ ...equality(operand), ...order(values), ...own }));
}

function ordered(values: fc.Arbitrary<unknown>, nullable: boolean): fc.Arbitrary<unknown> {
  const operand = nullable ? fc.option(values) : values;
  return fc.oneof(operand, some({ ...equality(operand), ...order(values) }));
}

function equality(values: fc.Arbitrary<unknown>): Parts {
  return { eq: values, ne: values, in: fc.array(values, { minLength: 1, maxLength: 3 }), exists: fc.boolean() };
}

function order(values: fc.Arbitrary<unknown>): Parts {
  return { lt: values, lte: values, gt: values, gte: values, between: fc.tuple(values, values) };
}

function size(): fc.Arbitrary<unknown> {
  const sizes = fc.integer({ min: 0, max: 4 });
  return fc.oneof(sizes, some({ eq: sizes, ne: sizes, ...order(sizes) }));
}

// One to three of the parts.
function some(parts: Parts): fc.Arbitrary<object> {
  return fc
    .subarray(Object.keys(parts), { minLength: 1, maxLength: Math.min(3, Object.keys(parts).length) })
    .chain((names) => {
      const chosen = Object.fromEntries(names.map((name) => [name, parts[name] ?? fc.constant(undefined)]));
      return fc.record(chosen, { noNullPrototype: true });
    });
}
