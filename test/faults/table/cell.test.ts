import { expect, test } from "vitest";
import { BatchIncompleteError, RequestObjectStateError } from "../../../packages/standard-dynamo/src/index.ts";
import { cellOf } from "./cell.ts";
import type { Outcome } from "./play.ts";

const plain: Outcome = { error: undefined, problem: undefined, requests: 1, isMet: true, effects: { a: 1, b: 1 } };
const timeout = Object.assign(new Error("late"), { name: "TimeoutError" });
const version = new RequestObjectStateError({ reason: "version", key: { partitionIds: [], contentIds: ["a"] } });

function batch(written: number, ...unwritten: string[]): Error {
  const listed = unwritten.map((id) => ({ contentIds: [id] }));
  return new BatchIncompleteError({ written, unwritten: listed, why: "late", cause: timeout });
}

test.each<[string, Partial<Outcome>]>([
  ["–", { isMet: false }],
  ["ok", {}],
  ["ok", { effects: undefined }],
  ["ok, sent again", { requests: 2 }],
  ["ok, sent again, told as unchanged", { requests: 2, problem: "told as unchanged" }],
  ["counted twice", { effects: { a: 2 } }],
  ["LOST", { effects: { a: 1, b: 0 } }],
  ["LOST COUNT", { error: timeout, effects: { a: 2 } }],
  ["Timeout", { error: timeout, effects: undefined }],
  ["Timeout, not done", { error: timeout, effects: { a: 0, b: 0 } }],
  ["Timeout, done", { error: timeout }],
  ["Timeout, partly done", { error: timeout, effects: { a: 1, b: 0 } }],
  ["RequestObjectState: version, done", { error: version, effects: { a: 1 } }],
  ["BatchIncomplete: Timeout, not done", { error: batch(1, "b"), effects: { a: 1, b: 0 } }],
  ["BatchIncomplete: Timeout, done", { error: batch(1, "b") }],
  ["BatchIncomplete: Timeout, not done", { error: batch(0), effects: { a: 0, b: 0 } }],
  ["LOST", { error: batch(1, "b"), effects: { a: 0, b: 0 } }],
])("%s", (cell, outcome) => {
  expect(cellOf({ ...plain, ...outcome }, plain)).toBe(cell);
});
