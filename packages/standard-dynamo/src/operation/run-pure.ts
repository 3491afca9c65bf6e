import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import type { Operation } from "./effect.ts";

/** The result of planning, which sends nothing. @throws ModelDefinitionError if the schema is asynchronous */
export function runPure<Result>(operation: Operation<Result>): Result {
  const step = operation.next();
  if (step.done) return step.value;
  throw new ModelDefinitionError("The schema is asynchronous, so a request cannot be shown at once");
}
