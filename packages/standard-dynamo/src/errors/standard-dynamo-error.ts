/** The literal `code` of every error of this library; each has a heading of the same name in `docs/errors.md`. */
export type StandardDynamoErrorCode =
  | "BATCH_INCOMPLETE"
  | "COMMAND_VALIDATION"
  | "ITEM_VALIDATION"
  | "KEY_VALIDATION"
  | "MODEL_DEFINITION"
  | "REQUEST_OBJECT_STATE"
  | "SYNC_WORKER";

/** What all errors of this library extend. Errors of AWS's own are passed on as they are. */
export abstract class StandardDynamoError extends Error {
  abstract readonly code: StandardDynamoErrorCode;
}

const codes: ReadonlySet<string> = new Set<StandardDynamoErrorCode>([
  "BATCH_INCOMPLETE",
  "COMMAND_VALIDATION",
  "ITEM_VALIDATION",
  "KEY_VALIDATION",
  "MODEL_DEFINITION",
  "REQUEST_OBJECT_STATE",
  "SYNC_WORKER",
]);

/** Whether an error is this library's: by `code`, so it also holds where two copies of the library are loaded. */
export function isStandardDynamoError(error: unknown): error is StandardDynamoError {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === "string" && codes.has(code) && typeof message === "string";
}
