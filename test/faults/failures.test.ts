import { describe, expect, test } from "vitest";
import { isBatchIncompleteError, type Progress } from "../../packages/standard-dynamo/src/index.ts";
import { awsFailure, CannedTable } from "../support/canned-table.ts";
import { caught, rejection } from "../support/caught.ts";
import { type NoteContent, notesIn, notesOf, textsIn, textsOf } from "../support/notes.ts";

const failures: [string, () => Error][] = [
  ["throttling", () => awsFailure("ProvisionedThroughputExceededException")],
  ["an error of DynamoDB's own", () => awsFailure("InternalServerError")],
  ["permission taken away", () => awsFailure("AccessDeniedException")],
  ["a connection that breaks", () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })],
  ["a connection that times out", () => awsFailure("TimeoutError")],
];

describe.for(failures)("%s in the middle of a putBatch", ([, make]) => {
  test("lists what is not written as far as is known, and that completes the work", async () => {
    const failure = make();
    let isBroken = true;
    const table = new CannedTable((request) => {
      if (isBroken && request.number === 3) throw failure;
      return table.write(request);
    });
    const repository = notesIn(table, { concurrency: 1, retry: { maxAttempts: 1 } });
    const contents = notesOf(120);
    const error = await caught(repository.putBatch(contents), isBatchIncompleteError<NoteContent>);
    expect(error.cause).toBe(failure);
    expect(error).toMatchObject({ written: 50, rest: undefined });
    expect(error.unwritten).toEqual(contents.slice(50));
    expect(error.message).toContain("50 records were written, 70 were not");
    expect(table.requests).toHaveLength(3);
    isBroken = false;
    await repository.putBatch(error.unwritten);
    expect(textsIn(table)).toEqual(textsOf(contents));
  });

  test("with windows side by side accounts for every record, in the order of the source", async () => {
    let isBroken = true;
    const table = new CannedTable(async (request) => {
      await Promise.resolve();
      if (isBroken && request.number === 2) throw make();
      return table.write(request);
    });
    const repository = notesIn(table, { concurrency: 4, retry: { maxAttempts: 1 } });
    const contents = notesOf(300);
    const error = await caught(repository.putBatch(contents), isBatchIncompleteError<NoteContent>);
    expect(error.written).toBe(table.items.size);
    const missing = contents.filter(({ contentIds }) => !table.items.has(`note#${contentIds.join("#")}`));
    expect(error.unwritten).toEqual(missing);
    expect(table.requests.length).toBeLessThanOrEqual(6);
    isBroken = false;
    await repository.putBatch(error.unwritten);
    expect(textsIn(table)).toEqual(textsOf(contents));
  });
});

