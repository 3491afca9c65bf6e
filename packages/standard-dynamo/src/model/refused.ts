import type { Issue } from "../errors/issue.ts";

/** Thrown inside the model for a value that does not fit; `model()` knows the name and the direction and reports it. */
export class Refused extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], cause?: unknown) {
    super("refused by the model", { cause });
    this.issues = issues;
  }
}
