import type { ContentKey } from "../key/content-key.ts";
import { type KeyPair, keyPair } from "../key/key-space.ts";
import type { BatchResponse } from "../operation/list.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import { readWindow, readWindowSize } from "../operation/read-window.ts";
import { ReadWindows } from "../operation/window.ts";
import type { DynamoPort } from "./dynamo-port.ts";
import { run } from "./run.ts";
import { OpenSource, type Source } from "./source.ts";
import type { BatchRunOptions } from "./write-batch.ts";

/** Reads windows of keys, several at once, and gives them in the order of the keys. */
export async function* readBatch<Item>(
  context: OperationContext<Item>,
  keys: Source<ContentKey>,
  policy: ReadPolicy,
  port: DynamoPort,
  options: BatchRunOptions,
): AsyncGenerator<BatchResponse<Item>, void, void> {
  const windows = keyWindows(context, keys, options.signal);
  const ahead: Promise<BatchResponse<Item>>[] = [];
  let ended = false;
  try {
    for (;;) {
      while (!ended && ahead.length < options.concurrency) {
        const { done, value } = await windows.next();
        if (done) {
          ended = true;
        } else {
          const reading = run(readWindow(context, value, policy), port, options);
          // Its error is the caller's when the caller gets there.
          reading.catch(() => undefined);
          ahead.push(reading);
        }
      }
      const first = ahead.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await windows.return();
  }
}

async function* keyWindows(
  { layout }: OperationContext,
  keys: Source<ContentKey>,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly KeyPair[], void, void> {
  const windows = new ReadWindows(readWindowSize);
  const opened = new OpenSource(keys);
  try {
    for (;;) {
      const pulled = opened.next(signal);
      const { done, value } = pulled instanceof Promise ? await pulled : pulled;
      if (done) break;
      const full = windows.add(keyPair(layout.space, value));
      if (full !== undefined) yield full;
    }
    const last = windows.take();
    if (last !== undefined) yield last;
  } finally {
    await opened.close();
  }
}
