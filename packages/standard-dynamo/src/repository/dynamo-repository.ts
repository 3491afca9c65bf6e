import { awsPort } from "../client/aws-port.ts";
import type { DynamoPort } from "../client/dynamo-port.ts";
import { readBatch } from "../client/read-batch.ts";
import { type RunOptions, run, runPages } from "../client/run.ts";
import type { Source } from "../client/source.ts";
import { type PreparedWrite, writeBatch } from "../client/write-batch.ts";
import { BatchIncompleteError, isBatchIncompleteError } from "../errors/batch-incomplete-error.ts";
import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import { readContent } from "../item/read-content.ts";
import { keyAttributes } from "../item/record-layout.ts";
import { writeContent } from "../item/write-content.ts";
import type { ContentKey, NewContent, PartitionedContent } from "../key/content-key.ts";
import { type KeyPair, keyPair, partitionValue, plainKey, recordKey } from "../key/key-space.ts";
import { prefixRange, type SortRange } from "../key/sort-range.ts";
import { chain, type MaybePromise } from "../model/maybe-promise.ts";
import type { UpdateCommand } from "../model/update-command.ts";
import type { Progress } from "../operation/batch-tally.ts";
import { CostMeter } from "../operation/cost.ts";
import { type DeleteResponse, deleteOne } from "../operation/delete.ts";
import { type GetResponse, get } from "../operation/get.ts";
import { type BatchResponse, type ListQuery, list } from "../operation/list.ts";
import { listKeys } from "../operation/list-keys.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import { type PutResponse, put } from "../operation/put.ts";
import { type UpdateResponse, update } from "../operation/update.ts";
import { Contents } from "./contents.ts";
import { betweenQuery, listQuery } from "./list-queries.ts";
import { type LogContext, type Logger, silentLogger } from "./logger.ts";
import type {
  BatchOptions,
  BatchWriteResponse,
  CallOptions,
  DeleteOptions,
  DeletePrefixOptions,
  ListBetweenOptions,
  ListOptions,
  LongOptions,
  PutOptions,
  ReadOptions,
  Repository,
  UpdateOptions,
} from "./repository.ts";
import { type DynamoRepositoryOptions, operationContext } from "./repository-options.ts";
import { RequestTwins } from "./request-twins.ts";

/**
 * Reads and writes records of one model in one table, under one partition prefix, partition name and content type.
 * Every put, every operand of an update and every read is checked by the model's schema.
 *
 * @example
 * const films = new DynamoRepository({
 *   schema: Film, client: new DynamoDBClient({}), tableName: "films", partitionKey: "PK", sortKey: "SK",
 *   partitionPrefix: "content", partitionName: "movies", contentType: "film",
 * });
 */
export class DynamoRepository<Item, Input = Item> implements Repository<Item, Input>, AsyncDisposable {
  /** A twin of every operation that shows its request without sending it. */
  readonly requests: RequestTwins<Item, Input>;
  readonly #context: OperationContext<Item>;
  readonly #port: DynamoPort;
  readonly #consistentReads: boolean;
  readonly #concurrency: number;
  readonly #logger: Logger;
  readonly #logContext: LogContext;

  /** @throws ModelDefinitionError if an option is wrong, all mistakes at once */
  constructor(options: DynamoRepositoryOptions<Input, Item>) {
    this.#context = operationContext(options, ["client"]);
    if (typeof options.client?.send !== "function") {
      throw new ModelDefinitionError("Invalid repository options: client has to be a DynamoDBClient of the AWS SDK");
    }
    const { tableName, partitionKey, sortKey, partitionPrefix, partitionName, contentType } = options;
    this.#port = awsPort(options.client, `table "${tableName}" with keys "${partitionKey}" and "${sortKey}"`);
    this.#consistentReads = options.consistentReads ?? false;
    this.#concurrency = options.concurrency ?? 4;
    this.#logger = options.logger ?? silentLogger;
    this.#logContext = {
      model: this.#context.layout.codec.name,
      tableName,
      partitionPrefix,
      partitionName,
      contentType,
    };
    this.requests = new RequestTwins(this.#context, this.#consistentReads);
  }

