import { randomUUID } from "node:crypto";
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
    const { headers } = Object(args.request) as { readonly headers?: Record<string, string> };
    if (headers !== undefined) {
      headers["amz-sdk-invocation-id"] = randomUUID();
      headers["amz-sdk-request"] = "attempt=1; max=1";
    }
    let result: HandlerResult;
    try {
      result = await next(args);
    } catch (error) {
      const { name, $metadata, $retryable } = Object(error) as Record<string, unknown>;
      // Versions differ in whether they look at the error, or at what holds it.
      strategy?.rateLimiter?.updateClientSendingRate?.({ error, name, $metadata, $retryable });
      throw noting(error);
    }
    if (token !== undefined) strategy?.recordSuccess?.(token);
    noting(result.output);
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

function noting(holder: unknown): unknown {
  if (typeof holder !== "object" || holder === null || !Object.isExtensible(holder)) return holder;
  const { $metadata } = holder as { $metadata?: object };
  return Object.assign(holder, { $metadata: Object.assign($metadata ?? {}, { attempts: 1, totalRetryDelay: 0 }) });
}
