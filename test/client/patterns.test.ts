// Most items have the form of one before them, and are read by a pattern that was made of it.
import * as fc from "fast-check";
import { beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { fromWire } from "../../packages/standard-dynamo/src/client/wire-form.ts";
import { formOf } from "../../packages/standard-dynamo/src/item/item-form.ts";
import { ItemPattern } from "../../packages/standard-dynamo/src/item/item-pattern.ts";
import { ItemScanner } from "../../packages/standard-dynamo/src/item/item-scanner.ts";
import { AnswerReader } from "../../packages/standard-dynamo/src/operation/answer-reader.ts";
import { decodeAnswer, type SdkAnswer } from "../../packages/standard-dynamo/src/operation/decode-answer.ts";
import { check } from "../property/check.ts";

const space = { partitionKey: "PK", sortKey: "SK", partitionStart: "content#notes#", contentStart: "note#" };

/** Counts the items that no pattern fits. */
let scanned: MockInstance;
beforeEach(() => {
  scanned = vi.spyOn(ItemScanner.prototype as unknown as { item: () => unknown }, "item");
});

function page(items: readonly unknown[]): string {
  return JSON.stringify({ Items: items, Count: items.length });
}

function byParsing(text: string): unknown {
  return decodeAnswer(space, fromWire(text) as SdkAnswer).Items;
}

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom("", '"', "\\", "a\nb", '"},"b":{"S":"', "]}}", "x".repeat(9000)),
);
const numeral = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom("-0.5", "12.50", "0", "-0", "1E+60", "1234567890123456", "99999999999999999999999999999999999999"),
);
const base64 = fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString("base64"));
const name = fc.oneof(
  fc.constantFrom("PK", "SK", "_ttl", "_object_version", "a.b", "$", "^(", "toString", "0", "7", "__proto__", "é", '"'),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
);

type Value = fc.Arbitrary<object>;

/** Values of one form: always of the same types, with attributes that may be missing. */
const form: fc.Arbitrary<Value> = fc.letrec<{ form: Value }>((tie) => ({
  form: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<Value>(
      text.map((S) => ({ S })),
      numeral.map((N) => ({ N })),
      fc.boolean().map((BOOL) => ({ BOOL })),
      fc.constant({ NULL: true }),
      fc.oneof(
        text.map((S) => ({ S })),
        fc.constant({ NULL: true }),
      ),
      base64.map((B) => ({ B })),
      fc.uniqueArray(text, { maxLength: 3 }).map((SS) => ({ SS })),
      fc.uniqueArray(numeral, { maxLength: 3 }).map((NS) => ({ NS })),
      fc.uniqueArray(base64, { maxLength: 3 }).map((BS) => ({ BS })),
    ),
    tie("form").map((element) => fc.array(element, { maxLength: 6 }).map((L) => ({ L }))),
    mapForm(tie("form")).map((map) => map.map((M) => ({ M }))),
  ),
})).form;

function mapForm(value: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  const members = fc.uniqueArray(fc.tuple(name, value, fc.boolean()), { maxLength: 6, selector: ([key]) => key });
  return members.map((all) =>
    fc.tuple(...all.map(([, held, isOptional]) => (isOptional ? fc.option(held) : held))).map((values) => {
      const entries = all.flatMap(([key], index) => (values[index] === null ? [] : [[key, values[index]] as const]));
      return Object.fromEntries(entries);
    }),
  );
}

const pages = fc
  .array(mapForm(form), { minLength: 1, maxLength: 3 })
  .chain((forms) => fc.array(fc.array(fc.oneof(...forms), { maxLength: 12 }), { minLength: 1, maxLength: 3 }));

test("items of few forms are read as they are parsed, page after page", () => {
  check(
    fc.property(pages, (given) => {
      const reader = new AnswerReader(space);
      for (const items of given) expect(reader.read(page(items))?.Items).toEqual(byParsing(page(items)));
    }),
    120,
  );
});

