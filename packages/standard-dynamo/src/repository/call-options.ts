import { refuseUnknown } from "../operation/refuse-unknown.ts";

/** The operations whose options are checked here. */
export type CheckedOperation = keyof typeof names;

/** @throws CommandValidationError for an option that the operation does not have */
export function checkOptions(operation: CheckedOperation, options: object): void {
  refuseUnknown(operation, options, names[operation]);
}

// The options of each operation, by name; `list` and `listBetween` have theirs with their queries.
const batch = ["signal", "onProgress", "concurrency"];
const conditions = ["signal", "requireExists", "requireVersion", "condition"];
const names = {
  get: ["signal", "consistentReads", "expired", "onInvalid"],
  getBatch: [...batch, "consistentReads", "expired", "onInvalid"],
  put: ["signal", "requireAbsent", "requireVersion", "condition"],
  putBatch: batch,
  update: ["signal", "requireExists"],
  delete: conditions,
  deletePrefix: [...batch, "partitionIds", "contentPrefix"],
} as const;
