import { hasCode } from "./has-code.ts";
import { StandardDynamoError } from "./standard-dynamo-error.ts";

/** What became of the worker thread of a synchronous repository. */
export type SyncWorkerFailure = "start-failed" | "timeout" | "disposed";

/**
 * The worker thread that sends for a synchronous repository did not start, or did not answer in time. What was under
 * way may have been carried out. The next call starts a new thread, unless the repository was disposed.
 */
export class SyncWorkerError extends StandardDynamoError {
  override readonly name = "SyncWorkerError";
  readonly code = "SYNC_WORKER";
  readonly reason: SyncWorkerFailure;

  constructor(reason: SyncWorkerFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

export function isSyncWorkerError(error: unknown): error is SyncWorkerError {
  return hasCode(error, "SYNC_WORKER");
}
