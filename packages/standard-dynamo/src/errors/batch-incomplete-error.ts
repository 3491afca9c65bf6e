import { hasCode } from "./has-code.ts";
import { noCost, type OperationCost } from "./operation-cost.ts";
import type { RecordKey } from "./record.ts";
import { StandardDynamoError } from "./standard-dynamo-error.ts";

export interface BatchIncompleteDetails<Content> {
  readonly written?: number | undefined;
  readonly unwritten?: readonly Content[] | undefined;
  readonly unread?: readonly RecordKey[] | undefined;
  readonly rest?: AsyncIterable<Content> | undefined;
  readonly cost?: OperationCost | undefined;
  readonly why: string;
  readonly cause?: unknown;
}

/**
 * A batch ended before everything was written, deleted or read. What is not listed was acknowledged by DynamoDB; what is
 * listed was refused, was never sent, or its outcome is unknown, so sending it again completes the work. (Of a
 * `deletePrefix` only what had been found is listed, so there the same call again completes it.)
 */
export class BatchIncompleteError<Content = unknown> extends StandardDynamoError {
  override readonly name = "BatchIncompleteError";
  readonly code = "BATCH_INCOMPLETE";
  /** How many records DynamoDB acknowledged. */
  readonly written: number;
  /**
   * The contents (of `putBatch` and `WriteOnceRepository.write`) or keys (of `deletePrefix`) taken from the source and not acknowledged. If the source
   * was an array, all the rest of it as well.
   */
  readonly unwritten: readonly Content[];
  /** The keys (of `getBatch`) that were asked for and not answered. */
  readonly unread: readonly RecordKey[];
  /** What a lazy source still holds: it was not closed, so that `putBatch(error.rest)` goes on after `unwritten`. */
  readonly rest: AsyncIterable<Content> | undefined;
  /** What the batch took until then. */
  readonly cost: OperationCost;

  constructor(details: BatchIncompleteDetails<Content>) {
    super(details.why, { cause: details.cause });
    this.written = details.written ?? 0;
    this.unwritten = details.unwritten ?? [];
    this.unread = details.unread ?? [];
    this.rest = details.rest;
    this.cost = details.cost ?? noCost;
  }
}

export function isBatchIncompleteError<Content = unknown>(error: unknown): error is BatchIncompleteError<Content> {
  return hasCode(error, "BATCH_INCOMPLETE");
}
