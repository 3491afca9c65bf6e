import { expect, test } from "vitest";
import {
  isBatchIncompleteError,
  isCommandValidationError,
  isModelDefinitionError,
} from "../../packages/standard-dynamo/src/index.ts";
import { CannedTable } from "../support/canned-table.ts";
import { caught } from "../support/caught.ts";
import { type NoteContent, notesIn, notesOf, textsIn, textsOf } from "../support/notes.ts";

const taking = () => new CannedTable((request, table) => table.write(request));

async function* slowly(notes: readonly NoteContent[]) {
  for (const [index, note] of notes.entries()) {
    if (index % 25 === 24) await new Promise((resolve) => setTimeout(resolve, 2));
    yield note;
  }
}

test.each([
  ["a list", (notes: readonly NoteContent[]) => notes],
  ["a lazy source", slowly],
])("an onProgress that throws ends a putBatch of %s, and every record is accounted for", async (_, source) => {
  for (const failing of [1, 2, 4]) {
    const table = taking();
    let calls = 0;
    const onProgress = () => {
      if (++calls >= failing) throw new Error("no progress");
    };
    const work = notesIn(table, { concurrency: 2 }).putBatch(source(notesOf(120)), { onProgress });
    const error = await caught(work, isBatchIncompleteError<NoteContent>);
    expect(error.cause).toMatchObject({ message: "no progress" });
    const rest: NoteContent[] = [];
    for await (const note of error.rest ?? []) rest.push(note);
    const written = textsIn(table);
    expect(error.written).toBe(Object.keys(written).length);
    expect({ ...written, ...textsOf(error.unwritten), ...textsOf(rest) }).toEqual(textsOf(notesOf(120)));
    expect(error.written + error.unwritten.length + rest.length).toBe(120);
  }
});

test("a putBatch that has failed does not wait for its source", async () => {
  const table = new CannedTable(() => {
    throw Object.assign(new Error("down"), { name: "InternalServerError" });
  });
  async function* endless() {
    yield* notesOf(25);
    await new Promise(() => undefined);
  }
  const error = await caught(notesIn(table).putBatch(endless()), isBatchIncompleteError);
  expect(error.unwritten).toHaveLength(25);
});

test("a list that is emptied after the call is written all the same", async () => {
  const table = taking();
  const notes = notesOf(60);
  const work = notesIn(table).putBatch(notes);
  notes.length = 0;
  expect(await work).toMatchObject({ records: 60 });
});

test.each([undefined, null, 5, {}])("putBatch and getBatch of %s are refused", async (source) => {
  const repository = notesIn(taking());
  expect(await caught(repository.putBatch(source as never), isCommandValidationError)).toBeDefined();
  expect(await caught(repository.getBatch(source as never).toArray(), isCommandValidationError)).toBeDefined();
});

test.each([undefined, null, "x"])("put of %s is refused", async (content) => {
  expect(await caught(notesIn(taking()).put(content as never), isCommandValidationError)).toBeDefined();
});

test.each([
  [{ retry: { maxAttempts: Number.NaN } }, "retry"],
  [{ retry: { maxAttemps: 3 } }, "retry"],
  [{ concurrency: 0 }, "concurrency"],
  [{ logger: {} }, "logger"],
] as const)("a repository with %j is refused", (options, name) => {
  let refused: unknown;
  try {
    notesIn(taking(), options as never);
  } catch (error) {
    refused = error;
  }
  expect(isModelDefinitionError(refused) && refused.message).toContain(name);
});

test("a logger that throws does not undo what was done", async () => {
  const fail = () => {
    throw new Error("no logs");
  };
  const table = taking();
  const repository = notesIn(table, { logger: { debug: fail, info: fail, warn: fail, error: fail } });
  expect(await repository.putBatch(notesOf(3))).toMatchObject({ records: 3 });
});

test("a key whose name is nearly right is refused", async () => {
  const repository = notesIn(taking());
  await expect(repository.get({ contentId: ["1"] } as never)).rejects.toThrow('did you mean "contentIds"');
});
