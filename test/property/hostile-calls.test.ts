import { type DynamoRepository, isStandardDynamoError, WriteOnceRepository } from "standard-dynamo";
import { DynamoRepository as V1Repository } from "standard-dynamo/v1";
import { expect, test } from "vitest";
import { z } from "zod";
import { rejection } from "../support/caught.ts";
import { keyNames, openHostileTable } from "./hostile-table.ts";

// Calls that mean something else than they say: refused by an error of ours, by the promise, before anything is sent.

type Rows = DynamoRepository<{ it?: unknown }>;

const place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };
const key = { contentIds: "1" };
const Any = z.object({ it: z.any() });

const fail = (): never => {
  throw new Error("from outside");
};
const throwing = (name: string): object => Object.defineProperty({}, name, { enumerable: true, get: fail });
const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const fakeSignal = { aborted: false, addEventListener: () => undefined, throwIfAborted: () => undefined };
const content = { ...key, item: { it: 1 } };
const once = (error: unknown): Iterable<never> => ({
  [Symbol.iterator]: () => ({
    next: () => {
      throw error;
    },
  }),
});

test.each<[what: string, work: (rows: Rows) => unknown]>([
  // More would be deleted or read than was meant.
  ["a prefix among the options", (rows) => rows.deletePrefix({}, { contentPrefix: ["a"] } as object)],
  ["a prefix among the options of a list", (rows) => rows.list({}, { contentPrefix: ["a"] } as object).page()],
  ["no prefix", (rows) => rows.deletePrefix(undefined as never)],
  ["a prefix that is null", (rows) => rows.deletePrefix(null as never)],
  ["a prefix that is a number", (rows) => rows.deletePrefix(5 as never)],
  ["a prefix that is a list", (rows) => rows.deletePrefix(["a"] as never)],
  ["a prefix that was not awaited", (rows) => rows.deletePrefix(Promise.resolve({ contentPrefix: "a" }) as never)],
  ["a prefix with an inherited misspelt name", (rows) => rows.deletePrefix(Object.create({ contentPrefx: "a" }) as {})],
  ["a query that is a number", (rows) => rows.list(5 as never).page()],
  ["a query that is text", (rows) => rows.listBetween("a" as never).toArray()],
  ["a query that is a Map", (rows) => rows.list(new Map([["contentPrefix", "a"]]) as never).first()],
  ["a key that is a list", (rows) => rows.delete(["1"] as never)],
  ["a key that is a list, to read", (rows) => rows.get(["1"] as never)],
  ["a key that was not awaited", (rows) => rows.delete(Promise.resolve(key) as never)],
  ["a key that is a list, among many", (rows) => rows.getBatch([key, ["1"] as never]).toArray()],
  ["a content that is a list", (rows) => rows.put([content] as never)],
  // Options that are none.
  ["options that are null", (rows) => rows.get(key, null as never)],
  ["options that are a list", (rows) => rows.update(key, {}, [] as never)],
  ["an inherited option of a wrong value", (rows) => rows.get(key, Object.create({ consistentReads: "yes" }) as {})],
  ["an inherited option that is none", (rows) => rows.put(content, Object.create({ requireAbsnt: true }) as {})],
  ["a signal that is none", (rows) => rows.putBatch([content], { signal: fakeSignal as never })],
  [
    "an object that inherits from signals",
    (rows) => rows.get(key, { signal: Object.create(AbortSignal.prototype) as never }),
  ],
  // Getters and Proxies that throw.
  ["ids that throw", (rows) => rows.get(throwing("contentIds"))],
  ["ids that throw, of a content", (rows) => rows.put(throwing("partitionIds") as never)],
  ["ids that throw one by one", (rows) => rows.delete({ contentIds: Object.defineProperty(["a"], 0, { get: fail }) })],
  ["a prefix that throws", (rows) => rows.deletePrefix(throwing("contentPrefix"))],
  ["an option that throws", (rows) => rows.list(throwing("limit")).page()],
  ["an option that throws, of a batch", (rows) => rows.getBatch([key], throwing("concurrency")).page()],
  ["an item that throws", (rows) => rows.put(throwing("item") as never)],
  ["an item that throws, in a batch", (rows) => rows.putBatch([throwing("item") as never])],
  ["a revoked key", (rows) => rows.get(revoked())],
  ["revoked ids", (rows) => rows.get({ contentIds: revoked() as never })],
  ["revoked options", (rows) => rows.get(key, revoked())],
  ["a revoked query", (rows) => rows.list(revoked()).page()],
  ["a revoked source", (rows) => rows.putBatch(revoked() as never)],
  ["more ids than a key has room for", (rows) => rows.get({ contentIds: Object.assign([], { length: 2 ** 32 - 1 }) })],
  // Sources that are none.
  ["an iterator that is none", (rows) => rows.putBatch({ [Symbol.iterator]: 5 } as never)],
  ["an asynchronous iterator that is none", (rows) => rows.getBatch({ [Symbol.asyncIterator]: 5 } as never).page()],
  ["a source that throws an object of nothing", (rows) => rows.putBatch(once(Object.create(null)))],
])("%s: refused before anything is sent", async (_, work) => {
  await using table = await openHostileTable();
  const rows = table.open(Any, place);
  // Called here: what it throws at once instead of by its promise fails the test.
  const error = await rejection(work(rows) as Promise<unknown>);
  expect(error).toSatisfy(isStandardDynamoError);
  expect(table.sent).toEqual([]);
});

