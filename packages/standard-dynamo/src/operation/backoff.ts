/** How often and how patiently what DynamoDB left unprocessed is sent again. */
export interface RetryOptions {
  /** How often the same records are sent without any of them being processed, the first time included. @default 10 */
  readonly maxAttempts?: number | undefined;
  /** The longest first wait, in milliseconds; doubled at every attempt. @default 50 */
  readonly baseDelayMs?: number | undefined;
  /** The longest wait, in milliseconds. @default 2000 */
  readonly maxDelayMs?: number | undefined;
}

export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

export function retryPolicy(options: RetryOptions = {}): RetryPolicy {
  return {
    maxAttempts: options.maxAttempts ?? 10,
    baseDelayMs: options.baseDelayMs ?? 50,
    maxDelayMs: options.maxDelayMs ?? 2000,
  };
}

/**
 * The wait after an attempt that processed nothing, in milliseconds: exponential with full jitter, so that clients
 * that were throttled together do not come back together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function backoff(attempt: number, policy: RetryPolicy, random: () => number = Math.random): number {
  return random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}
