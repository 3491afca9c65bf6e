import {
  BatchIncompleteError,
  CommandValidationError,
  isBatchIncompleteError,
  isCommandValidationError,
  isItemValidationError,
  isKeyValidationError,
  isModelDefinitionError,
  isRequestObjectStateError,
  isStandardDynamoError,
  ItemValidationError,
  KeyValidationError,
  ModelDefinitionError,
  RequestObjectStateError,
  StandardDynamoError,
} from "standard-dynamo";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { withKey } from "../../packages/standard-dynamo/src/errors/item-validation-error.ts";

const key = { partitionIds: ["p"], contentIds: [] };
const issues = [
  { path: [], message: "whole" },
  { path: ["a", 0], message: "part", suggestion: "b" },
];
const guards = [
  isBatchIncompleteError,
  isCommandValidationError,
  isItemValidationError,
  isKeyValidationError,
  isModelDefinitionError,
  isRequestObjectStateError,
];

test.each<[error: StandardDynamoError, guard: (error: unknown) => boolean, name: string, message: string]>([
  [new BatchIncompleteError({ why: "why" }), isBatchIncompleteError, "BatchIncompleteError", "why"],
  [
    new CommandValidationError("Invalid update", issues),
    isCommandValidationError,
    "CommandValidationError",
    'Invalid update: whole; a.0: part, did you mean "b"?',
  ],
  [
    new ItemValidationError({ direction: "write", issues, model: "Film", key }),
    isItemValidationError,
    "ItemValidationError",
    'The item at partitionIds ["p"], contentIds [] cannot be written as Film: whole; a.0: part, did you mean "b"?',
  ],
  [new KeyValidationError(issues), isKeyValidationError, "KeyValidationError", 'whole; a.0: part, did you mean "b"?'],
  [new ModelDefinitionError("wrong"), isModelDefinitionError, "ModelDefinitionError", "wrong"],
  [
    new RequestObjectStateError({ reason: "version", key, expectedVersion: 2, storedVersion: 3 }),
    isRequestObjectStateError,
    "RequestObjectStateError",
    'The record at partitionIds ["p"], contentIds [] has version 3, not 2',
  ],
])("%o is known by its guard", (error, guard, name, message) => {
  expect(error).toBeInstanceOf(StandardDynamoError);
  expect([error.name, error.message]).toEqual([name, message]);
  expect(String(error)).toBe(`${name}: ${message}`);
  expect(guards.filter((other) => other(error))).toEqual([guard]);
  expect(isStandardDynamoError(error)).toBe(true);
});

test("guards know the errors of another copy of the library by their code", () => {
  const { code } = new KeyValidationError([]);
  expect(isKeyValidationError(Object.assign(new Error("copy"), { code }))).toBe(true);
});

test("guards know the errors of another realm", () => {
  const foreign: unknown = runInNewContext('Object.assign(new Error("there"), { code: "KEY_VALIDATION" })');
  expect(isKeyValidationError(foreign)).toBe(true);
  expect(isStandardDynamoError(foreign)).toBe(true);
});

test.each([
  undefined,
  null,
  "KEY_VALIDATION",
  { code: "KEY_VALIDATION" },
  new Error("x"),
  Object.assign(new Error("x"), { code: "ENOENT" }),
])("%o is no error of the library", (value) => {
  expect(guards.some((guard) => guard(value))).toBe(false);
  expect(isStandardDynamoError(value)).toBe(false);
});

test.each([
  [{ reason: "missing", key }, 'There is no record at partitionIds ["p"], contentIds []'],
  [{ reason: "exists", key }, 'There is a record already at partitionIds ["p"], contentIds []'],
  [
    { reason: "condition", key, hint: "hint" },
    'The condition does not hold for the record at partitionIds ["p"], contentIds []: hint',
  ],
  [
    { reason: "version", key, expectedVersion: 1 },
    'The record at partitionIds ["p"], contentIds [] has version unknown, not 1',
  ],
] as const)("%o says: %s", (details, message) => {
  expect(new RequestObjectStateError(details).message).toBe(message);
});

test("an error keeps its cause", () => {
  const cause = new Error("below");
  expect(new BatchIncompleteError({ why: "", cause }).cause).toBe(cause);
  expect(new ItemValidationError({ direction: "read", issues: [], model: "", cause }).cause).toBe(cause);
});

test("the key of a record is added once", () => {
  const error = new ItemValidationError({ direction: "read", issues, model: "Film" });
  const keyed = withKey(error, key) as ItemValidationError;
  expect(keyed).toMatchObject({ key, issues, model: "Film", direction: "read" });
  expect(withKey(keyed, { partitionIds: [], contentIds: ["other"] })).toBe(keyed);
  expect(withKey("text", key)).toBe("text");
});
