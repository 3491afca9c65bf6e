// --- The synchronous repository ---
export { isSyncWorkerError, SyncWorkerError, type SyncWorkerFailure } from "./errors/sync-worker-error.ts";
export { SyncContents } from "./sync/sync-contents.ts";
export { SyncDynamoRepository } from "./sync/sync-dynamo-repository.ts";
export type { SyncDynamoRepositoryOptions } from "./sync/sync-options.ts";
export type { SyncReadOnlyRepository, SyncRepository } from "./sync/sync-repository.ts";
