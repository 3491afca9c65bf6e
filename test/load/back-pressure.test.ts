import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { WriteOnceRepository } from "../../packages/standard-dynamo/src/index.ts";
import { CannedTable } from "../support/canned-table.ts";
import { type NoteContent, notesIn, notesOf } from "../support/notes.ts";

const quick = (): CannedTable => new CannedTable((request, table) => table.answer(request));

/** So long that everything that may be asked ahead has been. */
const work = (): Promise<void> => sleep(5);

test("a slow consumer of list is never more than one page behind what is asked for", async () => {
  const table = quick();
  const notes = notesIn(table);
  await notes.putBatch(notesOf(24));
  const sentBefore = table.requests.length;
  let pages = 0;
  for await (const { contents } of notes.list().pages()) {
    expect(contents.length).toBeLessThanOrEqual(2);
    pages++;
    await work();
    expect(table.requests.length - sentBefore).toBe(Math.min(pages + 1, 12));
  }
  expect(pages).toBe(12);
});

test.each([1, 3])(
  "a slow consumer of getBatch has %d windows asked for at most, its own included",
  async (concurrency) => {
    const table = quick();
    const notes = notesIn(table);
    await notes.putBatch(notesOf(900));
    const sentBefore = table.requests.length;
    let [pulled, windows] = [0, 0];
    function* keys() {
      for (const note of notesOf(900)) {
        pulled++;
        yield note;
      }
    }
    for await (const { contents } of notes.getBatch(keys(), { concurrency }).pages()) {
      expect(contents).toHaveLength(100);
      windows++;
      await work();
      const asked = Math.min(windows - 1 + concurrency, 9);
      expect(table.requests.length - sentBefore).toBe(asked);
      expect(pulled).toBe(asked * 100);
    }
    expect(windows).toBe(9);
  },
);

test("a putBatch takes from its source only what its windows under way and the next one hold", async () => {
  let acknowledged = 0;
  const table = new CannedTable(async (request) => {
    await work();
    acknowledged += request.writes.length;
    return table.write(request);
  });
  let [pulled, most] = [0, 0];
  async function* source(): AsyncGenerator<NoteContent> {
    for (const note of notesOf(1000)) {
      pulled++;
      most = Math.max(most, pulled - acknowledged);
      yield note;
    }
  }
  const concurrency = 3;
  await notesIn(table, { concurrency }).putBatch(source());
  expect(pulled).toBe(1000);
  expect(most).toBeGreaterThan(concurrency * 25);
  expect(most).toBeLessThanOrEqual((concurrency + 1) * 25);
});

test("a slow source is asked for one value after another, and what is full is written meanwhile", async () => {
  const table = quick();
  let [asked, open] = [0, 0];
  async function* source(): AsyncGenerator<NoteContent> {
    for (const [index, note] of notesOf(60).entries()) {
      expect(++open).toBe(1);
      asked++;
      if (index % 10 === 0) await work();
      // Every window that was full before the wait has been sent by now.
      expect(table.items.size).toBeGreaterThanOrEqual(Math.floor((Math.floor(index / 10) * 10) / 25) * 25);
      open--;
      yield note;
    }
  }
  await notesIn(table).putBatch(source());
  expect([asked, table.items.size]).toEqual([60, 60]);
});

test("a write once takes no more from its source than its buffer holds", async () => {
  const table = quick();
  let [pulled, most] = [0, 0];
  async function* source(): AsyncGenerator<NoteContent> {
    for (const note of notesOf(400)) {
      pulled++;
      most = Math.max(most, pulled - table.items.size);
      yield note;
    }
  }
  await new WriteOnceRepository(notesIn(table), { bufferSize: 50, onWritten: () => undefined }).write(source());
  expect(table.items.size).toBe(400);
  expect(most).toBe(50);
});
