import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { LocalClientConfig } from "../local-engine.ts";
import type { Fault } from "./fault.ts";

/** Which requests meet which faults. */
export interface FaultOptions {
  /**
   * A safe integer. The same seed gives the same faults to the same requests, in whatever order these arrive.
   *
   * @default a random one
   */
  readonly seed?: number | undefined;
  /**
   * The probability of each fault for a request, 0 to 1, together at most 1.
   *
   * @default none
   */
  readonly rates?: Partial<Record<Fault, number | undefined>> | undefined;
  /**
   * In place of `rates`: the fault of each request. When it throws, or gives something that is no fault, the request is
   * cut, and `stop()` rejects with what went wrong.
   *
   * @default by `rates`
   */
  readonly plan?: ((request: FaultRequest) => Fault | undefined) | undefined;
  /**
   * How late `delay` answers, in milliseconds.
   *
   * @default 20
   */
  readonly delayMs?: number | undefined;
  /**
   * Told of every fault, and only of faults, before the client can see it. What it throws `stop()` rejects with.
   *
   * @default nobody is told
   */
  readonly onFault?: ((event: FaultEvent) => void) | undefined;
}

/** A request to DynamoDB, before it is decided what becomes of it. */
export interface FaultRequest {
  /** From 0, of all requests. */
  readonly index: number;
  /** Such as `PutItem`. */
  readonly operation: string;
  /**
   * What the request names, as text, in order: for a record the table and the values of its key, such as
   * `films/content#movies#/film#boxer`; for a query the table and the key condition, and where it goes on; otherwise
   * the table, if there is one. A `/` or `\` within a part has a `\` before it.
   */
  readonly keys: readonly string[];
  /** How many requests of the same operation with the same keys came before. */
  readonly occurrence: number;
  /** The body, parsed from JSON; `undefined` if it is none. */
  readonly body: unknown;
}

/** A request that met a fault. */
export interface FaultEvent extends Omit<FaultRequest, "body"> {
  readonly fault: Fault;
}

/** What an endpoint has seen so far. */
export interface FaultCounts {
  /** How many requests came. */
  readonly requests: number;
  /** How many met each fault; a fault that none has met is absent. */
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
}

/** An endpoint of DynamoDB with faults; `await using` stops it at the end of the block. */
export interface FaultyEndpoint extends AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:49153`. */
  readonly endpoint: string;
  /** For `new DynamoDBClient(faulty.clientConfig)`, when {@link FaultyEndpoint.createClient} does not suit. */
  readonly clientConfig: LocalClientConfig;
  /** The seed in use: give it to `startFaults` to have the same faults again. */
  readonly seed: number;
  /** What it has seen until now. */
  readonly counts: FaultCounts;
  /**
   * Makes a client for this endpoint. `stop()` destroys it.
   *
   * @param config is laid over {@link FaultyEndpoint.clientConfig}
   */
  createClient(config?: DynamoDBClientConfig): DynamoDBClient;
  /** From now on requests go through untouched; they are counted all the same. */
  pause(): void;
  /** From now on requests meet faults again. */
  resume(): void;
  /**
   * Cuts the requests under way, closes all connections and destroys the clients made here; the engine stays. Harmless
   * when called again.
   *
   * @throws what `plan` or `onFault` threw first; told once
   */
  stop(): Promise<void>;
}
