import type { ContentKey, NewContent, PartitionedContent } from "../key/content-key.ts";
import type { UpdateCommand } from "../model/update-command.ts";
import type { DeleteResponse } from "../operation/delete.ts";
import type { GetResponse } from "../operation/get.ts";
import type { PutResponse } from "../operation/put.ts";
import type { UpdateResponse } from "../operation/update.ts";
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
import type { SyncContents } from "./sync-contents.ts";

/** Reads records of one model without promises. */
export interface SyncReadOnlyRepository<Item> {
  /** Reads one record. */
  get(key: ContentKey, options?: ReadOptions): GetResponse<Item>;
  /** Reads the records of many keys, each key once, in their order; those that are missing are left out. */
  getBatch(keys: Iterable<ContentKey>, options?: ReadManyOptions): SyncContents<Item>;
  /** Reads the records of a partition, or those whose content ids begin with a prefix. */
  list(query?: ListOptions<Item>, options?: ReadManyOptions): SyncContents<Item>;
  /** Reads the records of a partition from one content to another, both included. */
  listBetween(query?: ListBetweenOptions<Item>, options?: ReadManyOptions): SyncContents<Item>;
}

/** Reads and writes records of one model without promises. */
export interface SyncRepository<Item, Input = Item> extends SyncReadOnlyRepository<Item> {
  /** Writes one record, in the place of what was there. */
  put(content: NewContent<Item>, options?: PutOptions<Item>): PutResponse;
  /** Writes many records; of several with one key the last wins. */
  putBatch(contents: Iterable<NewContent<Item>>, options?: CallOptions & LongOptions): BatchWriteResponse;
  /** Changes parts of one record. */
  update(key: ContentKey, command: UpdateCommand<Item, Input>, options?: UpdateOptions): UpdateResponse;
  /** Deletes exactly one record. */
  delete(key: ContentKey, options?: DeleteOptions<Item>): DeleteResponse;
  /** Deletes all records of a partition whose content ids begin with a prefix. */
  deletePrefix(prefix: DeletePrefixOptions, options?: CallOptions & LongOptions): BatchWriteResponse;
  /** The content as a read would give it after this put, without sending anything. A fake may leave it out. */
  normalize?(content: NewContent<Item>): PartitionedContent<Item>;
}
