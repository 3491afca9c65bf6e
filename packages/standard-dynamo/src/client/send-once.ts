import { noteOne, numberFirst } from "./attempt.ts";
import type { ClientConfig, HandlerResult, Middleware, MiddlewareStack, RetryStrategy } from "./sdk-parts.ts";
import { unlessAborted } from "./source.ts";

/**
 * In the place of the SDK's retries: none. What it tells of attempts this tells too, and the client's retry strategy is
 * asked before and told after, so that an adaptive one sees all requests and slows them down.
 */
export function sendOnce(config: ClientConfig | undefined): Middleware {
  return (next, context) => async (args) => {
    const signal = context.__smithy_context?.abortSignal;
    const strategy = await config?.retryStrategy?.();
    const token = await unlessAborted(initialToken(strategy), signal instanceof AbortSignal ? signal : undefined);
    numberFirst(args.request, 1);
    let result: HandlerResult;
    try {
      result = await next(args);
    } catch (error) {
      const { name, $metadata, $retryable } = Object(error) as Record<string, unknown>;
      // Versions differ in whether they look at the error, or at what holds it.
      strategy?.rateLimiter?.updateClientSendingRate?.({ error, name, $metadata, $retryable });
      throw noteOne(error);
    }
    if (token !== undefined) strategy?.recordSuccess?.(token);
    noteOne(result.output);
    return result;
  };
}

/** For a client that nothing can be replaced in: the command itself brings the middleware. */
export function addSendOnce(command: { readonly middlewareStack: unknown }, config: ClientConfig | undefined): void {
  (command.middlewareStack as MiddlewareStack | undefined)?.add(sendOnce(config), {
    name: "retryMiddleware",
    tags: ["RETRY"],
    step: "finalizeRequest",
    priority: "high",
    override: true,
  });
}

async function initialToken(strategy: RetryStrategy | undefined): Promise<unknown> {
  return strategy?.acquireInitialRetryToken?.("");
}
