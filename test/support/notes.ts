import * as v from "valibot";
import { DynamoRepository, type Logger, type RetryOptions } from "../../packages/standard-dynamo/src/index.ts";
import type { CannedTable } from "./canned-table.ts";

export const Note = v.object({ text: v.string() });
export type Note = v.InferOutput<typeof Note>;

export interface NoteContent {
  readonly contentIds: readonly string[];
  readonly item: Note;
}

/** Notes n000, n001, …, in the order of their ids. */
export function notesOf(count: number): NoteContent[] {
  return Array.from({ length: count }, (_, index) => noteAt(index, `note ${index}`));
}

export function noteAt(index: number, text: string): NoteContent {
  return { contentIds: [`n${String(index).padStart(3, "0")}`], item: { text } };
}

export interface NoteOptions {
  readonly retry?: RetryOptions;
  readonly logger?: Logger;
  readonly concurrency?: number;
}

/** A repository of notes in a canned table, which waits no longer than a test likes. */
export function notesIn(table: CannedTable, options: NoteOptions = {}): DynamoRepository<Note> {
  return new DynamoRepository({
    schema: Note,
    client: table.client,
    tableName: "films",
    partitionKey: "PK",
    sortKey: "SK",
    partitionPrefix: "content",
    partitionName: "notes",
    contentType: "note",
    retry: { maxAttempts: 4, baseDelayMs: 1, maxDelayMs: 2 },
    ...options,
  });
}

/** The texts that a canned table holds, by id. */
export function textsIn(table: CannedTable): Record<string, string> {
  const entries = [...table.items].map(([sortKey, item]) => [sortKey.replace("note#", ""), item["text"]?.S ?? ""]);
  return Object.fromEntries(entries) as Record<string, string>;
}

export function textsOf(contents: readonly NoteContent[]): Record<string, string> {
  return Object.fromEntries(contents.map(({ contentIds, item }) => [contentIds.join("#"), item.text]));
}

/** A logger that keeps how long was waited before something was sent again. */
export function waitLogger(): { readonly logger: Logger; readonly waits: number[] } {
  const waits: number[] = [];
  const silent = () => undefined;
  const warn: Logger["warn"] = (_message, context) => void waits.push(Number(context?.["waitMs"]));
  return { logger: { debug: silent, info: silent, warn, error: silent }, waits };
}
