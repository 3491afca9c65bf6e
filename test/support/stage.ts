import { randomUUID } from "node:crypto";
import { DeleteItemCommand, GetItemCommand, PutItemCommand, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { type TestAPI, test } from "vitest";
import type { ContentKey, DynamoRepositoryOptions, Repository } from "../../packages/standard-dynamo/src/index.ts";
import { type Film, type FilmInput, plainFilm } from "./film.ts";
import { openTable, type TestTable } from "./table.ts";
import { intercepted, type SentRequest, type Sending, watched } from "./watched-client.ts";

/** Everything that makes a repository but its schema. */
export type StageOptions = Omit<DynamoRepositoryOptions<FilmInput, Film>, "schema">;

/** Makes a repository of films, its schema written in one library. */
export type MakeRepository = (options: StageOptions) => FilmRepository;

export type FilmRepository = Repository<Film, FilmInput>;

type RawItem = Record<string, AttributeValue>;

/** What a behaviour plays on: a repository with a partition name of its own, and what it sends. */
export class Stage {
  readonly films: FilmRepository;
  /** What repositories of this stage have sent. */
  readonly sent: SentRequest[];
  readonly table: TestTable;
  readonly #make: MakeRepository;
  readonly #options: StageOptions;

  constructor(table: TestTable, make: MakeRepository) {
    const { client, sent } = watched(table.client);
    const { tableName, partitionKey, sortKey } = table;
    const partitionName = randomUUID();
    this.table = table;
    this.sent = sent;
    this.#make = make;
    this.#options = {
      client,
      tableName,
      partitionKey,
      sortKey,
      partitionPrefix: "content",
      partitionName,
      contentType: "film",
    };
    this.films = this.open();
  }

  get place(): StageOptions {
    return this.#options;
  }

  /** Another repository of the same records, unless the options say otherwise. */
  open(options: Partial<StageOptions> = {}): FilmRepository {
    return this.#make({ ...this.#options, ...options });
  }

  /** What is sent while something is done. */
  async sentBy(work: () => Promise<unknown>): Promise<readonly SentRequest[]> {
    const before = this.sent.length;
    await work();
    return this.sent.slice(before);
  }

  /** The client of this stage, whose every request goes through a function. */
  intercepted(around: Sending): StageOptions["client"] {
    return intercepted(this.#options.client, around);
  }

  /** The stored item itself. */
  async raw(partitionIds: readonly string[], contentIds: readonly string[]): Promise<RawItem | undefined> {
    const input = { TableName: this.table.tableName, Key: this.#key(partitionIds, contentIds), ConsistentRead: true };
    return (await this.table.client.send(new GetItemCommand(input))).Item;
  }

  /** Changes a stored item as another writer might: attributes are laid over it, `undefined` takes one away. */
  async rewrite(
    partitionIds: readonly string[],
    contentIds: readonly string[],
    changes: Record<string, AttributeValue | undefined>,
  ): Promise<void> {
    const stored = { ...(await this.raw(partitionIds, contentIds)), ...changes };
    const Item = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined)) as RawItem;
    await this.table.client.send(
      new PutItemCommand({
        TableName: this.table.tableName,
        Item: { ...Item, ...this.#key(partitionIds, contentIds) },
      }),
    );
  }

  /** Takes a stored item away behind the repository's back. */
  async erase(partitionIds: readonly string[], contentIds: readonly string[]): Promise<void> {
    const input = { TableName: this.table.tableName, Key: this.#key(partitionIds, contentIds) };
    await this.table.client.send(new DeleteItemCommand(input));
  }

  #key(partitionIds: readonly string[], contentIds: readonly string[]): RawItem {
    const { partitionKey, sortKey, partitionPrefix, partitionName, contentType } = this.#options;
    return {
      [partitionKey]: { S: [partitionPrefix, partitionName, partitionIds.join("#")].join("#") },
      [sortKey]: { S: `${contentType}#${contentIds.join("#")}` },
    };
  }
}

/** Small contents named 0000, 0001, …, in the order of their ids. */
export function contentsOf(count: number): { contentIds: string[]; item: Film }[] {
  return Array.from({ length: count }, (_, index) => ({
    contentIds: [String(index).padStart(4, "0")],
    item: plainFilm({ name: `film ${index}`, views: index }),
  }));
}

/** The content ids of contents, each joined to one text. */
export function idsOf(contents: Iterable<ContentKey>): string[] {
  return Array.from(contents, ({ contentIds }) => [contentIds ?? []].flat().join("#"));
}

/** The tests of a subject: each gets a stage, all of a file share one table. */
export type StageTest = TestAPI<{ readonly table: TestTable; readonly stage: Stage }>;

const tableTest = test.extend<{ readonly $file: { readonly table: TestTable } }>({
  table: [
    // oxlint-disable-next-line no-empty-pattern -- vitest asks for a pattern
    async ({}, use) => {
      await using table = await openTable();
      await use(table);
    },
    { scope: "file" },
  ],
});

export function stageTest(make: MakeRepository): StageTest {
  return tableTest.extend<{ readonly stage: Stage }>({
    stage: async ({ table }, use) => use(new Stage(table, make)),
  });
}
