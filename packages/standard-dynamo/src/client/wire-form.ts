import { setKey } from "../model/plain-object.ts";

// DynamoDB's JSON differs from the inputs and outputs of the SDK in bytes alone, which are text in base64 there.

/**
 * The body of a request that may hold bytes, or that others may have changed; `undefined` if it has members that are not
 * this library's, which the SDK may send or not.
 */
export function toWire(input: object): string | undefined {
  return Object.keys(input).every((name) => members.has(name)) ? JSON.stringify(withText(input)) : undefined;
}

const members: ReadonlySet<string> = new Set([
  "ConditionExpression",
  "ConsistentRead",
  "ExclusiveStartKey",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "FilterExpression",
  "Item",
  "Key",
  "KeyConditionExpression",
  "Limit",
  "ProjectionExpression",
  "RequestItems",
  "ReturnConsumedCapacity",
  "ReturnValues",
  "ReturnValuesOnConditionCheckFailure",
  "ScanIndexForward",
  "TableName",
  "UpdateExpression",
]);

function withText(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
  }
  if (Array.isArray(value)) return value.map(withText);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) setKey(copy, name, withText((value as Record<string, unknown>)[name]));
  return copy;
}

/** The output that the SDK would make of the text of an answer; `undefined` if it looks like none. */
export function fromWire(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    const output = parsed as Record<string, unknown>;
    for (const name of Object.keys(output)) {
      if (holders.has(name)) output[name] = holderWithBytes(output[name]);
    }
    return output;
  } catch (error) {
    // Too deep for a function that calls itself.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

// The members of answers that hold items or keys, at whatever depth.
const holders: ReadonlySet<string> = new Set([
  "Item",
  "Items",
  "Attributes",
  "ItemCollectionMetrics",
  "LastEvaluatedKey",
  "Responses",
  "UnprocessedKeys",
  "UnprocessedItems",
]);

/** An attribute value is an object of one member whose name is a type, and what is none is looked into. */
function holderWithBytes(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(holderWithBytes);
  const given = value as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    const member = given[name];
    if (name === "B" && typeof member === "string") given[name] = bytesOf(member);
    else if (name === "BS" && isTexts(member)) given[name] = member.map(bytesOf);
    else setKey(given, name, holderWithBytes(member));
  }
  return given;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}
