import { describe, expect, test } from "vitest";
import { isBatchIncompleteError } from "../../packages/standard-dynamo/src/index.ts";
import { awsFailure, CannedTable } from "../support/canned-table.ts";
import { caught } from "../support/caught.ts";
import { type NoteContent, noteAt, notesIn, notesOf, textsIn } from "../support/notes.ts";

// The first window holds the first version of note 0, the second window the later one. Taken lazily, so that the first
// is on its way before the second is seen.
const contents = [...notesOf(25), noteAt(0, "the later one"), ...notesOf(60).slice(25)];

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe("of two versions of one record in different windows", () => {
  test("the later is not sent before the earlier is acknowledged, however slow", async () => {
    const started: number[] = [];
    const table: CannedTable = new CannedTable(async (request) => {
      started.push(request.number);
      if (request.number === 1) {
        for (let count = 0; count < 20; count++) await turn();
        expect(started).toEqual([1]);
      }
      return table.write(request);
    });
    await notesIn(table, { concurrency: 8 }).putBatch(contents.values());
    expect(textsIn(table)["n000"]).toBe("the later one");
    expect(table.items.size).toBe(60);
  });

  test("the later wins also where the earlier was left unprocessed at first", async () => {
    const table: CannedTable = new CannedTable((request) => table.write(request, () => request.number <= 2));
    await notesIn(table, { concurrency: 8 }).putBatch(contents.values());
    expect(textsIn(table)["n000"]).toBe("the later one");
  });

  test("the later wins also when a batch that failed is completed", async () => {
    let isBroken = true;
    const table: CannedTable = new CannedTable((request) => {
      if (isBroken) throw awsFailure("InternalServerError");
      return table.write(request);
    });
    const repository = notesIn(table, { concurrency: 8 });
    const error = await caught(repository.putBatch(contents.values()), isBatchIncompleteError<NoteContent>);
    isBroken = false;
    await repository.putBatch(error.unwritten);
    if (error.rest !== undefined) await repository.putBatch(error.rest);
    expect(table.items.size).toBe(60);
    expect(textsIn(table)["n000"]).toBe("the later one");
  });
});

test("windows without a record in common are under way side by side", async () => {
  let running = 0;
  let most = 0;
  const table: CannedTable = new CannedTable(async (request) => {
    most = Math.max(most, ++running);
    for (let count = 0; count < 5; count++) await turn();
    running--;
    return table.write(request);
  });
  await notesIn(table, { concurrency: 3 }).putBatch(notesOf(200));
  expect(most).toBe(3);
});
