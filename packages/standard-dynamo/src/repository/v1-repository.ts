import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Source } from "../client/source.ts";
import type { ContentKey, NewContent } from "../key/content-key.ts";
import { givenContent } from "../key/given-content.ts";
import type { UpdateCommand } from "../model/update-command.ts";
import { readSource } from "./call-options.ts";
import { DynamoRepository as CurrentRepository } from "./dynamo-repository.ts";
import type {
  BatchOptions,
  DeleteOptions,
  DeletePrefixOptions,
  ListBetweenOptions,
  ListOptions,
  PutOptions,
  ReadManyOptions,
  ReadOptions,
  Repository,
  UpdateOptions,
} from "./repository.ts";
import type { DynamoRepositoryOptions } from "./repository-options.ts";
import type { RequestTwins } from "./request-twins.ts";

/** Options of `DynamoRepository.build`: the key names are those of the original, a client is made if none is given. */
export type BuildOptions<Input, Item> = Omit<
  DynamoRepositoryOptions<Input, Item>,
  "client" | "partitionKey" | "sortKey"
> & { readonly client?: DynamoDBClient | undefined };

/**
 * The original's first API: reads give bare items, writes always write version 1. The short way for those who never look
 * at versions, expiries or ids; everything else is as in the repository of the main entry, which it calls.
 *
 * @example
 * const films = DynamoRepository.build({ tableName, schema: Film, partitionPrefix, partitionName, contentType: "film" });
 * const film = await films.get({ contentIds: ["1"] });
 */
export class DynamoRepository<Item, Input = Item> {
  readonly #repository: CurrentRepository<Item, Input>;

  /** With the original's key names, `_table_item_id` and `_table_content_id`. */
  static build<Item, Input = Item>(options: BuildOptions<Input, Item>): DynamoRepository<Item, Input> {
    return new DynamoRepository({
      client: new DynamoDBClient({}),
      ...options,
      partitionKey: "_table_item_id",
      sortKey: "_table_content_id",
    } as DynamoRepositoryOptions<Input, Item>);
  }

  /** With key names of your own. */
  constructor(options: DynamoRepositoryOptions<Input, Item>) {
    this.#repository = new CurrentRepository(options);
  }

  /** A twin of every operation that shows its request without sending it. */
  get requests(): RequestTwins<Item, Input> {
    return this.#repository.requests;
  }

  /** The item; `undefined` if there is none. */
  async get(key: ContentKey, options?: ReadOptions): Promise<Item | undefined> {
    return (await this.#repository.get(key, options)).content?.item;
  }

  /** The items of many keys in the order of the keys; those that are missing are left out. */
  getBatch(keys: Source<ContentKey>, options?: ReadManyOptions & BatchOptions): Promise<Item[]> {
    return this.#repository.getBatch(keys, options).items();
  }

  /** The items of a partition, page by page as they are asked for. */
  async *list(query?: ListOptions<Item>, options?: ReadManyOptions): AsyncGenerator<Item, void, void> {
    for await (const { item } of this.#repository.list(query, options)) yield item;
  }

  /** The items from one content to another, both included. */
  async *listBetween(query?: ListBetweenOptions<Item>, options?: ReadManyOptions): AsyncGenerator<Item, void, void> {
    for await (const { item } of this.#repository.listBetween(query, options)) yield item;
  }

  /** Writes one record at version 1, whatever version is given. */
  async put(content: NewContent<Item>, options?: PutOptions<Item>): Promise<void> {
    await this.#repository.put({ ...givenContent(content), currentVersion: 1 }, options);
  }

  /** Writes many records at version 1. */
  async putBatch(contents: Source<NewContent<Item>>, options?: BatchOptions): Promise<void> {
    await this.#repository.putBatch(versionOne(contents), options);
  }

  /** Changes parts of one record. */
  async update(key: ContentKey, command: UpdateCommand<Item, Input>, options?: UpdateOptions): Promise<void> {
    await this.#repository.update(key, command, options);
  }

  /** Deletes exactly one record. (The original deletes by prefix: that is `deletePrefix`.) */
  async delete(key: ContentKey, options?: DeleteOptions<Item>): Promise<void> {
    await this.#repository.delete(key, options);
  }

  /** Deletes all records of a partition whose content ids begin with a prefix. */
  async deletePrefix(prefix: DeletePrefixOptions, options?: BatchOptions): Promise<void> {
    await this.#repository.deletePrefix(prefix, options);
  }

  /** The repository behind it, which gives versions, expiries and ids too. */
  get contents(): Repository<Item, Input> {
    return this.#repository;
  }
}

function versionOne<Item>(contents: Source<NewContent<Item>>): Source<NewContent<Item>> {
  const atOne = (content: NewContent<Item>): NewContent<Item> => ({ ...givenContent(content), currentVersion: 1 });
  const source = readSource<NewContent<Item>, Source<NewContent<Item>>>("putBatch", contents);
  if (Array.isArray(source)) return (source as readonly NewContent<Item>[]).map(atOne);
  if (!(Symbol.asyncIterator in source)) return mapSource(source as Iterable<NewContent<Item>>, atOne);
  return mapAsyncSource(source, atOne);
}

function* mapSource<T>(source: Iterable<T>, map: (value: T) => T): Generator<T, void, void> {
  for (const value of source) yield map(value);
}

async function* mapAsyncSource<T>(source: AsyncIterable<T>, map: (value: T) => T): AsyncGenerator<T, void, void> {
  for await (const value of source) yield map(value);
}
