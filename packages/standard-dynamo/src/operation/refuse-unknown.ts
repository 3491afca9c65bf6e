import { CommandValidationError } from "../errors/command-validation-error.ts";
import { didYouMean } from "../errors/did-you-mean.ts";

/** @throws CommandValidationError for an option that the operation does not have: a misspelt one must not be ignored */
export function refuseUnknown(operation: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const issues = unknown.map((name) => ({
    path: [name],
    message: "is not an option",
    suggestion: didYouMean(name, names),
  }));
  throw new CommandValidationError(`Invalid options of ${operation}`, issues);
}
