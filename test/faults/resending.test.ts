import { describe, expect, test } from "vitest";
import { isBatchIncompleteError, type Progress } from "../../packages/standard-dynamo/src/index.ts";
import { awsFailure, CannedTable } from "../support/canned-table.ts";
import { caught, rejection } from "../support/caught.ts";
import { type NoteContent, noteAt, notesIn, notesOf, textsIn, textsOf, waitLogger } from "../support/notes.ts";

const passing: [string, () => Error][] = [
  ["ProvisionedThroughputExceededException", () => awsFailure("ProvisionedThroughputExceededException")],
  ["ThrottlingException", () => awsFailure("ThrottlingException")],
  ["RequestLimitExceeded", () => awsFailure("RequestLimitExceeded")],
  ["InternalServerError", () => awsFailure("InternalServerError")],
  ["status 503", () => Object.assign(new Error("busy"), { $metadata: { httpStatusCode: 503 } })],
  ["a connection that breaks", () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })],
  ["what AWS marks as retryable", () => Object.assign(new Error("again"), { $retryable: {} })],
];

describe.for(passing)("%s passes", ([, make]) => {
  test("so that putBatch sends the same again, and tells of it", async () => {
    const table = new CannedTable((request) => {
      if (request.number === 2 || request.number === 3) throw make();
      return table.write(request);
    });
    const { logger, waits } = waitLogger();
    const contents = notesOf(60);
    const { records, cost } = await notesIn(table, { concurrency: 1, logger }).putBatch(contents);
    expect(textsIn(table)).toEqual(textsOf(contents));
    expect([records, cost.requests, cost.retries, waits.length]).toEqual([60, 3, 2, 2]);
    expect(table.sizes).toEqual([25, 25, 25, 25, 10]);
  });

  test("so that getBatch asks again", async () => {
    const table = new CannedTable((request) => {
      if (request.operation === "BatchGetItem" && request.number === 2) throw make();
      return table.answer(request);
    });
    const repository = notesIn(table);
    await repository.putBatch(notesOf(10));
    const page = await repository.getBatch(notesOf(10)).page();
    expect(page.contents).toHaveLength(10);
    expect(page.cost).toMatchObject({ requests: 1, retries: 1 });
  });
});

describe("it is not sent again", () => {
  test("after maxAttempts without progress, and the error has the last failure", async () => {
    const table = new CannedTable(() => {
      throw awsFailure("ThrottlingException", `Rate exceeded ${table.requests.length}`);
    });
    const error = await caught(notesIn(table).putBatch(notesOf(5)), isBatchIncompleteError<NoteContent>);
    expect(table.requests).toHaveLength(4);
    expect(error.cause).toMatchObject({ name: "ThrottlingException" });
    expect(error.message).toContain("Rate exceeded 4");
    expect([error.unwritten, error.cost.retries]).toEqual([notesOf(5), 3]);
  });

  test("what the SDK has already sent several times", async () => {
    const table = new CannedTable(() => {
      throw Object.assign(awsFailure("ThrottlingException"), { $metadata: { attempts: 3, totalRetryDelay: 90 } });
    });
    await rejection(notesIn(table).putBatch(notesOf(5)));
    await rejection(notesIn(table).getBatch(notesOf(5)).items());
    expect(table.requests).toHaveLength(2);
  });

  test.for(["AccessDeniedException", "ValidationException", "ResourceNotFoundException", "ExpiredTokenException"])(
    "%s, which does not pass",
    async (name) => {
      const table = new CannedTable(() => {
        throw awsFailure(name);
      });
      await rejection(notesIn(table).putBatch(notesOf(5)));
      await rejection(notesIn(table).getBatch(notesOf(5)).items());
      expect(table.requests).toHaveLength(2);
    },
  );

  test('with retry: "never", neither what fails nor what is left unprocessed', async () => {
    const failing = new CannedTable(() => {
      throw awsFailure("ThrottlingException");
    });
    const never = { retry: "never" } as const;
    await rejection(notesIn(failing).putBatch(notesOf(5), never));
    await rejection(notesIn(failing).getBatch(notesOf(5), never).items());
    expect(failing.requests).toHaveLength(2);
    const leaving = new CannedTable((request) => leaving.write(request, (_key, index) => index === 0));
    const work = notesIn(leaving).putBatch(notesOf(5), never);
    const error = await caught(work, isBatchIncompleteError<NoteContent>);
    expect([leaving.requests.length, error.written, error.unwritten]).toEqual([1, 4, notesOf(1)]);
  });
});

test("an abort ends the wait for the next attempt", async () => {
  const stop = new AbortController();
  const table = new CannedTable(() => {
    setTimeout(() => stop.abort(new Error("enough")), 10);
    throw awsFailure("ThrottlingException");
  });
  const retry = { maxAttempts: 5, baseDelayMs: 600_000, maxDelayMs: 600_000 };
  const work = notesIn(table, { retry }).putBatch([noteAt(1, "one")], { signal: stop.signal });
  const error = await caught(work, isBatchIncompleteError<NoteContent>);
  expect([table.requests.length, error.cause]).toEqual([1, stop.signal.reason]);
});

test("progress counts what was sent again once", async () => {
  const seen: Progress[] = [];
  const table = new CannedTable((request) => {
    if (request.number === 1) throw awsFailure("ThrottlingException");
    return table.write(request);
  });
  const onProgress = (progress: Progress) => void seen.push(progress);
  await notesIn(table, { concurrency: 1 }).putBatch(notesOf(30), { onProgress });
  expect(seen.map(({ records }) => records)).toEqual([25, 30]);
});
