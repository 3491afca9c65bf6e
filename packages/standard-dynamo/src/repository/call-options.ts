import { CommandValidationError } from "../errors/command-validation-error.ts";
import { checkCallOptions } from "../operation/option-checks.ts";

/** The operations whose options are checked here; `list` and `listBetween` have theirs with their queries. */
export type CheckedOperation = "get" | "getBatch" | "put" | "putBatch" | "update" | "delete" | "deletePrefix";

/** @throws CommandValidationError for options that the operation does not have, or with wrong values */
export function checkOptions(operation: CheckedOperation, options: object): void {
  checkCallOptions(operation, options, names[operation]);
}

/** @throws CommandValidationError for what cannot be iterated */
export function checkSource(operation: CheckedOperation, source: unknown, isBlocking: boolean = false): void {
  const holder: object = typeof source === "object" && source !== null ? source : {};
  const isSource = Symbol.iterator in holder || (!isBlocking && Symbol.asyncIterator in holder);
  if (isSource) return;
  const message = `expected ${isBlocking ? "a synchronous" : "an"} iterable, got ${source === null ? "null" : typeof source}`;
  throw new CommandValidationError(`Invalid argument of ${operation}`, [{ path: [], message }]);
}

const call = ["signal", "retry"];
const batch = [...call, "onProgress", "concurrency"];
const reads = [...call, "consistentReads", "expired"];
const conditions = [...call, "requireVersion", "condition"];
const names: Record<CheckedOperation, readonly string[]> = {
  get: reads,
  getBatch: [...batch, ...reads, "onInvalid"],
  put: [...conditions, "requireAbsent"],
  putBatch: batch,
  update: [...call, "requireExists"],
  delete: [...conditions, "requireExists"],
  deletePrefix: [...batch, "partitionIds", "contentPrefix"],
};