  get(key: ContentKey, options: ReadOptions = {}): Promise<GetResponse<Item>> {
    const consistentRead = options.consistentReads ?? this.#consistentReads;
    return this.#logged("get", idsOf(key), (call) =>
      run(get(this.#context, key, consistentRead), this.#port, { ...call, signal: options.signal }),
    );
  }

  getBatch(keys: Source<ContentKey>, options: ReadOptions & BatchOptions = {}): Contents<Item> {
    const consistentRead = options.consistentReads ?? this.#consistentReads;
    return this.#contents("getBatch", {}, options, (call) => {
      // A list is checked whole before anything is sent.
      if (Array.isArray(keys)) for (const key of keys) keyPair(this.#context.layout.space, key as ContentKey);
      const concurrency = options.concurrency ?? this.#concurrency;
      return readBatch(this.#context, keys, consistentRead, this.#port, { ...call, concurrency });
    });
  }

  list(query: ListOptions<Item> = {}, options: ReadOptions & LongOptions = {}): Contents<Item> {
    const merged = { ...query, ...options };
    return this.#query("list", merged, () => listQuery(this.#context.layout.space, merged, this.#consistentReads));
  }

  listBetween(query: ListBetweenOptions<Item> = {}, options: ReadOptions & LongOptions = {}): Contents<Item> {
    const merged = { ...query, ...options };
    return this.#query("listBetween", merged, () =>
      betweenQuery(this.#context.layout.space, merged, this.#consistentReads),
    );
  }

  put(content: NewContent<Item>, options: PutOptions<Item> = {}): Promise<PutResponse> {
    return this.#logged("put", idsOf(content), (call) =>
      run(put(this.#context, content, options), this.#port, { ...call, signal: options.signal }),
    );
  }

  putBatch(contents: Source<NewContent<Item>>, options: BatchOptions = {}): Promise<BatchWriteResponse> {
    const { layout, now } = this.#context;
    const prepare = (content: NewContent<Item>): MaybePromise<PreparedWrite> =>
      chain(writeContent(layout, content, now()), ({ pair, item }) => ({
        pair,
        request: { PutRequest: { Item: item } },
      }));
    return this.#logged("putBatch", {}, async (call) => {
      // A list is checked whole before anything is sent, and not kept, so that memory stays flat.
      if (Array.isArray(contents)) for (const content of contents) await prepare(content as NewContent<Item>);
      return this.#writeBatch(contents, prepare, options, call);
    });
  }

