import { entriesOf, fieldsOf } from "./json.ts";
import type { KeyNames } from "./table-keys.ts";

/** Tells the key attributes of a table. */
export type FindKeyNames = (table: string) => Promise<KeyNames>;

/** What a request names, as text, in order: see `FaultRequest.keys`. */
export async function requestKeys(
  operation: string,
  body: unknown,
  findKeyNames: FindKeyNames,
): Promise<readonly string[]> {
  const keys = await namedBy(operation, fieldsOf(body), findKeyNames);
  return keys.length > 1 ? [...keys].sort() : keys;
}

/** A key of a BatchGetItem, or a write of a BatchWriteItem. */
export interface BatchEntry {
  readonly table: string;
  /** Its key as text. */
  readonly key: string;
  readonly entry: unknown;
}

/** What a batch consists of; nothing if the operation is none. */
export function batchEntries(
  operation: string,
  body: unknown,
  findKeyNames: FindKeyNames,
): Promise<readonly BatchEntry[]> {
  const ofTable = async (table: string, entry: unknown): Promise<BatchEntry> => {
    const key = operation === "BatchGetItem" ? keyText(table, entry) : await writeKey(table, entry, findKeyNames);
    return { table, key, entry };
  };
  const tables = operation.startsWith("Batch") ? Object.entries(fieldsOf(fieldsOf(body)["RequestItems"])) : [];
  return Promise.all(
    tables.flatMap(([table, wanted]) => {
      const entries = operation === "BatchGetItem" ? fieldsOf(wanted)["Keys"] : wanted;
      return entriesOf(entries).map((entry) => ofTable(table, entry));
    }),
  );
}

type Fields = Readonly<Record<string, unknown>>;

async function namedBy(operation: string, body: Fields, findKeyNames: FindKeyNames): Promise<readonly string[]> {
  const table = textOf(body["TableName"]);
  switch (operation) {
    case "PutItem":
      return [await itemKey(table, body["Item"], findKeyNames)];
    case "GetItem":
    case "UpdateItem":
    case "DeleteItem":
      return [keyText(table, body["Key"])];
    case "BatchGetItem":
    case "BatchWriteItem":
      return (await batchEntries(operation, body, findKeyNames)).map(({ key }) => key);
    case "TransactGetItems":
    case "TransactWriteItems":
      return Promise.all(
        entriesOf(body["TransactItems"]).flatMap((item) =>
          Object.values(fieldsOf(item)).map(async (action) => {
            const { TableName, Key, Item } = fieldsOf(action);
            const place = textOf(TableName);
            return Item === undefined ? keyText(place, Key) : itemKey(place, Item, findKeyNames);
          }),
        ),
      );
    case "Query":
      return [joined([table, body["IndexName"], keyCondition(body), ...valuesOf(body["ExclusiveStartKey"])])];
    case "Scan":
      return [joined([table, body["IndexName"], body["Segment"], ...valuesOf(body["ExclusiveStartKey"])])];
    case "ExecuteStatement":
      return [joined([body["Statement"]])];
    default:
      return table === "" ? [] : [joined([table])];
  }
}

async function writeKey(table: string, write: unknown, findKeyNames: FindKeyNames): Promise<string> {
  const { PutRequest, DeleteRequest } = fieldsOf(write);
  if (PutRequest !== undefined) return itemKey(table, fieldsOf(PutRequest)["Item"], findKeyNames);
  return keyText(table, fieldsOf(DeleteRequest)["Key"]);
}

async function itemKey(table: string, item: unknown, findKeyNames: FindKeyNames): Promise<string> {
  const attributes = fieldsOf(item);
  const names = (await findKeyNames(table)) ?? [];
  return keyText(table, Object.fromEntries(names.map((name) => [name, attributes[name]])));
}

/** By the names of the attributes, so that the order in which a request has them does not matter. */
function keyText(table: string, key: unknown): string {
  return joined([table, ...valuesOf(key)]);
}

function valuesOf(key: unknown): readonly string[] {
  const attributes = fieldsOf(key);
  return Object.keys(attributes)
    .sort()
    .map((name) => valueText(attributes[name]));
}

function valueText(value: unknown): string {
  const { S, N, B } = fieldsOf(value);
  return textOf(S ?? N ?? B ?? value);
}

/** The condition with what its placeholders stand for. */
function keyCondition(body: Fields): string {
  const names = fieldsOf(body["ExpressionAttributeNames"]);
  const values = fieldsOf(body["ExpressionAttributeValues"]);
  const { KeyConditionExpression, KeyConditions } = body;
  if (typeof KeyConditionExpression !== "string") return textOf(KeyConditions);
  return KeyConditionExpression.replaceAll(/[#:]\w+/g, (placeholder) =>
    placeholder.startsWith("#") ? textOf(names[placeholder]) : valueText(values[placeholder]),
  );
}

function joined(parts: readonly unknown[]): string {
  const named = parts.filter((part) => part !== undefined);
  return named.map((part) => textOf(part).replaceAll(/[\\/]/g, String.raw`\$&`)).join("/");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
