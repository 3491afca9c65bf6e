import type { ContentKey } from "../key/content-key.ts";
import type { KeyPair } from "../key/key-space.ts";
import type { BatchResponse } from "../operation/list.ts";
import type { OperationContext } from "../operation/operation-context.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import { readWindow, readWindowSize, WindowIncomplete } from "../operation/read-window.ts";
import { unreadError } from "../operation/unread.ts";
import { ReadWindows } from "../operation/window.ts";
import type { DynamoPort } from "./dynamo-port.ts";
import { run } from "./run.ts";
import { OpenSource, type Source } from "./source.ts";
import type { BatchRunOptions } from "./write-batch.ts";

interface Reading<Item> {
  readonly window: readonly KeyPair[];
  readonly page: Promise<BatchResponse<Item>>;
}

/** Reads windows of keys, several at once, and gives them in the order of the keys. */
export async function* readBatch<Item, Key>(
  context: OperationContext<Item>,
  keys: Source<Key>,
  pairOf: (key: Key) => KeyPair,
  policy: ReadPolicy,
  port: DynamoPort,
  options: BatchRunOptions,
): AsyncGenerator<BatchResponse<Item>, void, void> {
  const windows = new ReadWindows(readWindowSize);
  const opened = new OpenSource(keys);
  const ahead: Reading<Item>[] = [];
  let ended = false;
  let given = 0;
  try {
    for (;;) {
      while (!ended && ahead.length < options.concurrency) {
        const window = await nextWindow();
        if (window === undefined) ended = true;
        else start(window);
      }
      const first = ahead.shift();
      if (first === undefined) return;
      try {
        const page = await first.page;
        given += page.contents.length;
        yield page;
      } catch (error) {
        options.signal?.throwIfAborted();
        if (error instanceof WindowIncomplete) yield error.page as BatchResponse<Item>;
        throw failure(error, first.window);
      }
    }
  } finally {
    if (!ended) await opened.close();
  }

  async function nextWindow(): Promise<readonly KeyPair[] | undefined> {
    for (;;) {
      const pulled = opened.next(() => options.signal);
      const { done, value } = pulled instanceof Promise ? await pulled : pulled;
      if (done) return windows.take();
      const full = windows.add(pairOf(value));
      if (full !== undefined) return full;
    }
  }

  function start(window: readonly KeyPair[]): void {
    const page = run(readWindow(context, window, policy), port, options);
    // Its error is the caller's when the caller gets there.
    page.catch(() => undefined);
    ahead.push({ window, page });
  }

  function failure(error: unknown, window: readonly KeyPair[]): unknown {
    const rest = opened.rest();
    const known = (rest.known ?? []).map(pairOf);
    const later = [...ahead.flatMap((reading) => reading.window), ...(windows.take() ?? []), ...known];
    // What is handed to the caller to go on with must not be closed.
    if (rest.lazy !== undefined) ended = true;
    // Only lists come as anything else than keys, and these have no such rest.
    const lazy = rest.lazy as AsyncIterable<ContentKey> | undefined;
    return unreadError(context, { error, window, later, lazy, given });
  }
}
