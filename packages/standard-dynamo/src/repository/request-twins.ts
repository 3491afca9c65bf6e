import { keyAttributes } from "../item/record-layout.ts";
import type { ContentKey, NewContent } from "../key/content-key.ts";
import { type KeyPair, keyPair, partitionValue } from "../key/key-space.ts";
import { prefixRange } from "../key/sort-range.ts";
import type { UpdateCommand } from "../model/update-command.ts";
import type { PreparedWrite } from "../operation/batch-tally.ts";
import { planDelete } from "../operation/delete.ts";
import type {
  BatchGetItemRequest,
  BatchWriteItemRequest,
  DeleteItemRequest,
  GetItemRequest,
  PutItemRequest,
  QueryRequest,
  UpdateItemRequest,
} from "../operation/dynamo-request.ts";
import { settle } from "../operation/effect.ts";
import { getRequest } from "../operation/get.ts";
import { type ListQuery, pageLimit, planList } from "../operation/list.ts";
import { keysPlan } from "../operation/list-keys.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import { preparePut } from "../operation/prepare-put.ts";
import { planPut } from "../operation/put.ts";
import { queryRequest } from "../operation/query.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import { batchGetRequest, readWindowSize } from "../operation/read-window.ts";
import { runPure } from "../operation/run-pure.ts";
import { planCommand, updateRequest } from "../operation/update.ts";
import { ReadWindows, WriteWindows } from "../operation/window.ts";
import { batchWriteRequest, writeWindowSize } from "../operation/write-window.ts";
import { readOptions, readPrefix, readSource } from "./call-options.ts";
import { betweenQuery, listQuery, readQuery } from "./list-queries.ts";
import type {
  DeleteOptions,
  DeletePrefixOptions,
  ListBetweenOptions,
  ListOptions,
  PutOptions,
  ReadManyOptions,
  ReadOptions,
} from "./repository.ts";
import { readPolicy } from "./repository-options.ts";

/**
 * A twin of every operation that shows its request without sending it, for tests and docs: checked as the operation
 * checks it. Of operations that send several it shows the first, of batches one for every window.
 */
export class RequestTwins<Item, Input = Item> {
  readonly #context: OperationContext<Item>;
  readonly #policy: ReadPolicy;

  /** @internal */
  constructor(context: OperationContext<Item>, policy: ReadPolicy) {
    this.#context = context;
    this.#policy = policy;
  }

  get(key: ContentKey, options?: ReadOptions): GetItemRequest {
    const { consistentRead } = readPolicy(readOptions("get", options), this.#policy);
    return getRequest(this.#context, key, consistentRead);
  }

  getBatch(keys: Iterable<ContentKey>, options?: ReadOptions): BatchGetItemRequest[] {
    const { space } = this.#context.layout;
    const { consistentRead } = readPolicy(readOptions("getBatch", options), this.#policy);
    const windows = new ReadWindows(readWindowSize);
    const full: (readonly KeyPair[])[] = [];
    for (const key of readSource<ContentKey, Iterable<ContentKey>>("getBatch", keys, true))
      full.push(windows.add(keyPair(space, key)) ?? []);
    full.push(windows.take() ?? []);
    return full
      .filter((window) => window.length > 0)
      .map((window) =>
        batchGetRequest(
          this.#context,
          window.map((pair) => keyAttributes(space, pair)),
          consistentRead,
        ),
      );
  }

  list(query?: ListOptions<Item>, options?: ReadManyOptions): QueryRequest {
    return this.#query(listQuery(this.#context.layout.space, readQuery("list", query, options), this.#policy));
  }

  listBetween(query?: ListBetweenOptions<Item>, options?: ReadManyOptions): QueryRequest {
    const given = readQuery("listBetween", query, options);
    return this.#query(betweenQuery(this.#context.layout.space, given, this.#policy));
  }

  put(content: NewContent<Item>, options?: PutOptions<Item>): PutItemRequest {
    return runPure(planPut(this.#context, content, readOptions("put", options))).request;
  }

  putBatch(contents: Iterable<NewContent<Item>>): BatchWriteItemRequest[] {
    const windows = new WriteWindows<PreparedWrite>(writeWindowSize);
    const full = [];
    for (const content of readSource<NewContent<Item>, Iterable<NewContent<Item>>>("putBatch", contents, true)) {
      full.push(windows.add(runPure(settle(preparePut(this.#context, content)))) ?? []);
    }
    full.push(windows.take() ?? []);
    return full.filter((window) => window.length > 0).map((window) => batchWriteRequest(this.#context, window));
  }

  update(key: ContentKey, command: UpdateCommand<Item, Input>): UpdateItemRequest {
    const pair = keyPair(this.#context.layout.space, key);
    return updateRequest(this.#context, pair, runPure(planCommand(this.#context, command)));
  }

  delete(key: ContentKey, options?: DeleteOptions<Item>): DeleteItemRequest {
    return runPure(planDelete(this.#context, key, readOptions("delete", options))).request;
  }

  /** The query for the keys to delete; the deletes follow from its answer. */
  deletePrefix(prefix: DeletePrefixOptions): QueryRequest {
    const { space } = this.#context.layout;
    const { partitionIds, contentPrefix } = readPrefix(prefix, undefined);
    const plan = keysPlan(partitionValue(space, partitionIds), prefixRange(space, contentPrefix));
    return queryRequest(this.#context, plan, undefined, undefined);
  }

  #query(query: ListQuery): QueryRequest {
    const { plan, startKey } = runPure(planList(this.#context, query));
    return queryRequest(this.#context, plan, pageLimit(query, query.limit), startKey);
  }
}
