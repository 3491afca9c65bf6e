import { describe, expect, test } from "vitest";
import { isBatchIncompleteError, type Progress } from "../../packages/standard-dynamo/src/index.ts";
import { CannedTable } from "../support/canned-table.ts";
import { caught } from "../support/caught.ts";
import { type NoteContent, notesIn, notesOf, textsIn, textsOf } from "../support/notes.ts";

describe("what DynamoDB leaves unprocessed of a putBatch", () => {
  test("is sent again, that alone, until all is written", async () => {
    const table = new CannedTable((request) =>
      table.write(request, (_key, index) => request.number <= 2 && index % 2 === 1),
    );
    const response = await notesIn(table).putBatch(notesOf(20));
    expect(table.sizes).toEqual([20, 10, 5]);
    expect(textsIn(table)).toEqual(textsOf(notesOf(20)));
    expect(response).toMatchObject({ records: 20, cost: { requests: 3, retries: 2 } });
  });

  test("may be given back in another order and with another window's size", async () => {
    const table = new CannedTable((request) => {
      const answer = table.write(request, () => request.number === 1);
      const left = Object.entries(answer.UnprocessedItems ?? {}).map(([name, writes]) => [name, writes.toReversed()]);
      return { UnprocessedItems: Object.fromEntries(left) as never };
    });
    await notesIn(table).putBatch(notesOf(5));
    expect(textsIn(table)).toEqual(textsOf(notesOf(5)));
  });

  test("is sent again as long as something is processed each time", async () => {
    const table = new CannedTable((request) => table.write(request, (_key, index) => index > 0));
    const repository = notesIn(table, { retry: { maxAttempts: 2, baseDelayMs: 0 } });
    expect(await repository.putBatch(notesOf(12))).toMatchObject({ records: 12 });
    expect(table.sizes).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test("is given up after maxAttempts that processed nothing; what is unwritten completes the work", async () => {
    let isThrottled = true;
    const table = new CannedTable((request) => table.write(request, () => isThrottled));
    const repository = notesIn(table);
    const error = await caught(repository.putBatch(notesOf(3)), isBatchIncompleteError<NoteContent>);
    expect(table.requests).toHaveLength(4);
    expect(error).toMatchObject({ written: 0, rest: undefined, cause: undefined, unread: [] });
    expect(error.unwritten).toEqual(notesOf(3));
    expect(error.message).toMatch(/0 records were written, 3 were not: DynamoDB kept leaving records unprocessed/);
    isThrottled = false;
    await repository.putBatch(error.unwritten);
    expect(textsIn(table)).toEqual(textsOf(notesOf(3)));
  });

  test("of one window ends the batch; others under way are finished, and every record is accounted for", async () => {
    let isThrottled = true;
    const table = new CannedTable((request) =>
      table.write(request, (key) => isThrottled && ["note#n030", "note#n031"].includes(key)),
    );
    const repository = notesIn(table, { concurrency: 2 });
    const contents = notesOf(200);
    const error = await caught(repository.putBatch(contents), isBatchIncompleteError<NoteContent>);
    expect(error.written).toBe(table.items.size);
    expect(error.written + error.unwritten.length).toBe(200);
    expect(error.written).toBeLessThan(200);
    const missing = contents.filter(({ contentIds }) => !table.items.has(`note#${contentIds.join("#")}`));
    expect(error.unwritten).toEqual(missing);
    isThrottled = false;
    await repository.putBatch(error.unwritten);
    expect(textsIn(table)).toEqual(textsOf(contents));
  });

  test("of a lazy source leaves the rest in it", async () => {
    let isThrottled = true;
    const table = new CannedTable((request) => table.write(request, () => isThrottled && request.number > 1));
    const repository = notesIn(table, { concurrency: 1 });
    const error = await caught(repository.putBatch(notesOf(120).values()), isBatchIncompleteError<NoteContent>);
    expect(error.written).toBe(25);
    isThrottled = false;
    const { records } = await repository.putBatch(error.unwritten);
    expect(records).toBe(error.unwritten.length);
    if (error.rest === undefined) throw new Error("no rest");
    await repository.putBatch(error.rest);
    expect(textsIn(table)).toEqual(textsOf(notesOf(120)));
  });

  test("is not counted as progress", async () => {
    const table = new CannedTable((request) => table.write(request, (_key, index) => request.number <= 2 && index < 5));
    const reports: Progress[] = [];
    const onProgress = (progress: Progress) => void reports.push(progress);
    await notesIn(table, { concurrency: 1 }).putBatch(notesOf(40), { onProgress });
    expect(reports.map(({ records, cost }) => [records, cost.requests, cost.retries])).toEqual([
      [25, 3, 2],
      [40, 4, 2],
    ]);
    const waited = reports.map(({ cost }) => cost.waitedMs);
    expect(waited.every((milliseconds) => Number.isInteger(milliseconds) && milliseconds <= 4)).toBe(true);
  });
});

describe("what DynamoDB leaves unprocessed of a deletePrefix", () => {
  test("is sent again until all is deleted", async () => {
    const table = new CannedTable((request) =>
      request.operation === "Query" ? table.query(request) : table.write(request, (_key, index) => index > 2),
    );
    const repository = notesIn(table);
    await filled(table, 7);
    expect(await repository.deletePrefix({})).toMatchObject({ records: 7 });
    expect(table.items.size).toBe(0);
  });

  test("is given up after maxAttempts; the keys are listed, and deleting again completes the work", async () => {
    let isThrottled = true;
    const table = new CannedTable((request) =>
      request.operation === "Query"
        ? table.query(request)
        : table.write(request, (key) => isThrottled && key === "note#n003"),
    );
    const repository = notesIn(table);
    await filled(table, 5);
    const error = await caught(repository.deletePrefix({}), isBatchIncompleteError);
    expect(error).toMatchObject({ written: 4, unwritten: [{ partitionIds: [], contentIds: ["n003"] }] });
    isThrottled = false;
    await repository.deletePrefix({});
    expect(table.items.size).toBe(0);
  });

  test("does not point to a rest that it does not have", async () => {
    const table = new CannedTable((request) =>
      request.operation === "Query" ? table.query(request) : table.write(request, () => true),
    );
    const repository = notesIn(table, { concurrency: 1 });
    await filled(table, 120);
    const error = await caught(repository.deletePrefix({}), isBatchIncompleteError);
    expect(error.unwritten.length).toBeGreaterThanOrEqual(25);
    if (error.rest === undefined) expect(error.message).not.toContain("rest");
  });
});

async function filled(table: CannedTable, count: number): Promise<void> {
  const source = new CannedTable((request) => source.write(request));
  await notesIn(source).putBatch(notesOf(count));
  for (const [key, item] of source.items) table.items.set(key, item);
}
