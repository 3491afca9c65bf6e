import { expect, test } from "vitest";
import { z } from "zod";
import type { AttributeMap } from "../../packages/standard-dynamo/src/item/attribute-value.ts";
import type { UpdateItemRequest } from "../../packages/standard-dynamo/src/operation/dynamo-request.ts";
import { update } from "../../packages/standard-dynamo/src/operation/update.ts";
import { conditionFailure, contextOf, type Driven, drive, storedItem } from "./drive.ts";

const context = contextOf(
  z.object({
    name: z.string(),
    views: z.int().nullish(),
    tags: z.array(z.string()).nullish(),
    address: z.object({ city: z.string(), zip: z.int().optional() }).nullish(),
  }),
);

const done = { Attributes: { _object_version: { N: "2" } } };
const run = (command: unknown, answers: Parameters<typeof drive>[1], requireExists = true) =>
  drive(update(context, { contentIds: ["1"] }, command, requireExists), answers);

test("one request with the version, the time and what the record must be like", () => {
  const { requests, result } = run({ set: { name: "x" }, currentVersion: 1, expiry: null }, [done]);
  expect(requests).toHaveLength(1);
  expect(expanded(requests[0] as UpdateItemRequest)).toEqual([
    "SET name = 'x', _timestamp = '2020-01-02T03:04:05.678000+00:00', " +
      "_object_version = if_not_exists(_object_version, 0) + 1 REMOVE _ttl",
    "(attribute_exists(PK)) AND (_object_version = 1)",
  ]);
  expect(result).toMatchObject({ currentVersion: 2, cost: { requests: 1 } });
});

test.each<[command: object, stored: AttributeMap, second: string]>([
  [{ increment: { views: 2 } }, { views: { NULL: true } }, "SET views = 2, "],
  [{ append: { tags: ["a"] } }, { tags: { NULL: true } }, "SET tags = [a], "],
  [{ set: { address: { city: "x" } } }, {}, "SET address = {city:x}, "],
  [{ set: { address: { city: "x" } } }, { address: { NULL: true } }, "SET address = {city:x}, "],
  [{ set: { address: { city: "x" } }, increment: { address: { zip: 1 } } }, {}, "SET address = {city:x,zip:1}, "],
  [{ remove: { address: { zip: true } } }, {}, "SET _timestamp"],
])("%o of a record with %o is sent again in a form that fits", (command, stored, second) => {
  const item = storedItem("1", { name: { S: "x" }, ...stored });
  const { requests, result } = run(command, [conditionFailure(item), done]);
  expect(requests).toHaveLength(2);
  expect(expanded(requests[1] as UpdateItemRequest)[0]?.startsWith(second)).toBe(true);
  expect(result).toMatchObject({ currentVersion: 2, cost: { requests: 2 } });
});

test("a record that changed in between is looked at anew", () => {
  const name = { name: { S: "x" } };
  const { requests, result } = run({ increment: { views: 2 } }, [
    conditionFailure(storedItem("1", { ...name, views: { NULL: true } })),
    conditionFailure(storedItem("1", { ...name, views: { N: "5" } })),
    done,
  ]);
  expect(requests).toHaveLength(3);
  expect(expanded(requests[2] as UpdateItemRequest)[0]).toContain("views = if_not_exists(views, 0) + 2");
  expect(result).toMatchObject({ currentVersion: 2 });
});

test("it does not go on for ever", () => {
  const failures = Array.from({ length: 20 }, (_, index) =>
    conditionFailure(storedItem("1", { name: { S: "x" }, ...(index % 2 === 0 && { views: { NULL: true as const } }) })),
  );
  const { requests, error } = run({ increment: { views: 2 } }, failures);
  expect(requests.length).toBeLessThanOrEqual(10);
  expect(error).toMatchObject({ code: "REQUEST_OBJECT_STATE", reason: "condition" });
});

test.each<[command: object, stored: AttributeMap | undefined, reason: string]>([
  [{ set: { name: "y" } }, undefined, "missing"],
  [{ currentVersion: 3 }, { name: { S: "x" } }, "version"],
  [{ currentVersion: 3 }, undefined, "missing"],
  [{ condition: { name: "z" } }, { name: { S: "x" } }, "condition"],
])("%o of %o is refused: %s", (command, stored, reason) => {
  const failure = conditionFailure(stored && storedItem("1", stored));
  const { requests, error } = run(command, [failure]);
  expect(requests).toHaveLength(1);
  expect(error).toMatchObject({ code: "REQUEST_OBJECT_STATE", reason, cause: failure });
});

