/**
 * What can go wrong with a request, each as DynamoDB or the network does it.
 *
 * - `throttled`: 400 `ProvisionedThroughputExceededException`; the engine is not asked
 * - `throttling`: 400 `ThrottlingException`; the engine is not asked
 * - `request-limit`: 400 `RequestLimitExceeded`; the engine is not asked
 * - `internal-error`: 500 `InternalServerError`; the engine is not asked
 * - `unavailable`: 503 `ServiceUnavailable`; the engine is not asked
 * - `internal-error-after`: 500 `InternalServerError`, although the engine has acted
 * - `unprocessed`: a part of a batch is not handed to the engine and comes back as `UnprocessedItems` or
 *   `UnprocessedKeys`: at least one record, at most all but one, or the only one; does nothing to other operations
 * - `delay`: the engine acts at once, the answer comes late
 * - `cut-before`: the connection is destroyed; the engine is not asked
 * - `cut-after`: the engine has acted, the connection is destroyed without an answer
 * - `truncated-body`: the engine has acted, the connection ends in the middle of the answer's body
 * - `wrong-checksum`: the engine has acted, `X-Amz-Crc32` does not fit the answer's body
 * - `expired-credentials`: 400 `ExpiredTokenException`; the engine is not asked, and the next request of the same
 *   operation and keys does not meet this fault
 */
export type Fault =
  | "throttled"
  | "throttling"
  | "request-limit"
  | "internal-error"
  | "unavailable"
  | "internal-error-after"
  | "unprocessed"
  | "delay"
  | "cut-before"
  | "cut-after"
  | "truncated-body"
  | "wrong-checksum"
  | "expired-credentials";

/** All faults. */
export const faults: readonly Fault[] = [
  "throttled",
  "throttling",
  "request-limit",
  "internal-error",
  "unavailable",
  "internal-error-after",
  "unprocessed",
  "delay",
  "cut-before",
  "cut-after",
  "truncated-body",
  "wrong-checksum",
  "expired-credentials",
];
