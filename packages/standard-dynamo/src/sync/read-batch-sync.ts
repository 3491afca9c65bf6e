import type { ContentKey } from "../key/content-key.ts";
import { type KeyPair, keyPair } from "../key/key-space.ts";
import type { BatchResponse } from "../operation/list.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import { readWindow, readWindowSize } from "../operation/read-window.ts";
import { ReadWindows } from "../operation/window.ts";
import { runSync, type SyncRunOptions } from "./run-sync.ts";

/** Reads windows of keys, one when it is needed. */
export function* readBatchSync<Item>(
  context: OperationContext<Item>,
  keys: Iterable<ContentKey>,
  policy: ReadPolicy,
  options: SyncRunOptions,
): Generator<BatchResponse<Item>, void, void> {
  const windows = new ReadWindows(readWindowSize);
  const read = (window: readonly KeyPair[]): BatchResponse<Item> =>
    runSync(readWindow(context, window, policy), options);
  for (const key of keys) {
    const full = windows.add(keyPair(context.layout.space, key));
    if (full !== undefined) yield read(full);
  }
  const last = windows.take();
  if (last !== undefined) yield read(last);
}
