import type { Issue } from "../errors/issue.ts";
import type { MaybePromise } from "./maybe-promise.ts";
import type { SchemaIssue, SchemaResult, StandardSchemaV1 } from "./standard-schema.ts";
import { refuseUnreadable } from "./unreadable.ts";
import { isZod } from "./zod-schema.ts";
import { validateZod } from "./zod-validate.ts";

/** Runs a schema. One that throws, as a refinement may, gives an issue that says so. */
export type Validator = (input: unknown) => MaybePromise<SchemaResult<unknown>>;

export function validatorOf(schema: StandardSchemaV1): Validator {
  const { validate } = schema["~standard"];
  const run: Validator = isZod(schema) ? (input) => validateZod(schema, input) : (input) => validate(input);
  return (input) => {
    try {
      const result = run(input);
      return result instanceof Promise ? result.catch((error: unknown) => thrown(error, input)) : result;
    } catch (error) {
      return thrown(error, input);
    }
  };
}

/** A schema's issues in this library's form. */
export function toIssues(issues: readonly SchemaIssue[]): Issue[] {
  // ArkType's paths are arrays whose own `map` is broken, so they are copied first.
  return issues.map(({ message, path }) => ({ message, path: Array.from(path ?? [], segment) }));
}

function segment(part: PropertyKey | { readonly key: PropertyKey }): string | number {
  const key = typeof part === "object" ? part.key : part;
  return typeof key === "symbol" ? String(key) : key;
}

/**
 * What a schema threw, as its result.
 *
 * @throws Refused if it is the value that throws when it is looked at
 */
export function thrown(error: unknown, input: unknown): SchemaResult<never> {
  refuseUnreadable(input);
  const reason = error instanceof Error ? error.message : String(error);
  return { issues: [{ message: `the schema threw: ${reason}` }] };
}
