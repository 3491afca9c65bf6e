import {
  type DynamoRepository,
  isCommandValidationError,
  isStandardDynamoError,
  model,
  type StandardSchemaV1,
} from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { rejection } from "../support/caught.ts";
import { openHostileTable } from "./hostile-table.ts";

// Commands and filters of any size, depth and make: refused by an error of ours before anything is sent, in time.

type Rows = DynamoRepository<Record<string, unknown>>;
type Schema = StandardSchemaV1<Record<string, unknown>> | ReturnType<typeof model>;

const place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };
const key = { contentIds: "1" };
const names = (count: number, value: unknown = 1): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, value]));
const Any = z.object({ it: z.any() });
const Loose = z.looseObject({});
const Text = z.object({ text: z.string() });
const Entries = z.object({ entries: z.record(z.string(), z.any()) });
const Counts = z.object({ counts: z.record(z.string(), z.int()) });
const Tree = z.object({
  get child() {
    return Tree.optional();
  },
}) as z.ZodObject;
const Native = model(z.object({ tags: z.set(z.union([z.string(), z.number(), z.boolean()])) }), { sets: "native" });
const Hundred = z.object(names(100, z.int()) as Record<string, z.ZodInt>);
const Late = z.object({ text: z.string().refine(async (text) => text !== "no") });

const json = (text: string): object => JSON.parse(text) as object;
const nested = (levels: number, name: string, leaf: unknown): object => {
  let value = leaf;
  for (let level = 0; level < levels; level++) value = { [name]: value };
  return value as object;
};
const throws = {
  get it(): never {
    throw new Error("from outside");
  },
};
const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const long = "x".repeat(20_000_000);
const hole = Object.assign([], { length: 2 ** 32 - 1 });

const set = (value: object) => (rows: Rows) => rows.update(key, { set: value });
const update = (command: object) => (rows: Rows) => rows.update(key, command);
const list = (filters: object) => (rows: Rows) => rows.list({ filters }).toArray();
const given = (condition: object) => (rows: Rows) => rows.delete(key, { condition });

