import { randomUUID } from "node:crypto";
import { keepId, noteOne, numberFirst } from "./attempt.ts";
import { isStandardStrategy } from "./sdk-code.ts";
import type { ClientConfig, Handler, Middleware } from "./sdk-parts.ts";

/**
 * The SDK's retries make an Error for every call, whose stack takes a tenth of the time of a get. So the first attempt is
 * made here, as they make it, and what fails is handed to them as if they had made it. Not where the client's strategy may
 * count the calls that ask it.
 */
export function attemptFirst(original: Middleware, config: ClientConfig): Middleware {
  return (next, context) => async (args) => {
    // Asked for at each call: both may be set anew on a client's configuration.
    const strategy = await config.retryStrategy?.();
    if (!isStandardStrategy(strategy) || config.maxAttempts === undefined) return original(next, context)(args);
    const token = await strategy.acquireInitialRetryToken("");
    const id = randomUUID();
    numberFirst(args.request, await config.maxAttempts(), id);
    let result: Awaited<ReturnType<Handler>>;
    try {
      result = await next(args);
    } catch (error) {
      return original(afterFirst(next, id, error), context)(args);
    }
    strategy.recordSuccess(token);
    noteOne(result.output);
    return result;
  };
}

/** The way on for those who have not seen the first attempt yet. */
function afterFirst(next: Handler, id: string, error: unknown): Handler {
  let isTold = false;
  return (args) => {
    if (isTold) {
      keepId(args.request, id);
      return next(args);
    }
    isTold = true;
    return Promise.reject(error);
  };
}
