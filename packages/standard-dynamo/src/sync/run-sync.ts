import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import type { DynamoAnswer, DynamoRequest } from "../operation/dynamo-request.ts";
import type { Effect, Operation, PagedOperation } from "../operation/effect.ts";

/** What a blocking run needs from outside. */
export interface SyncRunOptions {
  /** @param once whether the request is not to be sent again below */
  readonly send: (request: DynamoRequest, once: boolean) => DynamoAnswer;
  readonly signal?: AbortSignal | undefined;
  /** `"never"`: each request is sent once. */
  readonly retry?: "never" | undefined;
  /** Told of every wait before something is sent again. */
  readonly onWait?: ((milliseconds: number) => void) | undefined;
}

/** The blocking driver: runs an operation to its end. */
export function runSync<Result>(operation: Operation<Result>, options: SyncRunOptions): Result {
  let step = operation.next();
  while (!step.done) step = resume(operation, step.value, options);
  return step.value;
}

/** Runs a paged operation page by page, as the caller asks for them. */
export function* runPagesSync<Page>(
  operation: PagedOperation<Page>,
  options: SyncRunOptions,
): Generator<Page, void, void> {
  let step = operation.next();
  while (!step.done) {
    if (step.value.kind === "page") {
      yield step.value.page;
      step = operation.next();
    } else {
      step = resume(operation, step.value, options);
    }
  }
}

function resume<Yielded, Result>(
  operation: Generator<Yielded, Result, unknown>,
  effect: Effect,
  options: SyncRunOptions,
): IteratorResult<Yielded, Result> {
  let result: unknown;
  try {
    options.signal?.throwIfAborted();
    result = perform(effect, options);
  } catch (error) {
    return operation.throw(error);
  }
  return operation.next(result);
}

function perform(effect: Effect, { send, retry, onWait }: SyncRunOptions): unknown {
  switch (effect.kind) {
    case "send":
      return send(effect.request, effect.once === true || retry === "never");
    case "wait":
      onWait?.(effect.milliseconds);
      return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, effect.milliseconds);
    case "settle":
      effect.promise.catch(() => undefined);
      throw new ModelDefinitionError("The schema is asynchronous, so a synchronous repository cannot use it");
  }
}
