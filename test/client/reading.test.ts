import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromWire } from "../../packages/standard-dynamo/src/client/wire-form.ts";
import { AnswerReader } from "../../packages/standard-dynamo/src/operation/answer-reader.ts";
import { decodeAnswer, type SdkAnswer } from "../../packages/standard-dynamo/src/operation/decode-answer.ts";
import type { DynamoAnswer } from "../../packages/standard-dynamo/src/operation/dynamo-request.ts";
import { check, checkAsync } from "../property/check.ts";
import { answerOf, CannedHandler, clientOf, notesThrough, one } from "./canned-handler.ts";
import { binaryText } from "../support/binary-text.ts";

const space = { partitionKey: "PK", sortKey: "SK", partitionStart: "content#notes#", contentStart: "note#" };

/** What the two other ways make of a text. */
function byParsing(text: string): object {
  return tidy(decodeAnswer(space, fromWire(text) as SdkAnswer));
}

// Neither is of the answer itself.
function tidy({ attempts: _attempts, waitedMs: _waitedMs, ...answer }: DynamoAnswer): object {
  return answer;
}

const text = fc.oneof(
  binaryText(),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom("", '"', "\\", '\\"', "\u2028", "\ud83d\ude00", "\ud800", "__proto__", "\u0000", "a".repeat(3000)),
);
const name = fc.oneof(
  fc.constantFrom(
    "PK",
    "SK",
    "_object_version",
    "_ttl",
    "__proto__",
    "constructor",
    "toString",
    "S",
    "N",
    "M",
    "B",
    "BS",
    "0",
    "1",
    "",
  ),
  fc.string({ unit: "grapheme", maxLength: 30 }),
);
const numeral = fc.oneof(
  fc.integer().map(String),
  fc.bigInt().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(
    "0",
    "-0",
    "007",
    "1E+60",
    "1e-7",
    "0.1",
    "123456789012345",
    "1234567890123456",
    "99999999999999999999999999999999999999",
    "-9.99E+125",
    "1.50",
  ),
);
const base64 = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("base64"));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    text.map((S) => ({ S })),
    numeral.map((N) => ({ N })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true }),
    base64.map((B) => ({ B })),
    fc.array(text, { maxLength: 4 }).map((SS) => ({ SS })),
    fc.array(numeral, { maxLength: 4 }).map((NS) => ({ NS })),
    fc.array(base64, { maxLength: 4 }).map((BS) => ({ BS })),
    fc.array(tie("value"), { maxLength: 5 }).map((L) => ({ L })),
    fc.array(fc.tuple(name, tie("value")), { maxLength: 5 }).map((entries) => ({ M: objectOf(entries) })),
  ),
}));
const item = fc.array(fc.tuple(name, value), { maxLength: 8 }).map(objectOf);

