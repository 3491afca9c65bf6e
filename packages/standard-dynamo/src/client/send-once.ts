import type { HandlerResult, Middleware } from "./sdk-parts.ts";

/** In the place of the SDK's retries: none. What it tells of attempts it tells too. */
export const sendOnce: Middleware = (next) => async (args) => {
  const { headers } = Object(args.request) as { readonly headers?: Record<string, string> };
  if (headers !== undefined) headers["amz-sdk-request"] = "attempt=1; max=1";
  let result: HandlerResult;
  try {
    result = await next(args);
  } catch (error) {
    throw noting(error);
  }
  noting(result.output);
  return result;
};

function noting(holder: unknown): unknown {
  if (typeof holder !== "object" || holder === null) return holder;
  const { $metadata } = holder as { $metadata?: object };
  return Object.assign(holder, { $metadata: Object.assign($metadata ?? {}, { attempts: 1, totalRetryDelay: 0 }) });
}
