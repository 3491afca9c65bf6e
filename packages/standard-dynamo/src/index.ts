// --- Repositories ---

export type { Source } from "./client/source.ts";
// --- Errors ---
export { BatchIncompleteError, isBatchIncompleteError } from "./errors/batch-incomplete-error.ts";
export { CommandValidationError, isCommandValidationError } from "./errors/command-validation-error.ts";
export type { Issue } from "./errors/issue.ts";
export { ItemValidationError, isItemValidationError } from "./errors/item-validation-error.ts";
export { isKeyValidationError, KeyValidationError } from "./errors/key-validation-error.ts";
export { isModelDefinitionError, ModelDefinitionError } from "./errors/model-definition-error.ts";
export type { OperationCost } from "./errors/operation-cost.ts";
export type { RecordKey, RecordState } from "./errors/record.ts";
export {
  isRequestObjectStateError,
  RequestObjectStateError,
  type RequestObjectStateReason,
} from "./errors/request-object-state-error.ts";
export {
  isStandardDynamoError,
  StandardDynamoError,
  type StandardDynamoErrorCode,
} from "./errors/standard-dynamo-error.ts";
export { isSyncWorkerError, SyncWorkerError, type SyncWorkerFailure } from "./errors/sync-worker-error.ts";
export type { AttributeMap, AttributeValue } from "./item/attribute-value.ts";
// --- Keys and contents ---
export { compareContents } from "./key/compare-contents.ts";
export type { ContentKey, Ids, NewContent, PartitionedContent } from "./key/content-key.ts";
// --- Models and commands ---
export { ExactNumber } from "./model/exact-number.ts";
export type * from "./model/filter-command.ts";
export { type ModelOptions, model } from "./model/model.ts";
export type { ModelCodec, SerializeAtOptions } from "./model/model-codec.ts";
export type { Node, NodeKind, ObjectKind, Property, ScalarKind } from "./model/node.ts";
export type {
  InferInput,
  InferOutput,
  SchemaIssue,
  SchemaResult,
  SchemaTypes,
  StandardSchemaProps,
  StandardSchemaV1,
} from "./model/standard-schema.ts";
export type { Stored, StoredMap } from "./model/stored.ts";
export type * from "./model/update-command.ts";
// --- What operations answer ---
export type { RetryOptions } from "./operation/backoff.ts";
export type { Progress } from "./operation/batch-tally.ts";
export type { DeleteResponse } from "./operation/delete.ts";
export type * from "./operation/dynamo-request.ts";
export type { GetResponse } from "./operation/get.ts";
export type { BatchResponse } from "./operation/list.ts";
export type { PutResponse } from "./operation/put.ts";
export type { Expired, InvalidRecord, OnInvalid } from "./operation/read-rows.ts";
export type { UpdateResponse } from "./operation/update.ts";
export { Contents } from "./repository/contents.ts";
export { DynamoRepository } from "./repository/dynamo-repository.ts";
export type { LogContext, Logger } from "./repository/logger.ts";
export type {
  BatchOptions,
  BatchWriteResponse,
  CallOptions,
  DeleteOptions,
  DeletePrefixOptions,
  ListBetweenOptions,
  ListOptions,
  LongOptions,
  PutOptions,
  QueryOptions,
  ReadManyOptions,
  ReadOnlyRepository,
  ReadOptions,
  Repository,
  UpdateOptions,
} from "./repository/repository.ts";
export type { DynamoRepositoryOptions, RecordPlace, RepositorySettings } from "./repository/repository-options.ts";
export type { RequestTwins } from "./repository/request-twins.ts";
export type { CompareOptions } from "./repository/write-once-candidate.ts";
export {
  type WriteOnceOptions,
  WriteOnceRepository,
  type WriteOnceResponse,
} from "./repository/write-once-repository.ts";
export type { SyncContents } from "./sync/sync-contents.ts";
export type { SyncReadOnlyRepository, SyncRepository } from "./sync/sync-repository.ts";