test.each<[what: string, schema: unknown, work: (rows: Rows) => unknown]>([
  // What throws when it is looked at.
  [
    "a section that throws",
    Any,
    update({
      get set(): never {
        throw new Error("from outside");
      },
    }),
  ],
  ["a patch that throws", Any, set(throws)],
  ["a filter that throws", Any, list(throws)],
  ["a value that throws", Any, list({ it: { eq: throws } })],
  [
    "a value that throws, of an asynchronous schema",
    Late,
    set({
      get text(): never {
        throw new Error("from outside");
      },
    }),
  ],
  ["a revoked Proxy as a command", Any, update(revoked())],
  ["a revoked Proxy in a filter", Any, list({ it: revoked() })],
  ["a revoked Proxy in $or", Any, list({ $or: revoked() })],
  ["a removal of what is no text", Any, update({ remove: json('[{"toString":1,"valueOf":1}]') })],
  ["a removal of a symbol", Loose, update({ remove: [Symbol("it")] })],
  // What is too deep.
  ["20,000 levels of $not", Any, list(nested(20_000, "$not", { it: 1 }))],
  ["33 levels of $not", Any, given(nested(33, "$not", { it: 1 }))],
  [
    "33 levels of $and",
    Any,
    list(Array.from({ length: 33 }).reduce<object>((inner) => ({ $and: [inner] }), { it: 1 })),
  ],
  ["20,000 levels of a filter", Tree, list(nested(20_000, "child", { $exists: true }))],
  ["20,000 levels of a loose filter", model(Loose as never, { fields: false }), list(nested(20_000, "a", 1))],
  ["20,000 levels of a patch", Tree, set(nested(20_000, "child", {}))],
  ["20,000 levels of a removal", Tree, update({ remove: nested(20_000, "child", true) })],
  ["33 levels by a patch", z.object({ a: z.object({ b: z.any() }) }), set({ a: { b: nested(31, "a", 1) } })],
  ["33 levels by an append", z.object({ a: z.array(z.any()) }), update({ append: { a: [nested(31, "a", 1)] } })],
  // What is too much.
  ["20,000 names", Entries, set({ entries: names(20_000) })],
  ["20,000 names of no attribute", Any, set(names(20_000))],
  ["20,000 parts of no command", Any, update(names(20_000))],
  ["20,000 names of a filter", Loose, list(names(20_000))],
  ["20,000 members of $or", Any, list({ $or: Array.from({ length: 20_000 }, () => ({ it: 1 })) })],
  ["20,000 values of in", Any, list({ it: { in: Array.from({ length: 20_000 }, (_, index) => index) } })],
  ["values of in without end", Any, list({ it: { in: hole } })],
  ["20,000 elements of an equal set", Any, list({ it: new Set(Array.from({ length: 20_000 }, (_, index) => index)) })],
  ["removals without end", Loose, update({ remove: hole })],
  ["an append without end", z.object({ it: z.array(z.any()) }), update({ append: { it: hole } })],
  ["an update of 4 KB and more", Entries, set({ entries: names(300) })],
  ["a filter of 4 KB and more", Loose, list(names(300))],
  ["a condition of more than 300 operators", Loose, given(names(151))],
  ["20 MB in an update", Text, set({ text: long })],
  ["20 MB in a filter", Text, list({ text: long })],
  ["20 MB in a prefix of text", Text, list({ text: { beginsWith: long } })],
  ["20 MB in a condition", Text, given({ text: { contains: long } })],
  ["400 KB in an update of an asynchronous schema", Late, set({ text: "x".repeat(500_000) })],
  ["400 KB in several values", Entries, set({ entries: names(5, "x".repeat(100_000)) })],
  [
    "2 MB in several values of a filter",
    Any,
    list({ it: { in: Array.from({ length: 9 }, (_, index) => `${index}${"x".repeat(300_000)}`) } }),
  ],
  // Text and names that DynamoDB cannot have.
  ["half a character in a name", Loose, set({ "\uD800": 1 })],
  ["half a character in a name of an entry", Entries, update({ replace: { entries: { "\uD800": 1 } } })],
  ["half a character in a name to remove", Loose, update({ remove: ["\uD800"] })],
  ["half a character in a name of a filter", Loose, list({ "\uD800": 1 })],
  ["half a character as a prefix of text", Text, list({ text: { beginsWith: "\uD800" } })],
  ["half a character contained", Text, given({ text: { contains: "\uD800" } })],
  [
    "half a character in a cursor",
    Any,
    (rows) => rows.list({ cursor: Buffer.from('["p#n#","t#\\ud800"]').toString("base64url") }).page(),
  ],
  ["half a character in a prefix", Any, (rows) => rows.deletePrefix({ contentPrefix: "\uD800" })],
  ["an empty name", Loose, set({ "": 1 })],
  ["an empty name of an entry", Entries, set({ entries: { "": 1 } })],
  ["an empty name of a filter", Loose, list({ "": 1 })],
  ["an empty name to count", Counts, update({ increment: { counts: { "": 1 } } })],
  ["a name of 70 KB", Loose, set({ ["n".repeat(70_000)]: 1 })],
  ["__proto__, which a put refuses", Loose, set(json('{"__proto__":5}'))],
  ["__proto__ of an entry, which does not come back", Entries, set({ entries: json('{"__proto__":5}') })],
  ["a key attribute in a filter", Loose, list({ PK: "x" })],
  ["a key attribute in a condition", Loose, given({ $not: { SK: "x" } })],
  // Sets of DynamoDB.
  ["numbers and texts appended to a native set", Native, update({ append: { tags: ["a", 1] } })],
  ["booleans appended to a native set", Native, update({ append: { tags: [true] } })],
  // Numbers.
  ["a page that DynamoDB does not know", Any, (rows) => rows.list({ pageSize: 2 ** 31 }).page()],
])("%s: refused in time, before anything is sent", async (_, schema, work) => {
  await using table = await openHostileTable();
  const rows = table.open(schema as Schema, place) as Rows;
  const started = process.cpuUsage();
  const error = await rejection(work(rows) as Promise<unknown>);
  expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  expect(error).toSatisfy(isStandardDynamoError);
  expect(table.sent).toEqual([]);
});

test("the error names the part of a command that throws, and keeps what it threw", async () => {
  await using table = await openHostileTable();
  const rows = table.open(Any, place) as Rows;
  const error = await rejection(rows.update(key, { set: throws }));
  expect(error).toMatchObject({ code: "COMMAND_VALIDATION", issues: [{ path: ["set", "it"] }] });
  expect(error).toMatchObject({ cause: { message: "from outside" } });
});

