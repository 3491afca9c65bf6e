import { expect, test } from "vitest";
import { z } from "zod";
import { readWindow } from "../../packages/standard-dynamo/src/operation/read-window.ts";
import { readPolicy } from "../../packages/standard-dynamo/src/repository/repository-options.ts";
import { contextOf, drive, storedItem } from "./drive.ts";

const context = contextOf(z.object({ n: z.int() }));
const pairs = ["1", "2", "3"].map((sort) => ({ partition: "a#b#", sort: `c#${sort}` }));
const item = (sort: string) => storedItem(sort, { n: { N: sort } });
const keyOf = (sort: string) => ({ PK: { S: "a#b#" }, SK: { S: `c#${sort}` } });
const found = (...sorts: string[]) => ({ Responses: { films: sorts.map(item) } });
const left = (...sorts: string[]) => ({ UnprocessedKeys: { films: { Keys: sorts.map(keyOf) } } });

test("contents come in the order of the keys, without those that are missing", () => {
  const { requests, result } = drive(readWindow(context, pairs, readPolicy({ consistentReads: true })), [
    found("3", "1"),
  ]);
  expect(requests).toEqual([
    {
      operation: "BatchGetItem",
      input: { RequestItems: { films: { Keys: ["1", "2", "3"].map(keyOf), ConsistentRead: true } } },
    },
  ]);
  expect(result).toMatchObject({ contents: [{ item: { n: 1 } }, { item: { n: 3 } }], cursor: undefined });
});

test("what is left unprocessed is asked for again, after a wait that grows while nothing comes", () => {
  const { requests, waits, result } = drive(readWindow(context, pairs, readPolicy({})), [
    left("1", "2", "3"),
    { ...found("2"), ...left("1", "3") },
    left("1", "3"),
    found("1", "3"),
  ]);
  expect(requests).toMatchObject([{}, {}, {}, { input: { RequestItems: { films: { Keys: ["1", "3"].map(keyOf) } } } }]);
  expect(waits).toEqual([100, 100, 200]);
  expect(result).toMatchObject({ contents: [{}, {}, {}], cost: { requests: 4, retries: 3, waitedMs: 400 } });
});

test("it is given up with the keys that stayed unread", () => {
  const { requests, error } = drive(readWindow(context, pairs, readPolicy({})), [
    { ...found("2"), ...left("1", "3") },
    left("1", "3"),
    left("1", "3"),
  ]);
  expect(requests).toHaveLength(3);
  expect(error).toMatchObject({
    code: "BATCH_INCOMPLETE",
    unread: [{ contentIds: ["1"] }, { contentIds: ["3"] }],
    message: "DynamoDB left 2 keys unread in 3 attempts; the table may be throttled",
  });
});