describe("a failure", () => {
  test("at the first window is a BatchIncompleteError where trying again may help", async () => {
    const table = new CannedTable(() => {
      throw awsFailure("ThrottlingException", "Rate exceeded");
    });
    const error = await caught(notesIn(table).putBatch(notesOf(30)), isBatchIncompleteError<NoteContent>);
    expect(error).toMatchObject({ written: 0, cause: { name: "ThrottlingException" } });
    expect(error.unwritten).toEqual(notesOf(30));
    expect(error.message).toContain("Rate exceeded");
  });

  test.for(["AccessDeniedException", "UnrecognizedClientException"])(
    "%s at the first window is AWS's own",
    async (name) => {
      const failure = awsFailure(name);
      const table = new CannedTable(() => {
        throw failure;
      });
      expect(await rejection(notesIn(table).putBatch(notesOf(30)))).toBe(failure);
      expect(failure.message).toContain('table "films"');
    },
  );

  test("of a resend tells of what was left, not of what was taken", async () => {
    const table = new CannedTable((request) => {
      if (request.number === 2) throw awsFailure("AccessDeniedException");
      return table.write(request, (_key, index) => index >= 8);
    });
    const error = await caught(notesIn(table).putBatch(notesOf(10)), isBatchIncompleteError<NoteContent>);
    expect(error.written).toBe(8);
    expect(error.unwritten).toEqual(notesOf(10).slice(8));
  });

  test("in a deletePrefix, of the query or of a window, lists the keys that are left of those found", async () => {
    for (const failing of ["Query", "BatchWriteItem"]) {
      const failure = awsFailure("InternalServerError");
      const source = new CannedTable((request) => source.write(request));
      await notesIn(source).putBatch(notesOf(60));
      const table = new CannedTable((request) => {
        const isLate = failing === "Query" ? request.number > 15 : table.items.size < 60;
        if (request.operation === failing && isLate) throw failure;
        return table.answer(request);
      });
      for (const [key, item] of source.items) table.items.set(key, item);
      const error = await caught(notesIn(table, { concurrency: 1 }).deletePrefix({}), isBatchIncompleteError);
      expect(error.cause).toBe(failure);
      expect(error.written).toBe(60 - table.items.size);
      for (const key of error.unwritten as NoteContent[])
        expect(table.items.has(`note#${key.contentIds[0]}`)).toBe(true);
    }
  });

  test("between two pages of a list comes after the contents of the first, and the cursor goes on", async () => {
    let isBroken = true;
    const table = new CannedTable((request) => {
      if (isBroken && request.startKey !== undefined) throw awsFailure("InternalServerError");
      return table.answer(request);
    });
    const repository = notesIn(table);
    await repository.putBatch(notesOf(5));
    const read: string[] = [];
    let cursor: string | undefined;
    const work = (async () => {
      for await (const page of repository.list().pages()) {
        read.push(...page.contents.map(({ item }) => item.text));
        ({ cursor } = page);
      }
    })();
    expect(await rejection(work)).toMatchObject({ name: "InternalServerError" });
    expect(read).toEqual(["note 0", "note 1"]);
    isBroken = false;
    const rest = await repository.list({ cursor }).items();
    expect(rest.map(({ text }) => text)).toEqual(["note 2", "note 3", "note 4"]);
  });

  test("of a page read ahead is nobody's error once the caller has left", async () => {
    const table = new CannedTable((request) => {
      if (request.startKey !== undefined) throw awsFailure("InternalServerError");
      return table.answer(request);
    });
    const repository = notesIn(table);
    await repository.putBatch(notesOf(5));
    for await (const { item } of repository.list()) {
      expect(item.text).toBe("note 0");
      break;
    }
    // An unhandled rejection would fail this run.
    await new Promise((resolve) => void setImmediate(resolve));
  });

  test("of a getBatch comes after the contents of the windows before it", async () => {
    const table = new CannedTable((request) => {
      if (request.keys.some(({ SK }) => SK?.S === "note#n150")) throw awsFailure("InternalServerError");
      return table.answer(request);
    });
    const repository = notesIn(table);
    await repository.putBatch(notesOf(250));
    const read: string[] = [];
    const work = (async () => {
      for await (const { item } of repository.getBatch(notesOf(250))) read.push(item.text);
    })();
    const error = await caught(work, isBatchIncompleteError);
    expect(error.cause).toMatchObject({ name: "InternalServerError" });
    // What was given and what is listed make up all that was asked for.
    expect(read).toHaveLength(100);
    expect(error.unread).toHaveLength(150);
  });

  test("is reported as progress no more", async () => {
    const reports: Progress[] = [];
    const table = new CannedTable((request) => {
      if (request.number === 3) throw awsFailure("AccessDeniedException");
      return table.write(request);
    });
    const onProgress = (progress: Progress) => void reports.push(progress);
    await rejection(notesIn(table, { concurrency: 1 }).putBatch(notesOf(200), { onProgress }));
    expect(reports.map(({ records }) => records).slice(0, 2)).toEqual([25, 50]);
    expect(reports.every(({ records }) => records <= 50)).toBe(true);
  });
});
