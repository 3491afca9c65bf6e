import { BatchGetItemCommand, BatchWriteItemCommand, CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { keyOf, nameOf, openFaultyTable, outcome, put, storedIds, TableName } from "./faults-support.ts";

const ids = Array.from({ length: 10 }, (_, n) => `r${n}`);

/** Writes of a batch: puts, or deletes of the ids that begin with `-`. */
function writes(of: readonly string[], table = TableName): BatchWriteItemCommand {
  const requests = of.map((id) =>
    id.startsWith("-") ? { DeleteRequest: { Key: keyOf(id.slice(1)) } } : { PutRequest: { Item: keyOf(id) } },
  );
  return new BatchWriteItemCommand({ RequestItems: { [table]: requests } });
}

function reads(of: readonly string[]): BatchGetItemCommand {
  const request = { Keys: of.map(keyOf), ConsistentRead: true, ProjectionExpression: "SK" };
  return new BatchGetItemCommand({ RequestItems: { [TableName]: request } });
}

test("a part of a BatchWriteItem comes back and is really not written", async () => {
  await using table = await openFaultyTable({ seed: 1, plan: () => "unprocessed" });
  const { UnprocessedItems = {} } = await table.client.send(writes(ids));
  const left = (UnprocessedItems[TableName] ?? []).map(({ PutRequest }) => PutRequest?.Item?.["SK"]?.S ?? "");
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(10);
  expect([...(await storedIds(table.direct)), ...left].sort()).toEqual(ids);
  expect(table.events).toEqual([
    { fault: "unprocessed", index: 0, operation: "BatchWriteItem", keys: ids.map(nameOf), occurrence: 0 },
  ]);
});

test("what comes back is written when it is sent again", async () => {
  await using table = await openFaultyTable({ seed: 1, rates: { unprocessed: 0.7 } });
  let command = writes(ids);
  for (let attempts = 0; attempts < 50; attempts += 1) {
    const { UnprocessedItems = {} } = await table.client.send(command);
    if (Object.keys(UnprocessedItems).length === 0) break;
    command = new BatchWriteItemCommand({ RequestItems: UnprocessedItems });
  }
  expect(table.faulty.counts.requests).toBeGreaterThan(1);
  expect(await storedIds(table.direct)).toEqual(ids);
});

test("deletes that come back are really not done", async () => {
  await using table = await openFaultyTable({ seed: 2, plan: () => "unprocessed" });
  await table.direct.send(writes(ids));
  const { UnprocessedItems = {} } = await table.client.send(writes(ids.map((id) => `-${id}`)));
  const left = (UnprocessedItems[TableName] ?? []).map(({ DeleteRequest }) => DeleteRequest?.Key?.["SK"]?.S ?? "");
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(10);
  expect(await storedIds(table.direct)).toEqual(left.sort());
});

test("a part of a BatchGetItem comes back as keys, with what was asked of them", async () => {
  await using table = await openFaultyTable({ seed: 1, plan: () => "unprocessed" });
  await table.direct.send(writes(ids));
  const { Responses = {}, UnprocessedKeys = {} } = await table.client.send(reads(ids));
  const { Keys = [], ...rest } = UnprocessedKeys[TableName] ?? {};
  expect(rest).toEqual({ ConsistentRead: true, ProjectionExpression: "SK" });
  const left = Keys.map((key) => key["SK"]?.S);
  const read = (Responses[TableName] ?? []).map((item) => item["SK"]?.S);
  expect(left.length).toBeGreaterThan(0);
  expect(read.length).toBeGreaterThan(0);
  expect(new Set([...read, ...left])).toEqual(new Set(ids));
  expect(read.length + left.length).toBe(ids.length);
});

test("of a batch of one all is left, and the engine is not asked", async () => {
  await using table = await openFaultyTable({ plan: () => "unprocessed" });
  const written = await table.client.send(writes(["r1"]));
  expect(written.UnprocessedItems).toEqual({ [TableName]: [{ PutRequest: { Item: keyOf("r1") } }] });
  expect(await storedIds(table.direct)).toEqual([]);
  await table.direct.send(writes(["r1"]));
  const read = await table.client.send(reads(["r1"]));
  expect(read.Responses).toEqual({ [TableName]: [] });
  expect(read.UnprocessedKeys?.[TableName]?.Keys).toEqual([keyOf("r1")]);
});

test("consumed capacity is told if it is asked for, also when nothing is done", async () => {
  await using table = await openFaultyTable({ plan: () => "unprocessed" });
  const request = { RequestItems: { [TableName]: [{ PutRequest: { Item: keyOf("r1") } }] } };
  const told = await table.client.send(new BatchWriteItemCommand({ ...request, ReturnConsumedCapacity: "TOTAL" }));
  expect(told.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 0 }]);
  expect((await table.client.send(new BatchWriteItemCommand(request))).ConsumedCapacity).toBeUndefined();
});

