import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import * as v from "valibot";
import { DynamoRepository, type DynamoRepositoryOptions } from "../../packages/standard-dynamo/src/index.ts";

/** A request as it would go over the wire. */
export interface HttpRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** @param number which one it is, counted from 1 */
type Answering = (request: HttpRequest, number: number) => HttpAnswer | Promise<HttpAnswer>;

/** Stands in the place of the SDK's way to the network. */
export class CannedHandler {
  readonly requests: HttpRequest[] = [];
  readonly #answer: Answering;
  isDestroyed = false;

  constructor(answer: Answering = () => answerOf({ Item: storedNote })) {
    this.#answer = answer;
  }

  async handle(given: HttpRequest): Promise<{ readonly response: HttpAnswer }> {
    // Retries change the headers of the same object; some versions write bodies as bytes.
    const request = { ...given, headers: { ...given.headers }, body: textOf(given.body) };
    this.requests.push(request);
    return { response: await this.#answer(request, this.requests.length) };
  }

  destroy(): void {
    this.isDestroyed = true;
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }

  get last(): HttpRequest {
    return this.requests.at(-1) as HttpRequest;
  }
}

function textOf(body: string | Uint8Array): string {
  return typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
}

/** An answer as DynamoDB sends it. */
export function answerOf(value: object | string, changes: Partial<HttpAnswer> = {}): HttpAnswer {
  const text = Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
  const { headers, ...rest } = changes;
  return {
    statusCode: 200,
    body: Readable.from([text]),
    ...rest,
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "content-length": String(text.length),
      "x-amz-crc32": String(crc32(text)),
      "x-amzn-requestid": "REQUEST",
      ...headers,
    },
  };
}

/** An error as DynamoDB sends it. */
export function refusalOf(name: string, changes: Partial<HttpAnswer> = {}): HttpAnswer {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name };
  return answerOf(body, { statusCode: 400, ...changes });
}

export function clientOf(handler: CannedHandler, config: Partial<DynamoDBClientConfig> = {}): DynamoDBClient {
  return new DynamoDBClient(configOf(handler, config));
}

export function configOf(handler: CannedHandler, config: Partial<DynamoDBClientConfig> = {}): DynamoDBClientConfig {
  return {
    region: "eu-west-1",
    credentials: { accessKeyId: "KEY", secretAccessKey: "SECRET" },
    requestHandler: handler,
    ...config,
  };
}

const Note = v.object({ text: v.string(), picture: v.optional(v.instance(Uint8Array)) });
export type Note = v.InferOutput<typeof Note>;

export const storedNote = {
  PK: { S: "content#notes#" },
  SK: { S: "note#1" },
  _object_version: { N: "1" },
  _timestamp: { S: "2026-01-01T00:00:00+00:00" },
  text: { S: "hello" },
  picture: { B: "AAH/" },
};

/** Where notes are. */
export const notesPlace = {
  tableName: "notes",
  partitionKey: "PK",
  sortKey: "SK",
  partitionPrefix: "content",
  partitionName: "notes",
  contentType: "note",
};

/** A repository of notes, which retries at once. */
export function notesThrough(
  client: DynamoDBClient,
  options: Partial<DynamoRepositoryOptions<Note, Note>> = {},
): DynamoRepository<Note> {
  return new DynamoRepository({
    schema: Note,
    client,
    ...notesPlace,
    retry: { maxAttempts: 3, baseDelayMs: 1, maxDelayMs: 1 },
    ...options,
  });
}

export const one = { contentIds: "1" };