test.each<[what: string, schema: unknown, work: (rows: Rows) => Promise<unknown>]>([
  ["32 levels of $not", Any, list(nested(31, "$not", { it: 1 }))],
  ["32 levels by a patch", z.object({ a: z.object({ b: z.any() }) }), set({ a: { b: nested(30, "a", 1) } })],
  ["500 values of in", Any, list({ it: { in: Array.from({ length: 500 }, (_, index) => index) } })],
  ["150 attributes of a filter", Loose, list(names(150))],
  ["100 numbers to count, more than there is room to guard", Hundred, update({ increment: names(100) })],
  ["400 KB but for a little", Text, set({ text: "x".repeat(409_000) })],
  [
    "a removal of __proto__, which somebody may have stored",
    Entries,
    update({ remove: { entries: json('{"__proto__":true}') } }),
  ],
  ["the version in a filter of a loose model", Loose, list({ _object_version: { gte: 1 } })],
])("%s: is not too much", async (_, schema, work) => {
  await using table = await openHostileTable();
  const rows = table.open(schema as Schema, place) as Rows;
  await work(rows).catch((error: unknown) => expect(error).not.toSatisfy(isCommandValidationError));
  expect(table.sent.length).toBeGreaterThan(0);
});

test("a limit is ours, so it may be any; DynamoDB's Limit stays within 32 bits", async () => {
  await using table = await openHostileTable();
  const rows = table.open(Any, place);
  await rows.put({ ...key, item: { it: 1 } });
  expect(await rows.list({ limit: Number.MAX_SAFE_INTEGER }).toArray()).toHaveLength(1);
  expect(table.sent.at(-1)?.input).toMatchObject({ Limit: 2 ** 31 - 1 });
});

test.each(["partitionPrefix", "partitionName", "contentType"])("half a character in %s is refused", async (name) => {
  await using table = await openHostileTable();
  expect(() => table.open(Any, { ...place, [name]: "\uD800" })).toThrow(/well-formed/);
});

const Views = z.object({ n: z.int() });
const stored: [what: string, schema: unknown, attributes: object, command: object, hint: string | undefined][] = [
  [
    "a version of text",
    Loose,
    { _object_version: { S: "x" } },
    { set: { a: 1 } },
    "_object_version is stored as text, the update needs a number",
  ],
  [
    "a version of NULL",
    Loose,
    { _object_version: { NULL: true } },
    {},
    "_object_version is stored as null, the update needs a number",
  ],
  [
    "a required number",
    Views,
    { n: { S: "x" } },
    { increment: { n: 1 } },
    "n is stored as text, the update needs a number",
  ],
  [
    "a required list",
    z.object({ n: z.array(z.any()) }),
    { n: { M: {} } },
    { append: { n: [1] } },
    "n is stored as an object, the update needs a list",
  ],
  [
    "a required object",
    z.object({ n: z.object({ a: z.any() }) }),
    { n: { S: "x" } },
    { set: { n: { a: 1 } } },
    "n is stored as text, the update needs an object",
  ],
  [
    "a native set",
    Native,
    { tags: { NS: ["1"] } },
    { append: { tags: ["a"] } },
    "tags is stored as a set of numbers, the update needs a set of text",
  ],
  [
    "a native set, stored as a list",
    Native,
    { tags: { L: [] } },
    { append: { tags: ["a"] } },
    "tags is stored as a list, the update needs a set of text",
  ],
  [
    "a required object that is absent",
    z.object({ n: z.object({ a: z.any() }) }),
    {},
    { set: { n: { a: 1 } } },
    undefined,
  ],
  ["a required number that is absent", Views, {}, { increment: { n: 1 } }, undefined],
  ["a required number that is NULL", Views, { n: { NULL: true } }, { increment: { n: 1 } }, undefined],
];

test.each(stored)(
  "%s that somebody stored as something else: an update says so, or does it",
  async (_, schema, attributes, command, hint) => {
    await using table = await openHostileTable();
    const rows = table.open(schema as Schema, place) as Rows;
    await table.putRaw([{ ...(attributes as Record<string, never>), PK: { S: "p#n#" }, SK: { S: "t#1" } }]);
    if (hint === undefined) {
      expect(await rows.update(key, command)).toMatchObject({ currentVersion: 1 });
    } else {
      const error = await rejection(rows.update(key, command));
      expect(error).toMatchObject({
        code: "REQUEST_OBJECT_STATE",
        reason: "condition",
        message: expect.stringContaining(hint),
      });
    }
  },
);
