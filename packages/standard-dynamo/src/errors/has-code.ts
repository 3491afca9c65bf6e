import type { StandardDynamoErrorCode } from "./standard-dynamo-error.ts";

/** Whether a value is an error of this code: by `code`, so also of another realm or another copy of the library. */
export function hasCode(error: unknown, code: StandardDynamoErrorCode): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code && "message" in error;
}
