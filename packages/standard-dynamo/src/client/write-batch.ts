import type { MaybePromise } from "../model/maybe-promise.ts";
import { BatchTally, type PreparedWrite, type Progress } from "../operation/batch-tally.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import { WriteWindows } from "../operation/window.ts";
import { type WriteEntry, writeWindow, writeWindowSize } from "../operation/write-window.ts";
import type { DynamoPort } from "./dynamo-port.ts";
import { type RunOptions, run } from "./run.ts";
import { OpenSource, type Source, unlessAborted } from "./source.ts";
import { WindowPool } from "./window-pool.ts";

export interface BatchRunOptions extends RunOptions {
  /** How many windows are under way at once. */
  readonly concurrency: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Writes everything that a source gives, in windows, taking from it only as fast as DynamoDB takes. As soon as something
 * cannot be written no further window is started, and the error lists what is not written.
 */
export async function writeBatch<T>(
  context: OperationContext,
  source: Source<T>,
  prepare: (value: T) => MaybePromise<PreparedWrite>,
  port: DynamoPort,
  options: BatchRunOptions,
): Promise<Progress> {
  options.signal?.throwIfAborted();
  const tally = new BatchTally<T>();
  const pool = new WindowPool(options.concurrency);
  const windows = new WriteWindows<WriteEntry<T>>(writeWindowSize);
  const opened = new OpenSource(source);

  // Ends the wait for a slow source as soon as something has failed.
  const failed = new AbortController();
  const ending = options.signal === undefined ? failed.signal : AbortSignal.any([options.signal, failed.signal]);

  const start = (window: readonly WriteEntry<T>[]): Promise<void> =>
    pool.start(window, async () => {
      // Waiting for room, another window may have failed.
      if (tally.failed) return tally.fail(undefined, window);
      tally.windowDone(window.length, await run(writeWindow(context, window), port, options));
      try {
        options.onProgress?.(tally.progress);
      } catch (error) {
        tally.fail(error, []);
      }
      if (tally.failed) failed.abort();
    });

  try {
    while (!tally.failed) {
      const pulled = opened.next(ending);
      const { done, value } = pulled instanceof Promise ? await pulled : pulled;
      if (done) break;
      const full = await take(value);
      if (full !== undefined) await start(full);
    }
  } catch (error) {
    tally.fail(error, []);
  }
  const last = windows.take();
  if (last !== undefined) await start(last);
  await pool.idle();
  const failure = tally.error(opened.rest());
  if (failure !== undefined) throw failure;
  return tally.progress;

  async function take(value: T): Promise<readonly WriteEntry<T>[] | undefined> {
    const index = opened.taken - 1;
    try {
      const made = prepare(value);
      const write = made instanceof Promise ? await unlessAborted(made, options.signal) : made;
      return windows.add({ ...write, source: value, index });
    } catch (error) {
      tally.fail(error, [{ source: value, index }]);
      return undefined;
    }
  }
}
