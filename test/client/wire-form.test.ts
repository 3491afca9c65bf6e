import { expect, test } from "vitest";
import { fromWire, toWire } from "../../packages/standard-dynamo/src/client/wire-form.ts";

test("bytes of an input are written as base64, at whatever depth", () => {
  const input = { TableName: "notes", Item: { a: { M: { b: { BS: [new Uint8Array([0, 1, 255])] } } } } };
  expect(toWire(input)).toBe('{"TableName":"notes","Item":{"a":{"M":{"b":{"BS":["AAH/"]}}}}}');
});

test("an input with members that are not this library's is left to the SDK", () => {
  expect(toWire({ TableName: "notes", tenant: "me" })).toBeUndefined();
});

test("an attribute whose name is that of a type stays what it is", () => {
  const text = '{"Item":{"B":{"S":"AAH/"},"BS":{"L":[{"S":"AAH/"}]}}}';
  expect(fromWire(text)).toEqual(JSON.parse(text));
});
