import { hasCode } from "./has-code.ts";
import { StandardDynamoError } from "./standard-dynamo-error.ts";

/** A model or a repository is defined in a way that cannot work, found when it is made. */
export class ModelDefinitionError extends StandardDynamoError {
  override readonly name = "ModelDefinitionError";
  readonly code = "MODEL_DEFINITION";
}

export function isModelDefinitionError(error: unknown): error is ModelDefinitionError {
  return hasCode(error, "MODEL_DEFINITION");
}