test("damaged text of a known form is never read as anything else than JSON", () => {
  const put = fc.constantFrom("", '"', "{", "}", "[", "]", ",", ":", "\\", "S", "1", " ", '"b":{"S":"x"},');
  check(
    fc.property(mapForm(form), fc.nat(), fc.nat({ max: 3 }), put, fc.nat(), (made, at, length, insert, seed) => {
      const items = fc.sample(made, { numRuns: 4, seed });
      const reader = new AnswerReader(space);
      reader.read(page(items));
      const whole = page(items);
      const start = at % whole.length;
      const changed = whole.slice(0, start) + insert + whole.slice(start + length);
      const read = reader.read(changed);
      if (read !== undefined && fromWire(changed) !== undefined) expect(read.Items).toEqual(byParsing(changed));
    }),
    250,
  );
});

const film = (index: number) => ({
  ...(index % 2 === 0 ? { subtitle: { S: "two\nlines" } } : {}),
  title: { S: `Film ${index}` },
  ...(index % 3 === 0 ? { rating: { N: "7.5" } } : { rating: { NULL: true } }),
  cast: { L: Array.from({ length: index % 9 }, (_, at) => ({ M: { name: { S: `Actor ${at}` }, age: { N: "40" } } })) },
  PK: { S: "content#notes#" },
  SK: { S: `note#${index}` },
});

test("attributes that some items do not have, lists of any length, values of two types: one pattern", () => {
  const films = page(Array.from({ length: 1000 }, (_, index) => film(index)));
  const read = new AnswerReader(space).read(films);
  expect(read?.Items).toEqual(byParsing(films));
  expect(scanned.mock.calls.length).toBeLessThanOrEqual(6);
});

test("kinds of records with their attributes in any order, each its own pattern", () => {
  const kinds = [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"], ["d"]] as const;
  const items = Array.from({ length: 400 }, (_, index) =>
    Object.fromEntries((kinds[index % 4] as readonly string[]).map((key) => [key, { N: String(index) }])),
  );
  expect(new AnswerReader(space).read(page(items))?.Items).toEqual(byParsing(page(items)));
  expect(scanned.mock.calls.length).toBeLessThanOrEqual(4);
});

test("items that are all different are read one by one, and a form that comes later is learned", () => {
  const reader = new AnswerReader(space);
  const differing = Array.from({ length: 3000 }, (_, index) => ({
    [`b${index}`]: { N: "1" },
    [`a${index}`]: { N: "2" },
  }));
  expect(reader.read(page(differing))?.Items).toEqual(byParsing(page(differing)));
  const same = page(Array.from({ length: 5000 }, (_, index) => ({ z: { N: String(index) } })));
  for (let run = 0; run < 3; run++) reader.read(same);
  scanned.mockClear();
  reader.read(same);
  expect(scanned).toHaveBeenCalledTimes(0);
});

test("long items among short ones are learned once", () => {
  const items = Array.from({ length: 60 }, (_, index) => ({ a: { S: "x".repeat(index % 10 === 0 ? 100_000 : 10) } }));
  const reader = new AnswerReader(space);
  for (let run = 0; run < 5; run++) expect(reader.read(page(items))?.Items).toEqual(byParsing(page(items)));
  expect(scanned.mock.calls.length).toBeLessThanOrEqual(6);
});

test("an item that is cut off after much that fits is given up in time", () => {
  const reader = new AnswerReader(space);
  const item = { text: { S: "\\n".repeat(100_000) }, list: { L: Array.from({ length: 20_000 }, () => ({ S: "a" })) } };
  const whole = page([item, item]);
  reader.read(whole);
  const started = performance.now();
  expect(reader.read(whole.slice(0, -40))).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(1000);
});

test("forms that would take too long an expression have none", () => {
  const own = (): boolean => false;
  const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`attribute${index}`, { S: "" }]));
  const deep = Array.from({ length: 12 }).reduce<{ L: object[] }>((held) => ({ L: [held, held] }), { L: [] });
  expect(ItemPattern.of(formOf(wide), own)).toBeUndefined();
  expect(ItemPattern.of(formOf({ deep } as never), own)).toBeUndefined();
});
