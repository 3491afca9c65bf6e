import { describe, expect, test } from "vitest";
import {
  isBatchIncompleteError,
  isItemValidationError,
  WriteOnceRepository,
} from "../../packages/standard-dynamo/src/index.ts";
import { awsFailure, CannedTable } from "../support/canned-table.ts";
import { caught, rejection } from "../support/caught.ts";
import { type NoteContent, noteAt, notesIn, notesOf, textsIn, textsOf } from "../support/notes.ts";

/** A table that takes batches until `isBroken` says otherwise. */
function breaking(isBroken: (writes: number) => boolean): CannedTable {
  let writes = 0;
  const table: CannedTable = new CannedTable((request) => {
    if (request.operation === "BatchWriteItem" && isBroken(++writes)) throw awsFailure("AccessDeniedException");
    return table.answer(request);
  });
  return table;
}

async function* each(contents: Iterable<NoteContent>): AsyncGenerator<NoteContent> {
  yield* contents;
}

describe("a write once that ends too early", () => {
  test.for([
    ["a list", notesOf, false],
    ["a generator", (count: number) => each(notesOf(count)), true],
  ] as const)(
    "of %s lists all that is not known to be stored, and that completes the work",
    async ([, source, isLazy]) => {
      const table = breaking((writes) => writes === 3);
      const repository = notesIn(table, { concurrency: 1 });
      await repository.putBatch([noteAt(2, "note 2"), noteAt(3, "old")]);
      const once = new WriteOnceRepository(repository, { bufferSize: 40 });
      const reported: NoteContent[] = [];
      const onWritten = (content: unknown) => void reported.push(content as NoteContent);
      const error = await caught(once.write(source(100), { onWritten }), isBatchIncompleteError<NoteContent>);
      expect(error.cause).toMatchObject({ name: "AccessDeniedException" });
      expect([error.written, reported.length, error.rest !== undefined]).toEqual([25, 25, isLazy]);
      expect(textsIn(table)).toMatchObject(textsOf(reported));
      const rest: NoteContent[] = [...error.unwritten];
      for await (const content of error.rest ?? []) rest.push(content);
      // One of the first forty was stored already.
      expect(rest).toHaveLength(100 - 25 - 1);
      const { created, replaced } = await once.write(rest);
      expect(error.written + created + replaced).toBe(99);
      expect(textsIn(table)).toEqual(textsOf(notesOf(100)));
    },
  );

  test("exactly once counts what was acknowledged before", async () => {
    let puts = 0;
    const table: CannedTable = new CannedTable((request) => {
      if (request.operation === "PutItem" && ++puts > 7) throw awsFailure("AccessDeniedException");
      return request.operation === "PutItem" ? {} : table.answer(request);
    });
    const once = new WriteOnceRepository(notesIn(table), { guarantee: "exactly-once", concurrency: 1 });
    const error = await caught(once.write(notesOf(20)), isBatchIncompleteError<NoteContent>);
    expect([error.written, error.unwritten]).toEqual([7, notesOf(20).slice(7)]);
  });

  test("because of a content of a generator that does not fit lists that too", async () => {
    const bad = { contentIds: ["bad"], item: { text: 1 } } as unknown as NoteContent;
    const table = new CannedTable((request) => table.answer(request));
    const once = new WriteOnceRepository(notesIn(table), { bufferSize: 2 });
    const work = once.write(each([...notesOf(3), bad, noteAt(9, "nine")]));
    const error = await caught(work, isBatchIncompleteError<NoteContent>);
    expect(isItemValidationError(error.cause)).toBe(true);
    expect([error.written, error.unwritten]).toEqual([2, [noteAt(2, "note 2"), bad]]);
    const rest: NoteContent[] = [];
    for await (const content of error.rest ?? []) rest.push(content);
    expect(rest).toEqual([noteAt(9, "nine")]);
  });

  test("by an abort has the reason as its cause", async () => {
    const stop = new AbortController();
    const table = new CannedTable((request) => {
      if (request.operation === "BatchWriteItem") stop.abort(new Error("enough"));
      return table.answer(request);
    });
    const once = new WriteOnceRepository(notesIn(table), { bufferSize: 5, signal: stop.signal });
    const error = await caught(once.write(notesOf(12)), isBatchIncompleteError<NoteContent>);
    expect(error.cause).toBe(stop.signal.reason);
    expect(error.written + error.unwritten.length).toBe(12);
    expect(table.requests).toHaveLength(2);
  });
});

test("a list is checked whole before anything is sent", async () => {
  const table = new CannedTable((request) => table.answer(request));
  const bad = { contentIds: ["bad"], item: { text: 1 } } as unknown as NoteContent;
  const error = await rejection(new WriteOnceRepository(notesIn(table)).write([...notesOf(3), bad]));
  expect([isItemValidationError(error), table.requests.length]).toEqual([true, 0]);
});

test("a missing table is AWS's own error", async () => {
  const table = new CannedTable(() => {
    throw awsFailure("ResourceNotFoundException");
  });
  const error = await rejection(new WriteOnceRepository(notesIn(table)).write(notesOf(3)));
  expect(error).toMatchObject({ name: "ResourceNotFoundException" });
});