test("a refusal has the record as it stood", () => {
  const { error } = run({ currentVersion: 3 }, [conditionFailure(storedItem("1", { name: { S: "x" } }, 7))]);
  expect(error).toMatchObject({
    current: { item: { name: "x" }, currentVersion: 7, contentIds: ["1"] },
    expectedVersion: 3,
    message: 'The record at partitionIds [], contentIds ["1"] has version 7, not 3',
  });
});

test("a refusal without a record that fits has none", () => {
  const { error } = run({ currentVersion: 3 }, [
    conditionFailure(storedItem("1", { name: { N: "1" }, views: { S: "" } }, 7)),
  ]);
  expect(error).toMatchObject({ reason: "version", current: undefined });
});

test("what is stored as another type is refused, saying so", () => {
  const stored = { name: { S: "x" }, views: { S: "many" } };
  const { error } = run({ increment: { views: 1 } }, [conditionFailure(storedItem("1", stored))]);
  expect(error).toMatchObject({
    reason: "condition",
    message: expect.stringContaining("views is stored as text, the update needs a number") as string,
  });
});

test("a parent that would not be whole is refused", () => {
  const { error } = run({ increment: { address: { zip: 1 } } }, [
    conditionFailure(storedItem("1", { name: { S: "x" } })),
  ]);
  expect(error).toMatchObject({ code: "COMMAND_VALIDATION", issues: [{ path: ["address", "city"] }] });
});

test("a missing record is made whole at version 1", () => {
  const command = { set: { name: "x" }, increment: { views: 2 }, append: { tags: ["a"] }, expiry: new Date(5500) };
  const { requests, result } = run(command, [conditionFailure(), {}], false);
  expect(requests[1]).toEqual({
    operation: "PutItem",
    input: {
      TableName: "films",
      Item: {
        ...storedItem("1", { name: { S: "x" }, views: { N: "2" }, tags: { L: [{ S: "a" }] }, _ttl: { N: "5" } }),
        _timestamp: { S: "2020-01-02T03:04:05.678000+00:00" },
      },
      ConditionExpression: "attribute_not_exists(#n0)",
      ExpressionAttributeNames: { "#n0": "PK" },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  });
  expect(result).toMatchObject({ currentVersion: 1, cost: { requests: 2 } });
});

test("a record that was made in between is updated", () => {
  const item = storedItem("1", { name: { S: "other" } });
  const { requests, result } = run({ set: { name: "x" } }, [conditionFailure(), conditionFailure(item), done], false);
  expect(requests.map(({ operation }) => operation)).toEqual(["UpdateItem", "PutItem", "UpdateItem"]);
  expect(result).toMatchObject({ currentVersion: 2 });
});

test("a command that makes no whole record makes none", () => {
  const { requests, error } = run({ set: { views: 1 } }, [conditionFailure()], false);
  expect(requests).toHaveLength(1);
  expect(error).toMatchObject({
    reason: "missing",
    message: expect.stringContaining("the update alone makes no whole record: name: ") as string,
  });
});

test("errors of AWS pass", () => {
  const error = Object.assign(new Error("no such table"), { name: "ResourceNotFoundException" });
  expect((run({}, [error]) as Driven<unknown>).error).toBe(error);
});

// The two expressions with their placeholders replaced.
function expanded({ input }: UpdateItemRequest): string[] {
  const names = input.ExpressionAttributeNames ?? {};
  const values = input.ExpressionAttributeValues ?? {};
  return [input.UpdateExpression, input.ConditionExpression ?? ""].map((text) =>
    text.replaceAll(/#n\d+/g, (name) => names[name] ?? name).replaceAll(/:v\d+/g, (value) => show(values[value])),
  );
}

function show(value: AttributeMap[string] | undefined): string {
  if (value === undefined) return "?";
  if ("S" in value) return `'${value.S}'`;
  if ("N" in value) return value.N;
  const plain = (part: AttributeMap[string]): string => show(part).replaceAll("'", "");
  if ("L" in value) return `[${value.L.map(plain).join()}]`;
  if ("M" in value)
    return `{${Object.entries(value.M)
      .map(([name, part]) => `${name}:${plain(part)}`)
      .join()}}`;
  return JSON.stringify(value);
}
