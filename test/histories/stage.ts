import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createTable, type LocalEngine, startLocal } from "../../packages/local/src/index.ts";
import { DynamoRepository, type Repository } from "../../packages/standard-dynamo/src/index.ts";
import { type Entries, Entry, placeOf } from "./actor.ts";
import type { HandlerResponse } from "./caught-answer.ts";
import type { HandlerRequest } from "./engine-way.ts";
import { contested, counters, still } from "./records.ts";
import { steadyRetries } from "./steady-retries.ts";
import type { RawPlace } from "./stored-records.ts";

/** Sends a request of one of the clients. */
export type Route = (client: number, request: HandlerRequest) => Promise<HandlerResponse>;

/** How many clients a history has at most. */
const clientCount = 4;

/** An engine with a table, and clients whose requests go where the history on stage wants them. */
export class Stage implements AsyncDisposable {
  readonly engine: LocalEngine;
  /** Goes to the engine without faults. */
  readonly direct: DynamoDBClient;
  readonly clients: readonly DynamoDBClient[];
  /** Where the requests of the clients go now. */
  route: Route = () => Promise.reject(new Error("No history is on stage"));

  constructor(engine: LocalEngine) {
    this.engine = engine;
    this.direct = engine.createClient();
    this.clients = Array.from({ length: clientCount }, (_, client) => this.#client(client));
  }

  static async open(): Promise<Stage> {
    const engine = await startLocal();
    const stage = new Stage(engine);
    await createTable(stage.direct, { tableName, partitionKey: "PK", sortKey: "SK" });
    return stage;
  }

  /** The records of one history. */
  entriesOf(name: string, client: DynamoDBClient): Entries {
    return new DynamoRepository({
      schema: Entry,
      client,
      tableName,
      partitionKey: "PK",
      sortKey: "SK",
      partitionPrefix: "histories",
      partitionName: name,
      contentType: "entry",
      consistentReads: true,
      now: () => new Date(0),
      retry: { baseDelayMs: 0, maxDelayMs: 0, maxAttempts: 4 },
    });
  }

  rawPlaceOf(name: string): RawPlace {
    return { client: this.direct, tableName, partition: `histories#${name}#p` };
  }

  /** Stores what is there when a history begins. */
  async prepare(name: string): Promise<void> {
    const records = [...still, ...counters, ...contested.slice(1)];
    const contents = records.map((record) => ({ ...placeOf(record), item: { text: "before", count: 0 } }));
    await (this.entriesOf(name, this.direct) satisfies Repository<Entry>).putBatch(contents);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.clients) client.destroy();
    await this.engine.stop();
  }

  #client(client: number): DynamoDBClient {
    const requestHandler = {
      handle: async (request: HandlerRequest) => ({ response: await this.route(client, request) }),
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    };
    return new DynamoDBClient({
      ...this.engine.clientConfig,
      requestHandler: requestHandler as never,
      retryStrategy: steadyRetries(3),
    });
  }
}

const tableName = "histories";
