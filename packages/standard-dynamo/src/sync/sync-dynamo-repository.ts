import { explainAwsError } from "../client/explain-aws-error.ts";
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
import type { PreparedWrite } from "../operation/batch-tally.ts";
import { CheckedWrites } from "../operation/checked-writes.ts";
import { CostMeter } from "../operation/cost.ts";
import { decodeAnswer } from "../operation/decode-answer.ts";
import { type DeleteResponse, deleteOne } from "../operation/delete.ts";
import { prepareDelete, undeleted } from "../operation/delete-keys.ts";
import { type Operation, settle } from "../operation/effect.ts";
import { type GetResponse, get } from "../operation/get.ts";
import { type BatchResponse, type ListQuery, list } from "../operation/list.ts";
import { type KeyPage, listKeys } from "../operation/list-keys.ts";
import { contextOfCall, type OperationContext } from "../operation/operation-context.ts";
import { preparePut } from "../operation/prepare-put.ts";
import { type PutResponse, put } from "../operation/put.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import { type UpdateResponse, update } from "../operation/update.ts";
import { attempted } from "../repository/attempted.ts";
import { CallLog, idsOf, rangeOf } from "../repository/call-log.ts";
import { type CheckedOperation, readOptions, readPrefix, readSource } from "../repository/call-options.ts";
import { betweenQuery, listQuery, onlyFirst, readQuery } from "../repository/list-queries.ts";
import type { LogContext } from "../repository/logger.ts";
import type {
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
  UpdateOptions,
} from "../repository/repository.ts";
import {
  type DynamoRepositoryOptions,
  operationContext,
  placeOf,
  readPolicy,
} from "../repository/repository-options.ts";
import { RequestTwins } from "../repository/request-twins.ts";
import { readBatchSync } from "./read-batch-sync.ts";
import { runPagesSync, runSync, type SyncRunOptions } from "./run-sync.ts";
import { SyncContents } from "./sync-contents.ts";
import { checkClientConfig, type SyncDynamoRepositoryOptions, syncOptions } from "./sync-options.ts";
import type { SyncRepository } from "./sync-repository.ts";
import { WorkerBridge } from "./worker-bridge.ts";
import { writeBatchSync } from "./write-batch-sync.ts";

/**
 * What `DynamoRepository` does, without promises: for scripts, build steps and code that cannot be asynchronous. A worker
 * thread owns the AWS client and this thread waits for it, so nothing else runs here meanwhile: not for servers.
 *
 * @example
 * using films = new SyncDynamoRepository({ schema: Film, clientConfig: { region: "eu-west-1" }, ...place });
 * const { content } = films.get({ contentIds: ["1"] });
 */
export class SyncDynamoRepository<Item, Input = Item> implements SyncRepository<Item, Input>, Disposable {
  /** A twin of every operation that shows its request without sending it. */
  readonly requests: RequestTwins<Item, Input>;
  readonly #context: OperationContext<Item>;
  readonly #bridge: WorkerBridge;
  readonly #place: string;
  readonly #policy: ReadPolicy;
  readonly #log: CallLog;

  /**
   * With the options of an asynchronous repository: takes region, endpoint and credentials over from its client. The only
   * call that has to be awaited, because the AWS SDK tells them by promise only.
   */
  static async from<Item, Input = Item>(
    options: DynamoRepositoryOptions<Input, Item>,
  ): Promise<SyncDynamoRepository<Item, Input>> {
    return new SyncDynamoRepository(await syncOptions(options));
  }

