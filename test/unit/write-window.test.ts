import { expect, test } from "vitest";
import { z } from "zod";
import { type WriteEntry, writeWindow } from "../../packages/standard-dynamo/src/operation/write-window.ts";
import { contextOf, drive } from "./drive.ts";

const context = contextOf(z.object({}));

const entries = ["1", "2", "3"].map((sort, index): WriteEntry<string> => {
  const Item = { PK: { S: "a#b#" }, SK: { S: `c#${sort}` } };
  const request = sort === "3" ? { DeleteRequest: { Key: Item } } : { PutRequest: { Item } };
  return { pair: { partition: "a#b#", sort: `c#${sort}` }, request: () => request, source: sort, index };
});

const left = (...indexes: number[]) => ({
  UnprocessedItems: { films: indexes.flatMap((index) => entries[index]?.request() ?? []) },
});

test("all at once", () => {
  const { requests, waits, result } = drive(writeWindow(context, entries), [{}]);
  expect(requests).toEqual([
    { operation: "BatchWriteItem", input: { RequestItems: { films: entries.map(({ request }) => request()) } } },
  ]);
  expect([waits, result]).toMatchObject([[], { left: [], error: undefined, cost: { requests: 1 } }]);
});

test("what is left unprocessed is sent again, after a wait that grows while nothing is taken", () => {
  const { requests, waits, result } = drive(writeWindow(context, entries), [
    left(0, 1, 2),
    left(0, 2),
    left(0, 2),
    { UnprocessedItems: {} },
  ]);
  expect(requests.at(-1)).toMatchObject({
    input: { RequestItems: { films: [entries[0]?.request(), entries[2]?.request()] } },
  });
  expect(waits).toEqual([100, 100, 200]);
  expect(result).toMatchObject({ left: [], cost: { requests: 4, retries: 3, waitedMs: 400 } });
});

test("it is given up with what is left", () => {
  const { requests, result } = drive(writeWindow(context, entries), [left(1), left(1), left(1), left(1)]);
  expect(requests).toHaveLength(3);
  expect(result).toMatchObject({ left: [entries[1]], error: undefined });
});

test("an error leaves what was not acknowledged before", () => {
  const error = new Error("throttled");
  const { result } = drive(writeWindow(context, entries), [left(1, 2), error]);
  expect(result).toMatchObject({ left: [entries[1], entries[2]], error, cost: { requests: 1 } });
});
