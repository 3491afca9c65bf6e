import type { Source } from "../client/source.ts";
import type { OperationCost } from "../errors/operation-cost.ts";
import type { ContentKey, Ids, NewContent, PartitionedContent } from "../key/content-key.ts";
import type { FilterCommand } from "../model/filter-command.ts";
import type { UpdateCommand } from "../model/update-command.ts";
import type { Progress } from "../operation/batch-tally.ts";
import type { DeleteResponse } from "../operation/delete.ts";
import type { GetResponse } from "../operation/get.ts";
import type { PutResponse } from "../operation/put.ts";
import type { Expired, OnInvalid } from "../operation/read-rows.ts";
import type { UpdateResponse } from "../operation/update.ts";
import type { Contents } from "./contents.ts";

/** What every operation takes last. */
export interface CallOptions {
  /**
   * Ends the operation: no further request is sent, and it rejects with the signal's reason; a batch that has begun with
   * BatchIncompleteError, whose cause is the reason.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * `"never"`: each request is sent once; what fails is told, and what DynamoDB leaves unprocessed is not sent again. For
   * an update that must not count twice: an increment whose answer was lost on the way may have been carried out.
   *
   * @default the retries of the AWS client, of batches those of the repository
   */
  readonly retry?: "never" | undefined;
}

export interface ReadOptions extends CallOptions {
  /** Whether the read sees every write acknowledged before it; costs twice the capacity. @default the repository's `consistentReads` */
  readonly consistentReads?: boolean | undefined;
  /**
   * What becomes of records whose expiry has passed: DynamoDB deletes them within a few days only, and reads give them
   * until then. @default the repository's `expired`
   */
  readonly expired?: Expired | undefined;
}

/** Options of reads of many. */
export interface ReadManyOptions extends ReadOptions, LongOptions {
  /**
   * What becomes of stored records that do not fit the model: `"throw"` ends the read with the error, `"skip"` counts them
   * on the page (`skipped`), `"return"` lists them there (`invalid`). @default the repository's `onInvalid`
   */
  readonly onInvalid?: OnInvalid | undefined;
}

/** Options of operations that may take long. */
export interface LongOptions {
  /** Called after every answer of DynamoDB. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface BatchOptions extends CallOptions, LongOptions {
  /** How many requests are under way at once. @default the repository's `concurrency` */
  readonly concurrency?: number | undefined;
}

export interface PutOptions<Item> extends CallOptions {
  /** Refuses to overwrite: there must be no record with this key yet. @default false */
  readonly requireAbsent?: boolean | undefined;
  /** The record that is there must have this version; written is a later one, the next if the content names none. @default any */
  readonly requireVersion?: number | undefined;
  /** The record that is there must match. @default none */
  readonly condition?: FilterCommand<Item> | undefined;
}

export interface UpdateOptions extends CallOptions {
  /**
   * `false`: a record that is missing is made of the command, if that makes a whole and valid one. @default true
   */
  readonly requireExists?: boolean | undefined;
}

export interface DeleteOptions<Item> extends CallOptions {
  /** Deleting a record that is missing is an error. @default false */
  readonly requireExists?: boolean | undefined;
  /** The record must have this version. @default any */
  readonly requireVersion?: number | undefined;
  /** The record must match. @default none */
  readonly condition?: FilterCommand<Item> | undefined;
}

/** What `list` and `listBetween` share. */
export interface QueryOptions<Item> extends ReadManyOptions {
  /** The partition. @default [] */
  readonly partitionIds?: Ids | null | undefined;
  /** By content ids, in DynamoDB's order of UTF-8 bytes. @default true */
  readonly sortAscending?: boolean | undefined;
  /** Exactly this many contents, after filters, if there are as many. @default all */
  readonly limit?: number | null | undefined;
  /** How many items DynamoDB looks at for one page (its Limit). @default as many as make 1 MB */
  readonly pageSize?: number | null | undefined;
  /** Which contents; those filtered out are read and paid for all the same. @default all */
  readonly filters?: FilterCommand<Item> | null | undefined;
  /** Goes on where a page of the same call ended (`BatchResponse.cursor`). @default the beginning */
  readonly cursor?: string | null | undefined;
}

export interface ListOptions<Item> extends QueryOptions<Item> {
  /** The content ids begin with these; the last one is a prefix of text, unless `""` closes it. @default [] */
  readonly contentPrefix?: Ids | null | undefined;
}

export interface ListBetweenOptions<Item> extends QueryOptions<Item> {
  /** The first content ids, included. @default open */
  readonly contentStart?: Ids | null | undefined;
  /** The last content ids, included and exact. @default open */
  readonly contentEnd?: Ids | null | undefined;
}

/** Which contents `deletePrefix` deletes. */
export interface DeletePrefixOptions extends BatchOptions {
  readonly partitionIds?: Ids | null | undefined;
  readonly contentPrefix?: Ids | null | undefined;
}

export interface BatchWriteResponse {
  /** Records written or deleted: of a list each key once, of a lazy source each time that it was sent. */
  readonly records: number;
  readonly cost: OperationCost;
}

/** Reads records of one model: what an application that only reads should depend on. */
export interface ReadOnlyRepository<Item> {
  /** Reads one record. */
  get(key: ContentKey, options?: ReadOptions): Promise<GetResponse<Item>>;
  /** Reads the records of many keys, each key once, in their order; those that are missing are left out. */
  getBatch(keys: Source<ContentKey>, options?: ReadManyOptions & BatchOptions): Contents<Item>;
  /** Reads the records of a partition, or those whose content ids begin with a prefix. */
  list(query?: ListOptions<Item>, options?: ReadManyOptions): Contents<Item>;
  /** Reads the records of a partition from one content to another, both included. */
  listBetween(query?: ListBetweenOptions<Item>, options?: ReadManyOptions): Contents<Item>;
}

/** Reads and writes records of one model: what an application should depend on, so that a fake can stand behind it. */
export interface Repository<Item, Input = Item> extends ReadOnlyRepository<Item> {
  /** Writes one record, in the place of what was there. */
  put(content: NewContent<Item>, options?: PutOptions<Item>): Promise<PutResponse>;
  /** Writes many records; of several with one key the last wins. */
  putBatch(contents: Source<NewContent<Item>>, options?: BatchOptions): Promise<BatchWriteResponse>;
  /** Changes parts of one record. */
  update(key: ContentKey, command: UpdateCommand<Item, Input>, options?: UpdateOptions): Promise<UpdateResponse>;
  /** Deletes exactly one record. */
  delete(key: ContentKey, options?: DeleteOptions<Item>): Promise<DeleteResponse>;
  /**
   * The content as a read would give it after this put, without sending anything: defaults applied, unknown attributes
   * gone, expiry in whole seconds. A fake may leave it out.
   */
  normalize?(content: NewContent<Item>): Promise<PartitionedContent<Item>>;
  /** Deletes all records of a partition whose content ids begin with a prefix. */
  deletePrefix(prefix: DeletePrefixOptions, options?: BatchOptions): Promise<BatchWriteResponse>;
}
