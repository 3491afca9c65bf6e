import { hasCode } from "./has-code.ts";
import { describeIssues, type Issue } from "./issue.ts";
import { StandardDynamoError } from "./standard-dynamo-error.ts";

/** A command, a filter or an option is wrong: every mistake at once, nothing was sent. */
export class CommandValidationError extends StandardDynamoError {
  override readonly name = "CommandValidationError";
  readonly code = "COMMAND_VALIDATION";
  /** Every mistake: where in the command, what, and what was probably meant. */
  readonly issues: readonly Issue[];

  constructor(subject: string, issues: readonly Issue[], cause?: unknown) {
    super(`${subject}: ${describeIssues(issues)}`, { cause });
    this.issues = issues;
  }
}

export function isCommandValidationError(error: unknown): error is CommandValidationError {
  return hasCode(error, "COMMAND_VALIDATION");
}