test.each<[what: string, work: (rows: V1Repository<{ it?: unknown }>) => unknown]>([
  ["a prefix among the options", (rows) => rows.deletePrefix({}, { contentPrefix: ["a"] } as object)],
  ["a prefix that is a number", (rows) => rows.deletePrefix(5 as never)],
  ["a key that is a list", (rows) => rows.delete(["1"] as never)],
  ["a content that is a list", (rows) => rows.put([content] as never)],
  ["a source that is a number", (rows) => rows.putBatch(5 as never)],
  ["an item that throws", (rows) => rows.put(throwing("item") as never)],
])("%s: the first API refuses it too", async (_, work) => {
  await using table = await openHostileTable();
  const rows = new V1Repository({ ...keyNames, ...place, schema: Any, client: table.client });
  expect(await rejection(work(rows) as Promise<unknown>)).toSatisfy(isStandardDynamoError);
  expect(table.sent).toEqual([]);
});

test.each<[what: string, work: (rows: WriteOnceRepository<{ it?: unknown }>) => unknown]>([
  ["a guarantee that is none", (rows) => rows.write([content], { guarantee: "exactly_once" as never })],
  ["a misspelt option", (rows) => rows.write([content], { garantee: "exactly-once" } as object)],
  ["a misspelt comparison", (rows) => rows.write([content], { compare: { versions: true } as object })],
  ["a source that is text", (rows) => rows.write("ab" as never)],
])("%s: write once refuses it too", async (_, work) => {
  await using table = await openHostileTable();
  const rows = new WriteOnceRepository<{ it?: unknown }>(table.open(Any, place));
  expect(await rejection(work(rows) as Promise<unknown>)).toSatisfy(isStandardDynamoError);
  expect(table.sent).toEqual([]);
});

class Range {
  get contentPrefix() {
    return ["z"];
  }
}

test.each([
  ["by a prototype", Object.create({ contentPrefix: ["z"] }) as object],
  ["by a class", new Range()],
  ["by a Proxy", new Proxy({ contentPrefix: ["z"] }, {})],
])("a prefix that is given %s is one, also for deletePrefix and the twins", async (_, prefix) => {
  await using table = await openHostileTable();
  const rows = table.open(Any, place);
  await rows.put(content);
  expect(await rows.list(prefix).toArray()).toEqual([]);
  expect(await rows.deletePrefix(prefix)).toMatchObject({ records: 0 });
  expect(await rows.get(key)).toMatchObject({ content: { item: { it: 1 } } });
  expect(rows.requests.deletePrefix(prefix)).toEqual(rows.requests.deletePrefix({ contentPrefix: "z" }));
});

test("a content whose parts are inherited is written as it is", async () => {
  await using table = await openHostileTable();
  const rows = table.open(Any, place);
  await rows.put(Object.create({ ...content, currentVersion: 4 }) as typeof content);
  expect(await rows.get(key)).toMatchObject({ content: { item: { it: 1 }, currentVersion: 4 } });
});

test("ids are taken one by one, whatever their list says of itself", async () => {
  await using table = await openHostileTable();
  const { requests } = table.open(Any, place);
  const contentIds = Object.assign(["a"], { join: () => "b#c", slice: () => ["b"], at: () => "" });
  expect(requests.get({ contentIds }).input.Key).toMatchObject({ SK: { S: "t#a" } });
  expect(requests.deletePrefix({ contentPrefix: contentIds })).toEqual(requests.deletePrefix({ contentPrefix: "a" }));
});

test("the error names the part that throws, and keeps what it threw", async () => {
  await using table = await openHostileTable();
  const rows = table.open(Any, place);
  const cause = new Error("from outside");
  const given = {
    get contentIds(): never {
      throw cause;
    },
  };
  expect(await rejection(rows.get(given))).toMatchObject({ cause, issues: [{ path: ["contentIds"] }] });
});
