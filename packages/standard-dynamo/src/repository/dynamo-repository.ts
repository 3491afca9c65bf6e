import { awsPort } from "../client/aws-port.ts";
import type { DynamoPort } from "../client/dynamo-port.ts";
import { breathe } from "../client/pause.ts";
import { readBatch } from "../client/read-batch.ts";
import { type RunOptions, run, runPages } from "../client/run.ts";
import type { Source } from "../client/source.ts";
import { writeBatch } from "../client/write-batch.ts";
import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import { readContent } from "../item/read-content.ts";
import { decodeItem } from "../item/stored-item.ts";
import { writeContent } from "../item/write-content.ts";
import type { ContentKey, NewContent, PartitionedContent } from "../key/content-key.ts";
import { givenContent } from "../key/given-content.ts";
import { type KeyPair, keyPair, partitionValue } from "../key/key-space.ts";
import { prefixRange } from "../key/sort-range.ts";
import type { AttributeName } from "../model/filter-command.ts";
import type { MaybePromise } from "../model/maybe-promise.ts";
import type { UpdateCommand } from "../model/update-command.ts";
import type { PreparedWrite, Progress } from "../operation/batch-tally.ts";
import { CheckedWrites } from "../operation/checked-writes.ts";
import { CostMeter } from "../operation/cost.ts";
import { type DeleteResponse, deleteOne } from "../operation/delete.ts";
import { prepareDelete, undeleted } from "../operation/delete-keys.ts";
import { type GetResponse, get } from "../operation/get.ts";
import { type BatchResponse, type ListQuery, list } from "../operation/list.ts";
import { type KeyPage, listKeys } from "../operation/list-keys.ts";
import { contextOfCall, type OperationContext } from "../operation/operation-context.ts";
import { preparePut } from "../operation/prepare-put.ts";
import { type PutResponse, put } from "../operation/put.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import { type UpdateResponse, update } from "../operation/update.ts";
import { attempted } from "./attempted.ts";
import { CallLog, idsOf, rangeOf } from "./call-log.ts";
import { type CheckedOperation, readOptions, readPrefix, readSource } from "./call-options.ts";
import { Contents } from "./contents.ts";
import { betweenQuery, listQuery, onlyFirst, readQuery } from "./list-queries.ts";
import type { LogContext } from "./logger.ts";
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
  ReadManyOptions,
  ReadOptions,
  Repository,
  UpdateOptions,
} from "./repository.ts";
import { type DynamoRepositoryOptions, operationContext, placeOf, readPolicy } from "./repository-options.ts";
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
  readonly #policy: ReadPolicy;
  readonly #concurrency: number;
  readonly #log: CallLog;

  /** @throws ModelDefinitionError if an option is wrong, all mistakes at once */
  constructor(options: DynamoRepositoryOptions<Input, Item>) {
    this.#context = operationContext(options, ["client"]);
    if (typeof options.client?.send !== "function") {
      throw new ModelDefinitionError("Invalid repository options: client has to be a DynamoDBClient of the AWS SDK");
    }
    this.#port = awsPort(options.client, this.#context.layout, placeOf(options));
    this.#policy = readPolicy(options);
    this.#concurrency = options.concurrency ?? 4;
    this.#log = new CallLog(options, this.#context);
    this.requests = new RequestTwins(this.#context, this.#policy);
  }

  get(key: ContentKey, options?: ReadOptions): Promise<GetResponse<Item>> {
    return this.#call("get", idsOf(key), options, (call, given) =>
      run(get(this.#context, key, readPolicy(given, this.#policy)), this.#port, call),
    );
  }

  getBatch(keys: Source<ContentKey>, options?: ReadManyOptions & BatchOptions): Contents<Item> {
    const given = attempted(() => readOptions("getBatch", options));
    const taken = attempted(() => readSource<ContentKey, Source<ContentKey>>("getBatch", keys));
    return this.#contents("getBatch", {}, given, (call) => {
      const source = taken();
      const concurrency = given().concurrency ?? this.#concurrency;
      const policy = readPolicy(given(), this.#policy);
      const context = contextOfCall(this.#context, call);
      const pairOf = (key: ContentKey): KeyPair => keyPair(context.layout.space, key);
      const batch = { concurrency, ...call };
      if (!Array.isArray(source)) return readBatch(context, source, pairOf, policy, this.#port, batch);
      // A list is checked whole before anything is sent.
      const pairs = (source as readonly ContentKey[]).map(pairOf);
      return readBatch(context, pairs, (pair) => pair, policy, this.#port, batch);
    });
  }

  list(query?: ListOptions<Item>, options?: ReadManyOptions): Contents<Item> {
    const given = attempted(() => readQuery("list", query, options));
    return this.#query("list", given, () => listQuery(this.#context.layout.space, given(), this.#policy));
  }

  listBetween(query?: ListBetweenOptions<Item>, options?: ReadManyOptions): Contents<Item> {
    const given = attempted(() => readQuery("listBetween", query, options));
    return this.#query("listBetween", given, () => betweenQuery(this.#context.layout.space, given(), this.#policy));
  }

  put(content: NewContent<Item>, options?: PutOptions<Item>): Promise<PutResponse> {
    return this.#call("put", idsOf(content), options, (call, given) =>
      run(put(this.#context, content, given), this.#port, call),
    );
  }

  putBatch(contents: Source<NewContent<Item>>, options?: BatchOptions): Promise<BatchWriteResponse> {
    const prepare = (content: NewContent<Item>): MaybePromise<PreparedWrite> => preparePut(this.#context, content);
    const taken = attempted(() => readSource<NewContent<Item>, Source<NewContent<Item>>>("putBatch", contents));
    return this.#call("putBatch", {}, options, async (call, given) => {
      const source = taken();
      if (!Array.isArray(source)) return this.#writeBatch(source, prepare, given, call);
      // A list is checked whole before anything is sent.
      const whole = source as readonly NewContent<Item>[];
      const checked = new CheckedWrites<NewContent<Item>>();
      for (const [index, content] of whole.entries()) {
        if (index % pieceLength === pieceLength - 1) await breathe(call.signal);
        const made = prepare(content);
        checked.add(content, made instanceof Promise ? await made : made);
      }
      const kept = (content: NewContent<Item>) => checked.take(content) ?? prepare(content);
      return this.#writeBatch(checked.lastOf(whole), kept, given, call);
    });
  }

  update<
    Replaced extends AttributeName<Item>,
    Incremented extends AttributeName<Item>,
    Appended extends AttributeName<Item>,
    Removed extends AttributeName<Input>,
  >(
    key: ContentKey,
    command: UpdateCommand<Item, Input, Replaced, Incremented, Appended, Removed>,
    options?: UpdateOptions,
  ): Promise<UpdateResponse> {
    return this.#call("update", idsOf(key), options, (call, { requireExists }) =>
      run(update(this.#context, key, command, requireExists ?? true), this.#port, call),
    );
  }

  delete(key: ContentKey, options?: DeleteOptions<Item>): Promise<DeleteResponse> {
    return this.#call("delete", idsOf(key), options, (call, given) =>
      run(deleteOne(this.#context, key, given), this.#port, call),
    );
  }

  deletePrefix(prefix: DeletePrefixOptions, options?: BatchOptions): Promise<BatchWriteResponse> {
    const given = attempted(() => readPrefix(prefix, options));
    const ids = rangeOf(given, "partitionIds", "contentPrefix");
    return this.#logged("deletePrefix", ids, given, async (call, { partitionIds, contentPrefix, ...batch }) => {
      const { space } = this.#context.layout;
      const meter = new CostMeter();
      const keys = listKeys(this.#context, partitionValue(space, partitionIds), prefixRange(space, contentPrefix));
      const source = allPairs(runPages(keys, this.#port, { readAhead: true, ...call }), meter);
      try {
        const prepare = (pair: KeyPair): PreparedWrite => prepareDelete(this.#context, pair);
        const { records, cost } = await this.#writeBatch(source, prepare, batch, call);
        meter.add(cost);
        return { records, cost: meter.cost() };
      } catch (error) {
        throw undeleted(this.#context, error);
      }
    });
  }

  async normalize(content: NewContent<Item>): Promise<PartitionedContent<Item>> {
    const { layout, now } = this.#context;
    const { encode } = await writeContent(layout, givenContent(content), now());
    return (await readContent(layout, decodeItem(layout.space, encode()))) as PartitionedContent<Item>;
  }

  /** Does nothing: the client is the caller's. For `await using`, and for fakes that have something to end. */
  async [Symbol.asyncDispose](): Promise<void> {}

  #writeBatch<T>(
    source: Source<T>,
    prepare: (value: T) => MaybePromise<PreparedWrite>,
    { onProgress, concurrency = this.#concurrency }: BatchOptions,
    call: RunOptions,
  ): Promise<Progress> {
    const context = contextOfCall(this.#context, call);
    return writeBatch(context, source, prepare, this.#port, { onProgress, concurrency, ...call });
  }

  #query(
    operation: string,
    query: () => ListOptions<Item> & ListBetweenOptions<Item>,
    make: () => ListQuery,
  ): Contents<Item> {
    const ids = rangeOf(query, "partitionIds", "contentPrefix", "contentStart", "contentEnd");
    return this.#contents(operation, ids, query, (call, only) => {
      const wanted = only === "first" ? onlyFirst(make()) : make();
      return runPages(list(this.#context, wanted), this.#port, { readAhead: only !== "first", ...call });
    });
  }

  #contents(
    operation: string,
    ids: LogContext,
    options: () => CallOptions & LongOptions,
    open: (call: RunOptions, only?: "first") => AsyncIterable<BatchResponse<Item>>,
  ): Contents<Item> {
    const call = this.#log.start(operation, ids);
    return new Contents(async function* pages(only): AsyncGenerator<BatchResponse<Item>> {
      const meter = new CostMeter();
      let records = 0;
      try {
        const { signal, retry, onProgress } = options();
        for await (const page of open({ onWait: call.onWait, signal, retry }, only)) {
          records += page.contents.length;
          meter.add(page.cost);
          onProgress?.({ records, cost: meter.cost() });
          yield page;
        }
      } catch (error) {
        call.failed(error);
        throw error;
      }
      call.done({ records, ...meter.cost() });
    });
  }

  #call<Options extends CallOptions, Result extends { readonly cost: object }>(
    operation: CheckedOperation,
    ids: LogContext,
    options: Options | undefined,
    work: (call: RunOptions, options: Options) => Promise<Result>,
  ): Promise<Result> {
    const given = attempted(() => readOptions(operation, options));
    return this.#logged(operation, ids, given, work);
  }

  async #logged<Options extends CallOptions, Result extends { readonly cost: object }>(
    operation: CheckedOperation,
    ids: LogContext,
    options: () => Options,
    work: (call: RunOptions, options: Options) => Promise<Result>,
  ): Promise<Result> {
    const call = this.#log.start(operation, ids);
    try {
      const given = options();
      const { signal, retry } = given;
      const result = await work({ onWait: call.onWait, signal, retry }, given);
      call.done(result.cost);
      return result;
    } catch (error) {
      call.failed(error);
      throw error;
    }
  }
}

// So many records take about as long to check as a request takes.
const pieceLength = 500;

/** The keys of a range, page by page, while the records before them are deleted. */
async function* allPairs(pages: AsyncIterable<KeyPage>, meter: CostMeter): AsyncGenerator<KeyPair, void, void> {
  for await (const { pairs, cost } of pages) {
    meter.add(cost);
    yield* pairs;
  }
}
