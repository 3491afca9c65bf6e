import { createServer, type IncomingHttpHeaders, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type AttributeValue,
  DeleteTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { onTestFinished } from "vitest";
import { lendEngine } from "../../../test/support/lent-engine.ts";
import {
  createTable,
  type FaultEvent,
  type FaultOptions,
  type FaultyEndpoint,
  type LocalEngine,
  startFaults,
} from "../src/index.ts";

export const TableName = "films";

/** An empty table on a real engine with faults before it. The engine may be stopped. */
export interface FaultyTable extends AsyncDisposable {
  readonly engine: LocalEngine;
  readonly faulty: FaultyEndpoint;
  /** Goes through the faults, and never tries again. */
  readonly client: DynamoDBClient;
  /** Goes to the engine itself. */
  readonly direct: DynamoDBClient;
  readonly events: readonly FaultEvent[];
}

export async function openFaultyTable(options: FaultOptions = {}): Promise<FaultyTable> {
  const lent = await lendEngine();
  const { engine } = lent;
  const direct = engine.createClient();
  // That of the test before, which may have other keys.
  await direct.send(new DeleteTableCommand({ TableName })).catch(() => undefined);
  await createTable(direct, { tableName: TableName, partitionKey: "PK", sortKey: "SK" });
  const events: FaultEvent[] = [];
  const faulty = await startFaults(engine, { onFault: (event) => void events.push(event), ...options });
  return {
    engine,
    faulty,
    client: faulty.createClient({ maxAttempts: 1 }),
    direct,
    events,
    async [Symbol.asyncDispose]() {
      await faulty.stop();
      direct.destroy();
      await lent[Symbol.asyncDispose]();
    },
  };
}

export function keyOf(id: string): Record<string, AttributeValue> {
  return { PK: { S: "p" }, SK: { S: id } };
}

/** How requests name the record. */
export function nameOf(id: string): string {
  return `films/p/${id}`;
}

export function put(id: string, value = "new"): PutItemCommand {
  return new PutItemCommand({ TableName, Item: { ...keyOf(id), value: { S: value } } });
}

export function get(id: string): GetItemCommand {
  return new GetItemCommand({ TableName, Key: keyOf(id), ConsistentRead: true });
}

/** The value that the engine holds. */
export async function stored(direct: DynamoDBClient, id: string): Promise<string | undefined> {
  return (await direct.send(get(id))).Item?.["value"]?.S;
}

/** The ids that the engine holds. */
export async function storedIds(direct: DynamoDBClient): Promise<string[]> {
  const { Items = [] } = await direct.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items.map((item) => item["SK"]?.S ?? "").sort();
}

/** What a client sees: `ok`, or the name of the error. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "ok",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}

export interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  /** What came of the body. */
  readonly body: Buffer;
  /** Whether all of it came. */
  readonly complete: boolean;
}

/** Sends a request without the SDK, over a connection of its own. */
export function ask(endpoint: string, operation: string, content: unknown): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(endpoint, { method: "POST", agent: false, headers: headersOf(operation) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => void chunks.push(chunk));
      answer.on("error", () => undefined);
      answer.on("close", () => {
        const { statusCode: status, headers, complete } = answer;
        resolve({ status, headers, body: Buffer.concat(chunks), complete });
      });
    });
    asked.on("error", reject);
    asked.end(typeof content === "string" ? content : JSON.stringify(content));
  });
}

function headersOf(operation: string): Record<string, string> {
  const scope = "local/20200101/us-east-1/dynamodb/aws4_request";
  return {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `DynamoDB_20120810.${operation}`,
    "x-amz-date": "20200101T000000Z",
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=none`,
  };
}

export interface StandIn {
  readonly endpoint: string;
  /** How many connections are open to it, and how many were ever opened. */
  connections(): { readonly open: number; readonly ever: number };
}

/** A server in the place of an engine. */
export async function standIn(listener: RequestListener): Promise<StandIn> {
  const server = createServer(listener);
  let open = 0;
  let ever = 0;
  server.on("connection", (socket) => {
    open += 1;
    ever += 1;
    socket.on("close", () => (open -= 1));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => ({ open, ever }),
  };
}
