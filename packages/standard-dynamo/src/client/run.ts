import type { Effect, Operation, PagedOperation } from "../operation/effect.ts";
import type { DynamoPort } from "./dynamo-port.ts";
import { pause } from "./pause.ts";
import { unlessAborted } from "./source.ts";

/** What a run of an operation needs from outside. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** `"never"`: each request is sent once. */
  readonly retry?: "never" | undefined;
  /** Told of every wait before something is sent again. */
  readonly onWait?: ((milliseconds: number) => void) | undefined;
}

/** The asynchronous driver: runs an operation to its end. */
export async function run<Result>(
  operation: Operation<Result>,
  port: DynamoPort,
  options: RunOptions = {},
): Promise<Result> {
  let step = operation.next();
  while (!step.done) step = await resume(operation, step.value, port, options);
  return step.value;
}

/**
 * Runs a paged operation, one page ahead of the caller. Leaving the loop stops it: what was asked for ahead is dropped.
 */
export async function* runPages<Page>(
  operation: PagedOperation<Page>,
  port: DynamoPort,
  options: RunOptions & { readonly readAhead: boolean },
): AsyncGenerator<Page, void, void> {
  let ahead: Promise<{ readonly page: Page } | undefined> | undefined = nextPage(operation, port, options);
  while (ahead !== undefined) {
    const next = await ahead;
    if (next === undefined) return;
    if (options.readAhead) {
      ahead = nextPage(operation, port, options);
      // Its error is the caller's when the caller gets there, and nobody's if the caller leaves before.
      ahead.catch(() => undefined);
      yield next.page;
    } else {
      yield next.page;
      ahead = nextPage(operation, port, options);
    }
  }
}

async function nextPage<Page>(
  operation: PagedOperation<Page>,
  port: DynamoPort,
  options: RunOptions,
): Promise<{ readonly page: Page } | undefined> {
  let step = operation.next();
  while (!step.done) {
    if (step.value.kind === "page") return { page: step.value.page };
    step = await resume(operation, step.value, port, options);
  }
  return undefined;
}

async function resume<Yielded, Result>(
  operation: Generator<Yielded, Result, unknown>,
  effect: Effect,
  port: DynamoPort,
  options: RunOptions,
): Promise<IteratorResult<Yielded, Result>> {
  let result: unknown;
  try {
    result = await perform(effect, port, options);
  } catch (error) {
    return operation.throw(error);
  }
  return operation.next(result);
}

function perform(effect: Effect, port: DynamoPort, { signal, retry, onWait }: RunOptions): Promise<unknown> {
  switch (effect.kind) {
    case "send":
      return port.send(effect.request, {
        signal,
        once: effect.once === true || retry === "never",
        sink: effect.sink,
      });
    case "wait":
      onWait?.(effect.milliseconds);
      return pause(effect.milliseconds, signal);
    case "settle":
      return unlessAborted(effect.promise, signal);
  }
}
