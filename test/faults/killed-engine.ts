import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { createTable, startLocal } from "../../packages/local/src/index.ts";
import { DynamoRepository, isBatchIncompleteError, type NewContent } from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";

const Row = v.object({ text: v.string() });
type Row = v.InferOutput<typeof Row>;
export type Rows = DynamoRepository<Row>;
export type RowContent = NewContent<Row>;

/** What was there before the engine was killed, and what its next life shows. */
export interface Killed {
  /** As the caller was told, by id: all but what the error lists. */
  readonly acknowledged: Readonly<Record<string, string>>;
  /** How many the error counts as written. */
  readonly written: number;
  /** How many it lists, and how many its `rest` gave. */
  readonly unwritten: number;
  readonly rest: number;
  /** On the same file, before anything is sent again, by id. */
  readonly stored: Readonly<Record<string, string>>;
  /** After what the error lists was sent again. */
  readonly completed: Readonly<Record<string, string>>;
}

/**
 * Writes to an engine that keeps a file, kills it (SIGKILL) when the work says so, starts it again on the same file, and
 * sends what is left again.
 */
export async function killDuring(
  given: readonly RowContent[],
  before: readonly RowContent[],
  write: (rows: Rows, kill: () => void, isFirst: boolean, left: readonly RowContent[]) => Promise<unknown>,
): Promise<Killed> {
  const folder = mkdtempSync(join(tmpdir(), "killed-"));
  const path = join(folder, "rows.db");
  try {
    const { error, left, rest } = await firstLife(path, given, before, write);
    await using engine = await startLocal({ path });
    const rows = open(engine.createClient());
    const stored = await textsOf(rows);
    const listed = new Set(left.map(idOf));
    const acknowledged = given.filter((content) => !listed.has(idOf(content)));
    await write(rows, () => undefined, false, left);
    return {
      acknowledged: Object.fromEntries(acknowledged.map((content) => [idOf(content), content.item.text])),
      written: error.written,
      unwritten: error.unwritten.length,
      rest,
      stored,
      completed: await textsOf(rows),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function firstLife(
  path: string,
  given: readonly RowContent[],
  before: readonly RowContent[],
  write: Parameters<typeof killDuring>[2],
) {
  await using engine = await startLocal({ path });
  const client = engine.createClient();
  await createTable(client, { tableName: "rows", partitionKey: "PK", sortKey: "SK" });
  const rows = open(client);
  await rows.putBatch(before);
  let isKilled = false;
  const kill = (): void => {
    if (!isKilled) process.kill(engine.pid, "SIGKILL");
    isKilled = true;
  };
  const error = await caught(write(rows, kill, true, given), isBatchIncompleteError<RowContent>);
  const left = [...error.unwritten];
  for await (const content of error.rest ?? []) left.push(content);
  return { error, left, rest: left.length - error.unwritten.length };
}

/** Rows r0000, r0001, … */
export function rowsOf(count: number, text = "new"): RowContent[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `r${String(index).padStart(4, "0")}`;
    return { contentIds: [id], item: { text: `${text} ${id}` } };
  });
}

export function textsByIdOf(contents: readonly RowContent[]): Record<string, string> {
  return Object.fromEntries(contents.map((content) => [idOf(content), content.item.text]));
}

export async function* lazily<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

function open(client: ConstructorParameters<typeof DynamoRepository>[0]["client"]): Rows {
  return new DynamoRepository({
    schema: Row,
    client,
    tableName: "rows",
    partitionKey: "PK",
    sortKey: "SK",
    partitionPrefix: "killed",
    partitionName: "rows",
    contentType: "row",
    consistentReads: true,
  });
}

async function textsOf(rows: Rows): Promise<Record<string, string>> {
  return textsByIdOf(await rows.list().toArray());
}

function idOf({ contentIds }: { readonly contentIds?: unknown }): string {
  return String(contentIds);
}
