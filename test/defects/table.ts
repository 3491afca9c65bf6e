import {
  type DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  type AttributeMap,
  DynamoRepository,
  type DynamoRepositoryOptions,
  type ModelCodec,
  type RecordPlace,
  type StandardSchemaV1,
} from "standard-dynamo";
import { createTable, startLocal } from "standard-dynamo-local";
import { afterAll, beforeAll, beforeEach } from "vitest";

/** A request as it was given to the client. */
export interface Sent {
  readonly operation: string;
  readonly input: {
    readonly Limit?: number;
    readonly UpdateExpression?: string;
    readonly RequestItems?: Readonly<Record<string, unknown>>;
  };
}

/** Stands between the repository and the engine. */
export type Around = (send: () => Promise<unknown>, request: Sent) => Promise<unknown>;

type Options<Input, Item> = Partial<DynamoRepositoryOptions<Input, Item>> & { readonly around?: Around };

const tableName = "defects";
const keys = { partitionKey: "PK", sortKey: "SK" };
const contentType = "record";

/** A table on an engine of its own for a test file; every test has a partition name to itself. */
export class Table {
  /** What repositories have sent in this test. */
  sent: Sent[] = [];
  #client: DynamoDBClient | undefined;
  #clientConfig: DynamoDBClientConfig = {};
  #tests = 0;

  constructor() {
    let stop: (() => Promise<void>) | undefined;
    beforeAll(async () => {
      const engine = await startLocal();
      stop = () => engine.stop();
      this.#client = engine.createClient();
      this.#clientConfig = engine.clientConfig;
      await createTable(this.#client, { tableName, ...keys });
    });
    beforeEach(() => {
      this.sent = [];
      this.#tests++;
    });
    afterAll(() => stop?.());
  }

  repository<Input, Item>(
    schema: StandardSchemaV1<Input, Item> | ModelCodec<Input, Item>,
    options: Options<Input, Item> = {},
  ): DynamoRepository<Item, Input> {
    const { around = (send) => send(), ...others } = options;
    return new DynamoRepository({ schema, client: this.#watched(around), ...this.place, ...others });
  }

  /** Where the records of this test are. */
  get place(): RecordPlace {
    return { tableName, ...keys, partitionPrefix: "test", partitionName: `defect${this.#tests}`, contentType };
  }

  /** The engine's own client, which writes nothing down. */
  get client(): DynamoDBClient {
    if (this.#client === undefined) throw new Error("not started");
    return this.#client;
  }

  /** What a client in another thread needs. */
  get clientConfig(): DynamoDBClientConfig {
    return this.#clientConfig;
  }

  /** Stores attributes as another writer leaves them. */
  async putRaw(contentIds: readonly string[], attributes: AttributeMap): Promise<void> {
    await this.client.send(
      new PutItemCommand({ TableName: tableName, Item: { ...attributes, ...this.#key(contentIds) } }),
    );
  }

  /** What is stored, without the keys. */
  async raw(contentIds: readonly string[]): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.client.send(new GetItemCommand({ TableName: tableName, Key: this.#key(contentIds) }));
    if (Item === undefined) return undefined;
    const { PK: _partition, SK: _sort, ...attributes } = Item;
    return attributes;
  }

  #key(contentIds: readonly string[]): Record<string, { S: string }> {
    return { PK: { S: `test#${this.place.partitionName}#` }, SK: { S: `${contentType}#${contentIds.join("#")}` } };
  }

  #watched(around: Around): DynamoDBClient {
    const send = (command: Parameters<DynamoDBClient["send"]>[0], ...rest: []): Promise<unknown> => {
      const operation = command.constructor.name.replace(/Command$/, "");
      const request: Sent = { operation, input: command.input as Sent["input"] };
      this.sent.push(request);
      return around(() => this.client.send(command, ...rest), request);
    };
    return Object.create(this.client, { send: { value: send } }) as DynamoDBClient;
  }
}

/** Version and time as every writer leaves them. */
export const internal: AttributeMap = {
  _object_version: { N: "1" },
  _timestamp: { S: "2023-04-29T12:34:56.789012+00:00" },
};

/** The content ids of contents, each joined to one text. */
export function ids(contents: Iterable<{ readonly contentIds: readonly string[] }>): string[] {
  return Array.from(contents, ({ contentIds }) => contentIds.join("/"));
}

/** What a promise rejects with. */
export async function rejection(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.then(
    () => new Error("it did not reject"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("rejected with something that is no Error", { cause: error });
  return error;
}
