import { hasCode } from "./has-code.ts";
import type { Issue } from "./issue.ts";
import { describeIssues } from "./issue.ts";
import { StandardDynamoError } from "./standard-dynamo-error.ts";

/** An id, a prefix or a cursor cannot make a key, or would make the key of another record: nothing was sent. */
export class KeyValidationError extends StandardDynamoError {
  override readonly name = "KeyValidationError";
  readonly code = "KEY_VALIDATION";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], cause?: unknown) {
    super(describeIssues(issues), { cause });
    this.issues = issues;
  }
}

export function isKeyValidationError(error: unknown): error is KeyValidationError {
  return hasCode(error, "KEY_VALIDATION");
}
