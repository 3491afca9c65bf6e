import { DynamoRepository, isModelDefinitionError, model } from "standard-dynamo";
import { SyncDynamoRepository } from "standard-dynamo/sync";
import { expect, test } from "vitest";
import { z } from "zod";

test.each<[what: string, value: unknown, message: string]>([
  ["undefined", undefined, "is it imported in a circle, or used before it is defined?"],
  ["null", null, "got null"],
  ["text", "z.string()", "got a string"],
  ["an object", {}, "got an object without `~standard`"],
  ["a function", function makeFilm() {}, "got the function makeFilm; if it makes a schema, call it"],
  ["JSON Schema", { type: "object", properties: {} }, "a JSON Schema, which cannot validate"],
  ["TypeBox", { "~kind": "Object" }, "a TypeBox schema; wrap it"],
  ["Effect", { ast: {} }, "Schema.toStandardSchemaV1(schema)"],
  ["Zod 3", { _def: { typeName: "ZodObject" } }, "upgrade to Zod 4"],
])("%s in the place of a schema is named", (_, value, message) => {
  const error = errorOf(() => model(value as never));
  expect(isModelDefinitionError(error)).toBe(true);
  expect(error).toMatchObject({ message: expect.stringContaining(message) as string });
});

const options = {
  schema: z.object({ a: z.string() }),
  client: { send: () => undefined } as never,
  tableName: "t",
  partitionKey: "PK",
  sortKey: "SK",
  partitionPrefix: "a",
  partitionName: "b",
  contentType: "c",
};

test.each<[change: object, message: string]>([
  [{ tableName: undefined }, "tableName has to be text, got undefined"],
  [{ partitionKey: "" }, "partitionKey must not be empty"],
  [{ sortKey: "PK" }, "partitionKey and sortKey have to be different attributes"],
  [{ partitionPrefix: "a#b" }, 'partitionPrefix must not contain "#"'],
  [{ contentType: "a#" }, 'contentType must not contain "#"'],
  [{ concurrency: 0 }, "concurrency has to be a whole number, 1 or more"],
  [{ consistentRead: true }, 'consistentRead is not an option, did you mean "consistentReads"?'],
  [{ client: undefined }, "client has to be a DynamoDBClient"],
  [{ client: {} }, "client has to be a DynamoDBClient"],
  [{ schema: z.object({ PK: z.string() }) }, 'c has the attribute "PK"'],
  [{ schema: z.object({ _ttl: z.int(), SK: z.string() }) }, 'c has the attribute "SK", "_ttl"'],
])("%o is refused when the repository is made", (change, message) => {
  const error = errorOf(() => new DynamoRepository({ ...options, ...change }));
  expect(isModelDefinitionError(error)).toBe(true);
  expect(error).toMatchObject({ message: expect.stringContaining(message) as string });
});

test("all mistakes are named at once", () => {
  const error = errorOf(() => new DynamoRepository({ ...options, tableName: 1 as never, sortKey: "" }));
  expect(error).toMatchObject({
    message: "Invalid repository options: tableName has to be text, got number; sortKey must not be empty",
  });
});

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

test.each([
  [undefined, "undefined"],
  [null, "null"],
  [[], "a list"],
  ["table", "string"],
])("%o in the place of the options is refused", (value, kind) => {
  for (const Repository of [DynamoRepository, SyncDynamoRepository]) {
    const error = errorOf(() => new Repository(value as never));
    expect(isModelDefinitionError(error)).toBe(true);
    expect((error as Error).message).toBe(`Invalid repository options: expected an object, got ${kind}`);
  }
});
