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

/** A window that is full with this record, if it is. */
type Full<T> = readonly WriteEntry<T>[] | undefined;

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

  // Ends the wait for a slow source as soon as something has failed; a source that has its values at once is not waited for.
  let failed: AbortController | undefined;
  let ending: AbortSignal | undefined;
  const untilFailed = (): AbortSignal => {
    if (ending !== undefined) return ending;
    failed = new AbortController();
    ending = options.signal === undefined ? failed.signal : AbortSignal.any([options.signal, failed.signal]);
    return ending;
  };

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
      if (tally.failed) failed?.abort();
    });

  try {
    while (!tally.failed) {
      const pulled = opened.next(untilFailed);
      const { done, value } = pulled instanceof Promise ? await pulled : pulled;
      if (done) break;
      const taken = take(value);
      const full = taken instanceof Promise ? await taken : taken;
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

  // At once where it can be: a promise for each record would cost as much as checking it.
  function take(value: T): MaybePromise<Full<T>> {
    const index = opened.taken - 1;
    const refused = (error: unknown): undefined => {
      tally.fail(error, [{ source: value, index }]);
    };
    const add = ({ pair, request }: PreparedWrite): Full<T> => windows.add({ pair, request, source: value, index });
    try {
      const made = prepare(value);
      return made instanceof Promise ? unlessAborted(made, options.signal).then(add).catch(refused) : add(made);
    } catch (error) {
      return refused(error);
    }
  }
}
