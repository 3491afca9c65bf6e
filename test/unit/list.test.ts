import { expect, test } from "vitest";
import { z } from "zod";
import { encodeCursor } from "../../packages/standard-dynamo/src/operation/cursor.ts";
import type { SdkAnswer } from "../../packages/standard-dynamo/src/operation/decode-answer.ts";
import { type ListQuery, list } from "../../packages/standard-dynamo/src/operation/list.ts";
import { readPolicy } from "../../packages/standard-dynamo/src/repository/repository-options.ts";
import { contextOf, drive, storedItem } from "./drive.ts";

const context = contextOf(z.object({ n: z.int() }));

const query: ListQuery = {
  partition: "a#b#",
  range: { kind: "prefix", prefix: "c#" },
  ascending: true,
  policy: readPolicy({}),
  filters: undefined,
  limit: undefined,
  pageSize: undefined,
  cursor: undefined,
};

const item = (n: number) => storedItem(String(n), { n: { N: String(n) } });
const keyOf = (n: number) => ({ PK: { S: "a#b#" }, SK: { S: `c#${n}` } });
const cursorAt = (n: number) => encodeCursor({ partition: "a#b#", sort: `c#${n}` });

function page(numbers: number[], last?: number): SdkAnswer {
  return { Items: numbers.map(item), ...(last !== undefined && { LastEvaluatedKey: keyOf(last) }) };
}

test("one request without names or values of its own", () => {
  const { requests, pages } = drive(list(context, query), [page([1, 2])]);
  expect(requests).toEqual([
    {
      operation: "Query",
      input: {
        TableName: "films",
        KeyConditionExpression: "#n0 = :v0 AND begins_with(#n1, :v1)",
        ExpressionAttributeNames: { "#n0": "PK", "#n1": "SK" },
        ExpressionAttributeValues: { ":v0": { S: "a#b#" }, ":v1": { S: "c#" } },
        ScanIndexForward: true,
        ConsistentRead: false,
      },
    },
  ]);
  expect(pages).toEqual([
    {
      contents: [1, 2].map((n) => ({
        partitionIds: [],
        contentIds: [String(n)],
        item: { n },
        currentVersion: 1,
        expiry: undefined,
      })),
      invalid: [],
      skipped: 0,
      cursor: undefined,
      cost: { requests: 1, retries: 0, waitedMs: 0, capacityUnits: undefined },
    },
  ]);
});

test("pages follow LastEvaluatedKey, also empty ones", () => {
  const { requests, pages } = drive(list(context, query), [page([1], 1), page([], 5), page([6])]);
  expect(requests.map(({ input }) => (input as { ExclusiveStartKey?: unknown }).ExclusiveStartKey)).toEqual([
    undefined,
    keyOf(1),
    keyOf(5),
  ]);
  expect(pages).toMatchObject([
    { contents: [{ item: { n: 1 } }], cursor: cursorAt(1) },
    { contents: [], cursor: cursorAt(5) },
    { contents: [{ item: { n: 6 } }], cursor: undefined },
  ]);
});

test.each<[limit: number, pageSize: number | undefined, filters: unknown, asked: (number | undefined)[]]>([
  [5, undefined, undefined, [5, 3]],
  [5, 2, undefined, [2, 2]],
  [5, undefined, { n: { gt: 0 } }, [undefined, undefined]],
  [5, 4, { n: { gt: 0 } }, [4, 4]],
])("limit %d with page size %s and filters %o asks for %j", (limit, pageSize, filters, asked) => {
  const { requests, pages } = drive(list(context, { ...query, limit, pageSize, filters }), [
    page([1, 2], 2),
    page([3, 4, 5], 5),
  ]);
  expect(requests.map(({ input }) => (input as { Limit?: number }).Limit)).toEqual(asked);
  expect(pages).toMatchObject([{ cursor: cursorAt(2) }, { cursor: cursorAt(5) }]);
});

test("a page that gives too many is cut, and its cursor stands after the last one given", () => {
  const { requests, pages } = drive(list(context, { ...query, limit: 2, filters: { n: { gt: 0 } } }), [
    page([1, 2, 3], 9),
  ]);
  expect(requests).toHaveLength(1);
  expect(pages).toMatchObject([{ contents: [{}, {}], cursor: cursorAt(2) }]);
});

test("limit 0 asks for nothing", () => {
  expect(drive(list(context, { ...query, limit: 0 }), [])).toMatchObject({ requests: [], pages: [] });
});

test("a cursor is where the first request begins", () => {
  const { requests } = drive(list(context, { ...query, cursor: cursorAt(7) }), [page([])]);
  expect(requests).toMatchObject([{ input: { ExclusiveStartKey: keyOf(7) } }]);
});

test("every mistake is named before anything is sent", () => {
  const { requests, error } = drive(list(context, { ...query, limit: -1, pageSize: 0, filters: { m: 1 } }), []);
  expect(requests).toEqual([]);
  expect(error).toMatchObject({
    code: "COMMAND_VALIDATION",
    issues: [{ path: ["limit"] }, { path: ["pageSize"] }, { path: ["filters", "m"], suggestion: "n" }],
  });
});

test("a record that does not fit is named by its key", () => {
  const { error } = drive(list(context, query), [{ Items: [storedItem("1", { n: { S: "x" } })] }]);
  expect(error).toMatchObject({ code: "ITEM_VALIDATION", direction: "read", key: { contentIds: ["1"] } });
});
