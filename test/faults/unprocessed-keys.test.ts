import { describe, expect, test } from "vitest";
import { isBatchIncompleteError, type PartitionedContent } from "../../packages/standard-dynamo/src/index.ts";
import { CannedTable } from "../support/canned-table.ts";
import { caught } from "../support/caught.ts";
import { type Note, notesIn, notesOf, textsOf } from "../support/notes.ts";

describe("what DynamoDB leaves unprocessed of a getBatch", () => {
  test("is asked for again, that alone, and given in the order of the keys", async () => {
    const table = await tableWith(10, (number, index) => number <= 2 && index % 2 === 0);
    const read = await notesIn(table).getBatch(notesOf(10).toReversed()).toArray();
    expect(table.sizes).toEqual([10, 5, 3]);
    expect(read.map(({ contentIds }) => contentIds[0])).toEqual(
      notesOf(10)
        .toReversed()
        .map(({ contentIds }) => contentIds[0]),
    );
    expect(textsOf(read)).toEqual(textsOf(notesOf(10)));
  });

  test("is asked for again as long as something is read each time, and costs what it costs", async () => {
    const table = await tableWith(6, (_number, index) => index > 0);
    const repository = notesIn(table, { retry: { maxAttempts: 2, baseDelayMs: 0 } });
    const pages = [];
    for await (const page of repository.getBatch(notesOf(6)).pages()) pages.push(page);
    expect(pages).toMatchObject([{ cost: { requests: 6, retries: 5 }, cursor: undefined }]);
    expect(pages[0]?.contents).toHaveLength(6);
  });

  test("is given up after maxAttempts; what is unread completes the work", async () => {
    let isThrottled = true;
    const table = await tableWith(8, (_number, _index, key) => isThrottled && key >= "note#n005");
    const repository = notesIn(table);
    const error = await caught(repository.getBatch(notesOf(8)).toArray(), isBatchIncompleteError);
    expect(table.sizes).toEqual([8, 3, 3, 3]);
    expect(error).toMatchObject({ unwritten: [], written: 0, rest: undefined });
    expect(error.unread).toEqual(["n005", "n006", "n007"].map((id) => ({ partitionIds: [], contentIds: [id] })));
    expect(error.message).toMatch(/left 3 keys unread in 4 attempts; the table may be throttled/);
    isThrottled = false;
    expect(await repository.getBatch(error.unread).toArray()).toHaveLength(3);
  });

  test("in a later window comes after the contents of those before it", async () => {
    const table = await tableWith(250, (_number, _index, key) => key >= "note#n150" && key < "note#n200");
    const repository = notesIn(table, { retry: { maxAttempts: 2, baseDelayMs: 0 } });
    const read: PartitionedContent<Note>[] = [];
    const work = (async () => {
      for await (const content of repository.getBatch(notesOf(250))) read.push(content);
    })();
    const error = await caught(work, isBatchIncompleteError);
    // What was given, also of the window that failed, and what is listed make up all that was asked for.
    expect(read).toHaveLength(150);
    expect(error.unread.map(({ contentIds }) => contentIds[0])).toEqual(
      notesOf(250)
        .slice(150)
        .map(({ contentIds }) => contentIds[0]),
    );
  });

  test("is nobody's error once the caller has left", async () => {
    const table = await tableWith(250, (_number, _index, key) => key > "note#n150");
    const repository = notesIn(table, { retry: { maxAttempts: 1 } });
    expect((await repository.getBatch(notesOf(250)).first())?.item.text).toBe("note 0");
  });
});

/** A table of notes that leaves some keys unprocessed. */
async function tableWith(
  count: number,
  isLeft: (number: number, index: number, key: string) => boolean,
): Promise<CannedTable> {
  const source = new CannedTable((request) => source.write(request));
  await notesIn(source).putBatch(notesOf(count));
  const table = new CannedTable((request) => table.read(request, (key, index) => isLeft(request.number, index, key)));
  for (const [key, item] of source.items) table.items.set(key, item);
  return table;
}
