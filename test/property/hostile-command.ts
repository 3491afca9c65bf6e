import * as fc from "fast-check";
import { attributeNames } from "./hostile-models.ts";
import { hostileNames } from "./hostile-names.ts";
import { secret } from "./hostile-row.ts";

// Half of what is made here is as the models want it, so that it is sent; the rest is of any shape.

const texts = fc.string({ maxLength: 4 }).map((text) => secret + text);
const names = fc.oneof(fc.constantFrom(...attributeNames), hostileNames);
const values = fc.oneof(
  fc.integer(),
  texts,
  fc.constantFrom<unknown>(secret, null, true, new Date(0), [secret], new Set([secret]), { text: secret }, 7n, () => 1),
);
const nested = fc.oneof(values, dictionary(hostileNames, values));

const right = {
  text: texts,
  count: fc.integer(),
  big: fc.bigInt({ min: -9n, max: 9n }),
  when: fc.constantFrom(new Date(0), new Date(1e12)),
  tags: fc.array(texts, { maxLength: 2 }).map((some) => new Set(some)),
  list: fc.array(texts, { maxLength: 2 }),
  child: fc.record({ text: texts, count: fc.integer() }, { requiredKeys: [], noNullPrototype: true }),
  entries: dictionary(hostileNames, fc.oneof(texts, fc.integer())),
  it: fc.oneof(texts, fc.constantFrom<unknown>(null, { text: secret }, [secret])),
};
const lists = { tags: fc.array(texts, { maxLength: 2 }), list: fc.array(values, { maxLength: 2 }) };
const numbers = {
  count: fc.integer(),
  child: someOf({ count: fc.integer() }),
  entries: dictionary(hostileNames, fc.nat()),
};

/** Filters and conditions. */
export const hostileConditions: fc.Arbitrary<object> = fc.letrec<{ filter: object; wild: unknown }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", maxDepth: 2 },
    someOf({
      text: fc.oneof(
        texts,
        someOf({ ne: texts, beginsWith: texts, in: fc.array(texts, { minLength: 1, maxLength: 3 }) }),
      ),
      count: someOf({ gt: fc.integer(), lte: fc.integer(), exists: fc.boolean() }),
      when: someOf({ gte: right.when, ne: right.when }),
      tags: someOf({ contains: texts, size: fc.nat() }),
      child: someOf({ text: texts, $exists: fc.boolean() }),
      entries: dictionary(hostileNames, fc.oneof(texts, fc.record({ exists: fc.boolean() }))),
    }),
    fc.record({ $or: fc.array(tie("filter"), { minLength: 1, maxLength: 2 }) }),
    fc.record({ $not: tie("filter"), $and: fc.array(tie("filter"), { maxLength: 2 }) }, { requiredKeys: [] }),
    dictionary(names, tie("wild")),
  ),
  wild: fc.oneof(
    nested,
    someOf({ ne: values, gt: values, contains: values, between: fc.tuple(values, values) }),
    fc.record({ beginsWith: fc.constantFrom<unknown>(secret, "", 5), in: fc.array(values, { maxLength: 2 }) }),
    fc.record({ size: fc.oneof(fc.nat(), fc.record({ lte: fc.nat() }), fc.constant(secret)) }),
  ),
})).filter;

/** Commands of updates. */
export const hostileCommands: fc.Arbitrary<object> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.oneof(
      someOf({
        set: someOf(right),
        currentVersion: fc.constantFrom(1, 2),
        expiry: fc.constantFrom(null, new Date(1e12)),
      }),
      fc.record({ increment: someOf(numbers), condition: hostileConditions }, { requiredKeys: ["increment"] }),
      someOf({ append: someOf(lists), remove: fc.subarray(["text", "count", "child", "it"], { maxLength: 2 }) }),
      someOf({ replace: someOf({ child: right.child, entries: right.entries, list: right.list }) }),
    ),
  },
  someOf({
    set: dictionary(names, nested),
    replace: dictionary(names, nested),
    increment: dictionary(names, fc.oneof(fc.integer(), dictionary(hostileNames, fc.integer()), values)),
    append: dictionary(names, fc.array(values, { maxLength: 2 })),
    remove: fc.oneof(fc.array(names, { maxLength: 2 }), dictionary(names, fc.constant(true))),
    currentVersion: fc.constantFrom<unknown>(1, 2, "1"),
    expiry: fc.constantFrom<unknown>(null, new Date(1e12), secret),
    condition: hostileConditions,
  }),
);

function someOf(parts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  return fc.record(parts, { requiredKeys: [], noNullPrototype: true });
}

function dictionary<T>(name: fc.Arbitrary<string>, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(name, value, { maxKeys: 2, noNullPrototype: true });
}