function objectOf(entries: readonly (readonly [string, unknown])[]): object {
  const object = {};
  for (const [key, held] of entries) {
    Object.defineProperty(object, key, { value: held, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

const answer = fc
  .shuffledSubarray([
    "Item",
    "Items",
    "Responses",
    "Count",
    "LastEvaluatedKey",
    "ConsumedCapacity",
    "UnprocessedKeys",
    "Other",
  ])
  .chain((members) => fc.tuple(fc.constant(members), item, fc.array(item, { maxLength: 4 })))
  .map(([members, single, items]) => {
    const all: Record<string, unknown> = {
      Item: single,
      Items: items,
      Responses: { notes: items, others: [] },
      Count: items.length,
      LastEvaluatedKey: { PK: { S: 'a"b' } },
      ConsumedCapacity: { CapacityUnits: 0.5 },
      UnprocessedKeys: {},
      Other: [null, true, -1.5e3, { a: "]}" }],
    };
    return JSON.stringify(Object.fromEntries(members.map((member) => [member, all[member]])));
  });

test("answers are read as they are parsed and decoded", () => {
  // One for all, as in a repository: it remembers names.
  const reader = new AnswerReader(space);
  check(
    fc.property(answer, (given) => {
      const read = reader.read(given);
      expect(read && tidy({ ...read })).toEqual(byParsing(given));
    }),
    2000,
  );
});

test("items are read as the plain client gives them", async () => {
  const reader = new AnswerReader(space);
  await checkAsync(
    fc.asyncProperty(fc.array(item, { maxLength: 3 }), async (items) => {
      const body = JSON.stringify({ Items: items, Count: items.length });
      // Of this name the plain client makes a prototype.
      fc.pre(!body.includes('"__proto__":'));
      const client = clientOf(new CannedHandler(() => answerOf(body)));
      const { $metadata: _metadata, ...output } = await client.send(new QueryCommand({ TableName: "notes" }));
      expect(reader.read(body)?.Items).toEqual(decodeAnswer(space, output as SdkAnswer).Items);
    }),
    150,
  );
});

test.each([
  ["white space", '{ "Item" : { "a" : { "S" : "b" } } }'],
  ["line breaks", '{"Item":{\n"a":{"S":"b"}}}'],
  ["a value that nothing is known of", '{"Item":{"a":{"X":"b"}}}'],
  ["no null", '{"Item":{"a":{"NULL":false}}}'],
  ["no base64", '{"Item":{"a":{"B":"*"}}}'],
  ["base64 without its end", '{"Item":{"a":{"B":"AAH"}}}'],
  ["two types", '{"Item":{"a":{"S":"b","N":"1"}}}'],
  ["no type", '{"Item":{"a":{}}}'],
  ["more behind", '{"Item":{}} '],
  ["nothing", ""],
  ["too deep a value", `{"Item":{"a":${'{"L":['.repeat(100_000)}${"]}".repeat(100_000)}}}`],
])("%s is left to another way", (_name, given) => {
  expect(new AnswerReader(space).read(given)).toBeUndefined();
});

test("lists and maps are read 32 deep", () => {
  const given = `{"Item":{"a":${'{"M":{"a":{"L":['.repeat(16)}{"S":"end"}${"]}}}".repeat(16)}}}`;
  const read = new AnswerReader(space).read(given);
  expect(read && tidy({ ...read })).toEqual(byParsing(given));
  expect(JSON.stringify(read)).toContain("end");
});

test.each([
  ["surrogate pairs", '"\\ud83d\\ude00\u{1f600}"', "\u{1f600}\u{1f600}"],
  ["a lone surrogate", '"\\ud800"', "\ud800"],
  ["all escapes", '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041"', '"\\/\b\f\n\r\tA'],
  ["a backslash at its end", '"a\\\\"', "a\\"],
])("text with %s is read", (_name, given, expected) => {
  expect(new AnswerReader(space).read(`{"Item":{"a":{"S":${given}}}}`)?.Item?.fields).toEqual({ a: expected });
});

test("what remains of a name in one answer does not get into another", () => {
  const reader = new AnswerReader(space);
  reader.read('{"Item":{"__proto__":{"N":"1"},"b":{"N":"2"}}}');
  const { fields } =
    reader.read('{"Item":{"a":{"N":"1"},"__proto__":{"S":"x"},"b":{"M":{"c":{"N":"3"}}}}}')?.Item ?? {};
  expect(JSON.stringify(fields)).toBe('{"a":1,"__proto__":"x","b":{"c":3}}');
});

test("damaged text is never an error of the reader's, and never another answer than that of JSON", () => {
  const reader = new AnswerReader(space);
  const damaged = fc.tuple(
    answer,
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom("", '"', "{", "}", "[", "]", ",", ":", "\\", "S", "1", " ", "\u0001"),
  );
  check(
    fc.property(damaged, ([given, at, length, put]) => {
      const start = given.length === 0 ? 0 : at % given.length;
      const changed = given.slice(0, start) + put + given.slice(start + length);
      const read = reader.read(changed);
      // A control character as it is, JSON.parse does not take; to refuse it here would cost every text.
      if (read !== undefined && fromWire(changed) !== undefined) expect(tidy({ ...read })).toEqual(byParsing(changed));
    }),
    4000,
  );
});

test("where a damaged answer is an error of the plain client's, it is the same error", async () => {
  const damaged = fc.tuple(answer, fc.nat(), fc.constantFrom("", '"', "{", "}", ",", "\\", "null"));
  await checkAsync(
    fc.asyncProperty(damaged, async ([given, at, put]) => {
      const start = given.length === 0 ? 0 : at % given.length;
      const changed = given.slice(0, start) + put + given.slice(start + 1);
      const client = clientOf(new CannedHandler(() => answerOf(changed)), { maxAttempts: 1 });
      const notes = notesThrough(client);
      const nameOf = (error: unknown): string => (error as Error).name;
      const theirs = await client.send(new GetItemCommand(notes.requests.get(one).input)).then(() => "fine", nameOf);
      fc.pre(theirs !== "fine");
      expect(await notes.get(one).then(() => "fine", nameOf)).toBe(theirs);
    }),
    150,
  );
});
