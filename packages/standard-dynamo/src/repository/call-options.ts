import { refuseUnknown } from "../operation/refuse-unknown.ts";

/** The operations whose options are checked here; `list` and `listBetween` have theirs with their queries. */
export type CheckedOperation = "get" | "getBatch" | "put" | "putBatch" | "update" | "delete" | "deletePrefix";

/** @throws CommandValidationError for an option that the operation does not have */
export function checkOptions(operation: CheckedOperation, options: object): void {
  refuseUnknown(operation, options, names[operation]);
}

const batch = ["signal", "onProgress", "concurrency"];
const reads = ["signal", "consistentReads", "expired"];
const conditions = ["signal", "requireVersion", "condition"];
const names: Record<CheckedOperation, readonly string[]> = {
  get: reads,
  getBatch: [...batch, ...reads, "onInvalid"],
  put: [...conditions, "requireAbsent"],
  putBatch: batch,
  update: ["signal", "requireExists"],
  delete: [...conditions, "requireExists"],
  deletePrefix: [...batch, "partitionIds", "contentPrefix"],
};
