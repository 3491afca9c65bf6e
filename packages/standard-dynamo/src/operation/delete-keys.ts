import { BatchIncompleteError, isBatchIncompleteError } from "../errors/batch-incomplete-error.ts";
import { keyAttributes } from "../item/record-layout.ts";
import { type KeyPair, recordKey } from "../key/key-space.ts";
import type { PreparedWrite } from "./batch-tally.ts";
import type { OperationContext } from "./operation-context.ts";

/** The write that deletes a record. */
export function prepareDelete({ layout }: OperationContext, pair: KeyPair): PreparedWrite {
  return { pair, request: () => ({ DeleteRequest: { Key: keyAttributes(layout.space, pair) } }) };
}

/** The error of a batch of deletes, listing ids in place of key values. */
export function undeleted({ layout }: OperationContext, error: unknown): unknown {
  if (!isBatchIncompleteError<KeyPair>(error)) return error;
  const unwritten = error.unwritten.flatMap((pair) => recordKey(layout.space, pair) ?? []);
  const { written, cause, cost } = error;
  const reason = cause instanceof Error ? cause.message : "DynamoDB kept leaving records unprocessed";
  const why = `${written} records were deleted, ${unwritten.length} that were found were not: ${reason}`;
  return new BatchIncompleteError({ written, unwritten, why, cause, cost });
}
