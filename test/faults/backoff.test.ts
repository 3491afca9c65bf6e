import { afterEach, describe, expect, test, vi } from "vitest";
import { isBatchIncompleteError } from "../../packages/standard-dynamo/src/index.ts";
import { CannedTable } from "../support/canned-table.ts";
import { caught, rejection } from "../support/caught.ts";
import { notesIn, notesOf, waitLogger } from "../support/notes.ts";

afterEach(() => void vi.restoreAllMocks());

const refusing = (): CannedTable => {
  const table: CannedTable = new CannedTable((request) =>
    request.operation === "BatchGetItem" ? table.read(request, () => true) : table.write(request, () => true),
  );
  return table;
};

const operations = {
  putBatch: (table: CannedTable, options: object) => notesIn(table, options).putBatch(notesOf(2)),
  getBatch: (table: CannedTable, options: object) => notesIn(table, options).getBatch(notesOf(2)).toArray(),
};

describe.for(Object.entries(operations))("the waits of %s", ([, operate]) => {
  test.for([
    [0, [0, 0, 0, 0, 0]],
    [0.5, [2, 4, 8, 10, 10]],
    [0.999, [4, 8, 16, 20, 20]],
  ] as const)("double up to maxDelayMs, with full jitter: dice %d", async ([dice, expected]) => {
    vi.spyOn(Math, "random").mockReturnValue(dice);
    const { logger, waits } = waitLogger();
    const retry = { maxAttempts: 6, baseDelayMs: 4, maxDelayMs: 20 };
    const error = await caught(operate(refusing(), { retry, logger }), isBatchIncompleteError);
    expect(error.code).toBe("BATCH_INCOMPLETE");
    expect(waits).toEqual(expected);
  });

  test("are ten attempts of 50 ms and more by default", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.999_999);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { logger, waits } = waitLogger();
    const table = refusing();
    const work = rejection(operate(table, { retry: undefined, logger }));
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(await work).toMatchObject({ code: "BATCH_INCOMPLETE" });
    expect(table.requests).toHaveLength(10);
    expect(waits).toEqual([50, 100, 200, 400, 800, 1600, 2000, 2000, 2000]);
  });

  test("end at once when the signal is aborted", async () => {
    const abort = new AbortController();
    const reason = new Error("shutting down");
    const table = new CannedTable((request) => {
      queueMicrotask(() => setImmediate(() => abort.abort(reason)));
      return request.operation === "BatchGetItem" ? table.read(request, () => true) : table.write(request, () => true);
    });
    vi.spyOn(Math, "random").mockReturnValue(0.999);
    const repository = notesIn(table, { retry: { baseDelayMs: 3_600_000, maxDelayMs: 3_600_000 } });
    const { signal } = abort;
    const error =
      operate === operations.getBatch
        ? await rejection(repository.getBatch(notesOf(2), { signal }).toArray())
        : (await caught(repository.putBatch(notesOf(2), { signal }), isBatchIncompleteError)).cause;
    expect(error).toBe(reason);
    expect(table.requests).toHaveLength(1);
  });
});