test("the same seed leaves the same part, in whatever order the batch has it; others leave other parts", async () => {
  const left = async (seed: number, order: readonly string[]) => {
    await using table = await openFaultyTable({ seed, plan: () => "unprocessed" });
    await table.client.send(writes(order));
    const written = await storedIds(table.direct);
    return ids.filter((id) => !written.includes(id));
  };
  expect(await left(5, [...ids].toReversed())).toEqual(await left(5, ids));
  const parts = await Promise.all([6, 7, 8, 9].map((seed) => left(seed, ids)));
  expect(new Set(parts.map((part) => part.join())).size).toBeGreaterThan(1);
});

test("a batch over two tables is split record by record", async () => {
  await using table = await openFaultyTable({ seed: 3, plan: () => "unprocessed" });
  await table.direct.send(
    new CreateTableCommand({
      TableName: "other",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    }),
  );
  const others = ["1", "2", "3"].map((N) => ({ PutRequest: { Item: { id: { N }, SK: { S: "no key here" } } } }));
  const films = ids.slice(0, 3).map((id) => ({ PutRequest: { Item: keyOf(id) } }));
  const RequestItems = { [TableName]: films, other: others };
  const { UnprocessedItems = {} } = await table.client.send(new BatchWriteItemCommand({ RequestItems }));
  expect(table.events[0]?.keys).toEqual([...ids.slice(0, 3).map(nameOf), "other/1", "other/2", "other/3"]);
  const left = Object.values(UnprocessedItems).flat();
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(6);
  expect([...films, ...others]).toEqual(expect.arrayContaining(left));
  const again = await table.direct.send(new BatchWriteItemCommand({ RequestItems: UnprocessedItems }));
  expect(again.UnprocessedItems).toEqual({});
  expect(await storedIds(table.direct)).toEqual(ids.slice(0, 3));
});

test("what DynamoDB refuses whole is refused whole, and has met no fault", async () => {
  await using table = await openFaultyTable({ plan: () => "unprocessed" });
  const tooMany = Array.from({ length: 26 }, (_, n) => `x${n}`);
  expect(await outcome(table.client.send(writes(tooMany)))).toBe("ValidationException");
  expect(await outcome(table.client.send(writes(["r1", "r1", "r2"])))).toBe("ValidationException");
  expect(await outcome(table.client.send(writes(["r1", "r2", "r3"], "nowhere")))).toBe("ResourceNotFoundException");
  const elsewhere = new BatchGetItemCommand({ RequestItems: { nowhere: { Keys: ids.map(keyOf) } } });
  expect(await outcome(table.client.send(elsewhere))).toBe("ResourceNotFoundException");
  expect(await storedIds(table.direct)).toEqual([]);
  expect(table.faulty.counts).toEqual({ requests: 4, faults: {} });
});

test("other operations are left alone", async () => {
  await using table = await openFaultyTable({ rates: { unprocessed: 1 } });
  await table.client.send(put("r1"));
  expect(await storedIds(table.direct)).toEqual(["r1"]);
  expect(table.faulty.counts).toEqual({ requests: 1, faults: {} });
});
