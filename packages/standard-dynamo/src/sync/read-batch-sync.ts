import type { KeyPair } from "../key/key-space.ts";
import type { BatchResponse } from "../operation/list.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import { readWindow, readWindowSize, WindowIncomplete } from "../operation/read-window.ts";
import { unreadError } from "../operation/unread.ts";
import { ReadWindows } from "../operation/window.ts";
import { runSync, type SyncRunOptions } from "./run-sync.ts";

/** Reads windows of keys, one when it is needed. */
export function* readBatchSync<Item, Key>(
  context: OperationContext<Item>,
  keys: Iterable<Key>,
  pairOf: (key: Key) => KeyPair,
  policy: ReadPolicy,
  options: SyncRunOptions,
): Generator<BatchResponse<Item>, void, void> {
  const windows = new ReadWindows(readWindowSize);
  const list = Array.isArray(keys) ? (keys as readonly Key[]) : undefined;
  let taken = 0;
  let given = 0;
  for (const key of keys) {
    taken++;
    const full = windows.add(pairOf(key));
    if (full !== undefined) yield* read(full);
  }
  const last = windows.take();
  if (last !== undefined) yield* read(last);

  function* read(window: readonly KeyPair[]): Generator<BatchResponse<Item>, void, void> {
    try {
      const page = runSync(readWindow(context, window, policy), options);
      given += page.contents.length;
      yield page;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof WindowIncomplete) yield error.page as BatchResponse<Item>;
      const later = (list ?? []).slice(taken).map(pairOf);
      throw unreadError(context, { error, window, later, lazy: undefined, given });
    }
  }
}