  update(key: ContentKey, command: UpdateCommand<Item, Input>, options: UpdateOptions = {}): Promise<UpdateResponse> {
    return this.#logged("update", idsOf(key), (call) =>
      run(update(this.#context, key, command, options.requireExists ?? true), this.#port, {
        ...call,
        signal: options.signal,
      }),
    );
  }

  delete(key: ContentKey, options: DeleteOptions<Item> = {}): Promise<DeleteResponse> {
    return this.#logged("delete", idsOf(key), (call) =>
      run(deleteOne(this.#context, key, options), this.#port, { ...call, signal: options.signal }),
    );
  }

  deletePrefix(prefix: DeletePrefixOptions, options: BatchOptions = {}): Promise<BatchWriteResponse> {
    const merged = { ...prefix, ...options };
    const { partitionIds, contentPrefix } = prefix;
    return this.#logged("deletePrefix", { partitionIds, contentPrefix }, async (call) => {
      const { space } = this.#context.layout;
      const keys = new KeySource(this.#context, this.#port, { ...call, signal: merged.signal });
      const source = keys.read(partitionValue(space, partitionIds), prefixRange(space, contentPrefix));
      const prepare = (pair: KeyPair): PreparedWrite => ({
        pair,
        request: { DeleteRequest: { Key: keyAttributes(space, pair) } },
      });
      try {
        const { records, cost } = await this.#writeBatch(source, prepare, merged, call);
        keys.meter.add(cost);
        return { records, cost: keys.meter.cost() };
      } catch (error) {
        throw isBatchIncompleteError<KeyPair>(error) ? undeleted(this.#context, error) : error;
      }
    });
  }

  async normalize(content: NewContent<Item>): Promise<PartitionedContent<Item>> {
    const { layout, now } = this.#context;
    const { item } = await writeContent(layout, content, now());
    return (await readContent(layout, item)) as PartitionedContent<Item>;
  }

  /** Does nothing: the client is the caller's. For `await using`, and for fakes that have something to end. */
  async [Symbol.asyncDispose](): Promise<void> {}

  #writeBatch<T>(
    source: Source<T>,
    prepare: (value: T) => MaybePromise<PreparedWrite>,
    { signal, onProgress, concurrency = this.#concurrency }: BatchOptions,
    call: RunOptions,
  ): Promise<Progress> {
    return writeBatch(this.#context, source, prepare, this.#port, { ...call, signal, onProgress, concurrency });
  }

  #query(
    operation: string,
    query: ListOptions<Item> & ListBetweenOptions<Item>,
    make: () => ListQuery,
  ): Contents<Item> {
    const { partitionIds, contentPrefix, contentStart, contentEnd } = query;
    return this.#contents(operation, { partitionIds, contentPrefix, contentStart, contentEnd }, query, (call, only) => {
      const made = make();
      const wanted = only === "first" && made.limit !== 0 ? { ...made, limit: 1 } : made;
      return runPages(list(this.#context, wanted), this.#port, { ...call, readAhead: only !== "first" });
    });
  }

  #contents(
    operation: string,
    ids: LogContext,
    { signal, onProgress }: CallOptions & LongOptions,
    open: (call: RunOptions, only?: "first") => AsyncIterable<BatchResponse<Item>>,
  ): Contents<Item> {
    const { call, log } = this.#call(operation, ids);
    return new Contents(async function* pages(only): AsyncGenerator<BatchResponse<Item>> {
      const meter = new CostMeter();
      let records = 0;
      for await (const page of open({ ...call, signal }, only)) {
        records += page.contents.length;
        meter.add(page.cost);
        onProgress?.({ records, cost: meter.cost() });
        yield page;
      }
      log("debug", `${operation} done`, { records, ...meter.cost() });
    });
  }

  async #logged<Result extends { readonly cost: object }>(
    operation: string,
    ids: LogContext,
    work: (call: RunOptions) => Promise<Result>,
  ): Promise<Result> {
    const { call, log } = this.#call(operation, ids);
    try {
      const result = await work(call);
      log("debug", `${operation} done`, result.cost as LogContext);
      return result;
    } catch (error) {
      const { name, code } = error as { name?: string; code?: string };
      log("error", `${operation} failed`, { error: name, code });
      throw error;
    }
  }

  #call(
    operation: string,
    ids: LogContext,
  ): { call: RunOptions; log: (level: keyof Logger, message: string, more: LogContext) => void } {
    const log = (level: keyof Logger, message: string, more: LogContext): void =>
      this.#logger[level](message, { ...this.#logContext, ...ids, ...more });
    const onWait = (waitMs: number): void =>
      log("warn", `${operation}: DynamoDB left records unprocessed, sending them again`, {
        waitMs: Math.round(waitMs),
      });
    return { log, call: { onWait } };
  }
}

/** The keys of a range, read page by page while the records before them are deleted. */
class KeySource {
  readonly meter: CostMeter = new CostMeter();
  readonly #context: OperationContext;
  readonly #port: DynamoPort;
  readonly #options: RunOptions;

  constructor(context: OperationContext, port: DynamoPort, options: RunOptions) {
    this.#context = context;
    this.#port = port;
    this.#options = options;
  }

  async *read(partition: string, range: SortRange): AsyncGenerator<KeyPair, void, void> {
    const operation = listKeys(this.#context, partition, range);
    for await (const { pairs, cost } of runPages(operation, this.#port, { ...this.#options, readAhead: true })) {
      this.meter.add(cost);
      yield* pairs;
    }
  }
}

function undeleted({ layout }: OperationContext, error: BatchIncompleteError<KeyPair>): BatchIncompleteError {
  const unwritten = error.unwritten.flatMap((pair) => recordKey(layout.space, pair) ?? []);
  return new BatchIncompleteError({ written: error.written, unwritten, why: error.message, cause: error.cause });
}

function idsOf(key: ContentKey): LogContext {
  return typeof key === "object" && key !== null ? { ...plainKey(key) } : {};
}
