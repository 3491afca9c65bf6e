import type { AttributeValue, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { Order, OrderChange, OrderKey, PlainOrder } from "../orders/order.ts";

/** A way to DynamoDB that takes part: one file of this folder each. */
export interface Contestant<Input = unknown, Found = unknown> {
  /** The attributes that it stores beside those of the order, the marker's not among them. */
  readonly bookkeeping: readonly string[];
  /** Attributes by which it knows its items, and without which it would not read them. */
  readonly marker?: Readonly<Record<string, AttributeValue>>;
  open(connection: Connection): Calls<Input, Found>;
}

/** What a carrier gives a contestant. */
export interface Connection {
  readonly tableName: string;
  readonly clientConfig: DynamoDBClientConfig;
  /** The same way for the floor, which has no client, and what it needs to sign. */
  readonly wire: Wire;
  readonly host: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export type Wire = (headers: Readonly<Record<string, string>>, body: string) => Promise<Buffer>;

/** What every contestant can do. `Input` and `Found` are orders in the form that its users have in hand. */
export interface Calls<Input, Found> {
  /** Called before the clock runs: an order as the contestant's users hold it, ready to be written. */
  input(order: Order): Input;
  /** Called after the clock has stopped: what was read, for comparison. */
  plain(found: Found): PlainOrder;
  get(key: OrderKey): Promise<Found | undefined>;
  put(input: Input): Promise<unknown>;
  update(key: OrderKey, change: OrderChange): Promise<unknown>;
  /** All orders of a customer in ascending order, with as many requests as there are pages. */
  query(customer: string): Promise<readonly Found[]>;
  /** At most 100 keys, in any order. */
  batchGet(keys: readonly OrderKey[]): Promise<readonly Found[]>;
  /** Any number, 25 to a request, at most four requests at a time; all have to be written. */
  batchWrite(inputs: readonly Input[]): Promise<unknown>;
}

/** How many requests a batch of many has under way: the default of the repository. */
export const batchConcurrency = 4;
