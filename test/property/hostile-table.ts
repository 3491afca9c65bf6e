import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  ScanCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { DynamoRepository, type Logger, type ModelCodec, type StandardSchemaV1 } from "standard-dynamo";
import { createTable } from "standard-dynamo-local";
import { lendEngine } from "../support/lent-engine.ts";
import type { Expressions } from "./hostile-expression.ts";

export type RawItem = Record<string, AttributeValue>;

/** Where a repository's records are. */
export interface Place {
  readonly partitionPrefix: string;
  readonly partitionName: string;
  readonly contentType: string;
}

/** A table whose requests are written down and whose items are looked at as they are. */
export interface HostileTable extends AsyncDisposable {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  /** What repositories have sent. */
  readonly sent: SentRequest[];
  open<Item, Input = Item>(
    schema: StandardSchemaV1<Input, Item> | ModelCodec<Input, Item>,
    place: Place,
    options?: { readonly logger?: Logger; readonly now?: () => Date },
  ): DynamoRepository<Item, Input>;
  /** Writes items of different keys as somebody else might. */
  putRaw(items: readonly RawItem[]): Promise<void>;
  /** Every item by its key, as one text each. */
  dump(): Promise<Map<string, string>>;
  /** Deletes every item. */
  clear(): Promise<void>;
}

interface SentRequest {
  readonly operation: string;
  readonly input: Expressions;
}

export const keyNames = { tableName: "hostile", partitionKey: "PK", sortKey: "SK" } as const;

/** An empty table. */
export async function openHostileTable(): Promise<HostileTable> {
  const lent = await lendEngine();
  const { engine } = lent;
  const own = engine.createClient();
  const client = engine.createClient();
  const sent: SentRequest[] = [];
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (args) => {
        sent.push({ operation: commandName.replace(/Command$/, ""), input: args.input as Expressions });
        return next(args);
      },
    { step: "initialize", name: "written down" },
  );
  await createTable(own, keyNames);
  await clear(own);
  return {
    client,
    endpoint: engine.endpoint,
    sent,
    open: (schema, place, options) => new DynamoRepository({ ...keyNames, ...place, ...options, schema, client }),
    async putRaw(items) {
      await writeAll(
        own,
        items.map((Item) => ({ PutRequest: { Item } })),
      );
    },
    dump: () => dumpOf(own),
    clear: () => clear(own),
    async [Symbol.asyncDispose]() {
      own.destroy();
      client.destroy();
      await lent[Symbol.asyncDispose]();
    },
  };
}

/** A key as `dump` names it. */
export function dumpKey(partition: string, sort: string): string {
  return JSON.stringify([partition, sort]);
}

async function writeAll(client: DynamoDBClient, requests: readonly WriteRequest[]): Promise<void> {
  for (let start = 0; start < requests.length; start += 25) {
    const RequestItems = { [keyNames.tableName]: requests.slice(start, start + 25) };
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems }));
    if (Object.keys(UnprocessedItems).length > 0) throw new Error("the engine left items unprocessed");
  }
}

async function clear(client: DynamoDBClient): Promise<void> {
  const keys = [...(await dumpOf(client)).keys()].map((key) => JSON.parse(key) as [string, string]);
  await writeAll(
    client,
    keys.map(([PK, SK]) => ({ DeleteRequest: { Key: { PK: { S: PK }, SK: { S: SK } } } })),
  );
}

async function dumpOf(client: DynamoDBClient): Promise<Map<string, string>> {
  const items = new Map<string, string>();
  let start: RawItem | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: keyNames.tableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    for (const item of Items) items.set(dumpKey(item["PK"]?.S ?? "", item["SK"]?.S ?? ""), asText(item));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** The same text for the same item: attributes in the order of their names, bytes in base64. */
function asText(item: unknown): string {
  return JSON.stringify(item, (_, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  });
}
