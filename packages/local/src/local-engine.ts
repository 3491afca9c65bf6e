import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { LocalEngineError } from "./local-engine-error.ts";

/** How to start a local engine. */
export interface LocalEngineOptions {
  /**
   * The file that keeps the tables; it is made when it does not exist, its folder must exist. A relative path begins at
   * the working directory.
   *
   * @default nothing is kept: the tables are in memory and end with the engine
   */
  readonly path?: string | undefined;
  /**
   * The port on 127.0.0.1 to listen on.
   *
   * @default a free port
   */
  readonly port?: number | undefined;
}

/** What a `DynamoDBClient` needs to reach the engine: plain data, so that it can be sent to a worker thread. */
export interface LocalClientConfig {
  readonly endpoint: string;
  readonly region: string;
  /** Not secret: the engine wants requests to be signed, but accepts every signature. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A local DynamoDB engine that answers; `await using` stops it at the end of the block. */
export interface LocalEngine extends AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:49152`. */
  readonly endpoint: string;
  /** The process id of the engine. */
  readonly pid: number;
  /** For `new DynamoDBClient(engine.clientConfig)`, when {@link LocalEngine.createClient} does not suit. */
  readonly clientConfig: LocalClientConfig;
  /**
   * Settles when the engine has ended: `undefined` after `stop()`, otherwise the error with its last words. It never
   * rejects, and waiting for it does not keep the program alive.
   */
  readonly exited: Promise<LocalEngineError | undefined>;
  /**
   * Makes a client for the engine. Its requests, also those under way, reject with a {@link LocalEngineError} as soon
   * as the engine has died or was stopped. `stop()` destroys the client.
   *
   * @param config is laid over {@link LocalEngine.clientConfig}
   */
  createClient(config?: DynamoDBClientConfig): DynamoDBClient;
  /**
   * Ends the engine and destroys the clients it made; a file given by `path` is complete afterwards. Harmless when
   * called again, or when the engine is already dead.
   */
  stop(): Promise<void>;
}