  /** @throws ModelDefinitionError if an option is wrong, all mistakes at once */
  constructor(options: SyncDynamoRepositoryOptions<Input, Item>) {
    this.#context = operationContext(options, ["clientConfig", "timeoutMs"]);
    const { clientConfig = {}, timeoutMs = 60_000 } = options;
    checkClientConfig(clientConfig);
    this.#bridge = new WorkerBridge(clientConfig, timeoutMs);
    this.#place = placeOf(options);
    this.#policy = readPolicy(options);
    this.#log = new CallLog(options, this.#context);
    this.requests = new RequestTwins(this.#context, this.#policy);
  }

  get(key: ContentKey, options?: ReadOptions): GetResponse<Item> {
    return this.#run("get", idsOf(key), options, (given) => get(this.#context, key, readPolicy(given, this.#policy)));
  }

  getBatch(keys: Iterable<ContentKey>, options?: ReadManyOptions): SyncContents<Item> {
    const given = attempted(() => readOptions("getBatch", options));
    const taken = attempted(() => readSource<ContentKey, Iterable<ContentKey>>("getBatch", keys, true));
    return this.#contents("getBatch", {}, given, (call) => {
      const source = taken();
      const policy = readPolicy(given(), this.#policy);
      const context = contextOfCall(this.#context, call);
      const pairOf = (key: ContentKey): KeyPair => keyPair(context.layout.space, key);
      if (!Array.isArray(source)) return readBatchSync(context, source, pairOf, policy, call);
      // A list is checked whole before anything is sent.
      const pairs = (source as readonly ContentKey[]).map(pairOf);
      return readBatchSync(context, pairs, (pair) => pair, policy, call);
    });
  }

  list(query?: ListOptions<Item>, options?: ReadManyOptions): SyncContents<Item> {
    const given = attempted(() => readQuery("list", query, options));
    return this.#query("list", given, () => listQuery(this.#context.layout.space, given(), this.#policy));
  }

  listBetween(query?: ListBetweenOptions<Item>, options?: ReadManyOptions): SyncContents<Item> {
    const given = attempted(() => readQuery("listBetween", query, options));
    return this.#query("listBetween", given, () => betweenQuery(this.#context.layout.space, given(), this.#policy));
  }

  put(content: NewContent<Item>, options?: PutOptions<Item>): PutResponse {
    return this.#run("put", idsOf(content), options, (given) => put(this.#context, content, given));
  }

  putBatch(contents: Iterable<NewContent<Item>>, options?: CallOptions & LongOptions): BatchWriteResponse {
    const prepare = (content: NewContent<Item>): MaybePromise<PreparedWrite> => preparePut(this.#context, content);
    return this.#call("putBatch", {}, options, (call, { onProgress }) => {
      const source = readSource<NewContent<Item>, Iterable<NewContent<Item>>>("putBatch", contents, true);
      // A list is checked whole before anything is sent.
      const batch = { ...call, onProgress };
      const context = contextOfCall(this.#context, call);
      if (!Array.isArray(source)) return writeBatchSync(context, source, prepare, batch);
      const whole = source as readonly NewContent<Item>[];
      const checked = new CheckedWrites<NewContent<Item>>();
      for (const content of whole) checked.add(content, runSync(settle(prepare(content)), call));
      const kept = (content: NewContent<Item>) => checked.take(content) ?? prepare(content);
      return writeBatchSync(context, checked.lastOf(whole), kept, batch);
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
  ): UpdateResponse {
    return this.#run("update", idsOf(key), options, ({ requireExists }) =>
      update(this.#context, key, command, requireExists ?? true),
    );
  }

  delete(key: ContentKey, options?: DeleteOptions<Item>): DeleteResponse {
    return this.#run("delete", idsOf(key), options, (given) => deleteOne(this.#context, key, given));
  }

  deletePrefix(prefix: DeletePrefixOptions, options?: CallOptions & LongOptions): BatchWriteResponse {
    const given = attempted(() => readPrefix(prefix, options));
    const ids = rangeOf(given, "partitionIds", "contentPrefix");
    return this.#logged("deletePrefix", ids, given, (call, { partitionIds, contentPrefix, onProgress }) => {
      const { space } = this.#context.layout;
      const meter = new CostMeter();
      const keys = listKeys(this.#context, partitionValue(space, partitionIds), prefixRange(space, contentPrefix));
      try {
        const prepare = (pair: KeyPair): PreparedWrite => prepareDelete(this.#context, pair);
        const source = allPairs(runPagesSync(keys, call), meter);
        const context = contextOfCall(this.#context, call);
        const { records, cost } = writeBatchSync(context, source, prepare, { ...call, onProgress });
        meter.add(cost);
        return { records, cost: meter.cost() };
      } catch (error) {
        throw undeleted(this.#context, error);
      }
    });
  }

  normalize(content: NewContent<Item>): PartitionedContent<Item> {
    const { layout, now } = this.#context;
    const { encode } = runSync(settle(writeContent(layout, givenContent(content), now())), this.#sending({}));
    return runSync(
      settle(readContent(layout, decodeItem(layout.space, encode()))),
      this.#sending({}),
    ) as PartitionedContent<Item>;
  }

  /** Ends the thread. A program that forgets it still exits. */
  dispose(): void {
    this.#bridge.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #query(
    operation: string,
    query: () => ListOptions<Item> & ListBetweenOptions<Item>,
    make: () => ListQuery,
  ): SyncContents<Item> {
    const ids = rangeOf(query, "partitionIds", "contentPrefix", "contentStart", "contentEnd");
    return this.#contents(operation, ids, query, (call, only) => {
      const wanted = only === "first" ? onlyFirst(make()) : make();
      return runPagesSync(list(this.#context, wanted), call);
    });
  }

  #contents(
    operation: string,
    ids: LogContext,
    options: () => CallOptions & LongOptions,
    open: (call: SyncRunOptions, only?: "first") => Iterable<BatchResponse<Item>>,
  ): SyncContents<Item> {
    const call = this.#log.start(operation, ids);
    const sending = (): SyncRunOptions => this.#sending({ ...options(), onWait: call.onWait });
    return new SyncContents(function* pages(only): Generator<BatchResponse<Item>> {
      const meter = new CostMeter();
      let records = 0;
      try {
        for (const page of open(sending(), only)) {
          records += page.contents.length;
          meter.add(page.cost);
          options().onProgress?.({ records, cost: meter.cost() });
          yield page;
        }
      } catch (error) {
        call.failed(error);
        throw error;
      }
      call.done({ records, ...meter.cost() });
    });
  }

  #run<Options extends CallOptions, Result extends { readonly cost: object }>(
    operation: CheckedOperation,
    ids: LogContext,
    options: Options | undefined,
    work: (options: Options) => Operation<Result>,
  ): Result {
    return this.#call(operation, ids, options, (call, given) => runSync(work(given), call));
  }

  #call<Options extends CallOptions, Result extends { readonly cost: object }>(
    operation: CheckedOperation,
    ids: LogContext,
    options: Options | undefined,
    work: (call: SyncRunOptions, options: Options) => Result,
  ): Result {
    const given = attempted(() => readOptions(operation, options));
    return this.#logged(operation, ids, given, work);
  }

  #logged<Options extends CallOptions, Result extends { readonly cost: object }>(
    operation: CheckedOperation,
    ids: LogContext,
    options: () => Options,
    work: (call: SyncRunOptions, options: Options) => Result,
  ): Result {
    const call = this.#log.start(operation, ids);
    try {
      const given = options();
      const result = work(this.#sending({ ...given, onWait: call.onWait }), given);
      call.done(result.cost);
      return result;
    } catch (error) {
      call.failed(error);
      throw error;
    }
  }

  #sending({ signal, retry, onWait }: Omit<SyncRunOptions, "send">): SyncRunOptions {
    return {
      signal,
      retry,
      onWait,
      send: (request, once) => {
        try {
          return decodeAnswer(this.#context.layout.space, this.#bridge.send(request, once));
        } catch (error) {
          throw explainAwsError(error, request.operation, this.#place);
        }
      },
    };
  }
}

function* allPairs(pages: Iterable<KeyPage>, meter: CostMeter): Generator<KeyPair, void, void> {
  for (const { pairs, cost } of pages) {
    meter.add(cost);
    yield* pairs;
  }
}
