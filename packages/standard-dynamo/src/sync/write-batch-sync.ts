import type { MaybePromise } from "../model/maybe-promise.ts";
import { BatchTally, type PreparedWrite, type Progress } from "../operation/batch-tally.ts";
import { settle } from "../operation/effect.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import { WriteWindows } from "../operation/window.ts";
import { type WriteEntry, writeWindow, writeWindowSize } from "../operation/write-window.ts";
import { runSync, type SyncRunOptions } from "./run-sync.ts";

/** Writes everything that a source gives, window by window; an error lists what is not written. */
export function writeBatchSync<T>(
  context: OperationContext,
  source: Iterable<T>,
  prepare: (value: T) => MaybePromise<PreparedWrite>,
  options: SyncRunOptions & { readonly onProgress?: ((progress: Progress) => void) | undefined },
): Progress {
  options.signal?.throwIfAborted();
  const tally = new BatchTally<T>();
  const windows = new WriteWindows<WriteEntry<T>>(writeWindowSize);
  const iterator = source[Symbol.iterator]();
  let taken = 0;

  const write = (window: readonly WriteEntry<T>[]): void => {
    if (tally.failed) return tally.fail(undefined, window);
    tally.windowDone(window.length, runSync(writeWindow(context, window), options));
    options.onProgress?.(tally.progress);
  };
  const take = (value: T): void => {
    const index = taken++;
    let prepared: PreparedWrite;
    try {
      prepared = runSync(settle(prepare(value)), options);
    } catch (error) {
      return tally.fail(error, [{ source: value, index }]);
    }
    const full = windows.add({ ...prepared, source: value, index });
    if (full !== undefined) write(full);
  };

  try {
    for (let step = iterator.next(); !step.done; step = iterator.next()) {
      take(step.value);
      if (tally.failed) break;
    }
  } catch (error) {
    tally.fail(error, []);
  }
  const last = windows.take();
  if (last !== undefined) write(last);
  const known = Array.isArray(source) ? (source as readonly T[]).slice(taken) : undefined;
  const failure = tally.error({ known, lazy: known === undefined ? restOf(iterator) : undefined });
  if (failure !== undefined) throw failure;
  return tally.progress;
}

function restOf<T>(iterator: Iterator<T>): AsyncIterable<T> & Iterable<T> {
  return {
    [Symbol.iterator]: () => ({ next: () => iterator.next() }),
    [Symbol.asyncIterator]: () => ({ next: async () => iterator.next() }),
  };
}
