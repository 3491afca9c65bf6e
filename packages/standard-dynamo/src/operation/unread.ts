import { BatchIncompleteError } from "../errors/batch-incomplete-error.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import type { ContentKey } from "../key/content-key.ts";
import { type KeyPair, recordKey } from "../key/key-space.ts";
import { isCallersMistake, messageOf } from "./batch-tally.ts";
import type { OperationContext } from "./operation-context.ts";
import { WindowIncomplete } from "./read-window.ts";

/** A batch of reads that has failed: which window, and all that is not read because of it. */
export interface FailedReads {
  readonly error: unknown;
  readonly window: readonly KeyPair[];
  /** Windows after it, and keys not in a window yet. */
  readonly later: readonly KeyPair[];
  /** What a source still gives that is no list. */
  readonly lazy: AsyncIterable<ContentKey> | undefined;
  /** How many records the caller has been given. */
  readonly given: number;
}

/**
 * What the caller gets: an error that lists every key that was asked for and not given. A record that does not fit the
 * model is told as it is, and so is a mistake of the request itself (no such table) before anything was read.
 */
export function unreadError({ layout }: OperationContext, failed: FailedReads): unknown {
  const { error, window, later, lazy, given } = failed;
  if (isItemValidationError(error) || (given === 0 && isCallersMistake(error))) return error;
  const own =
    error instanceof WindowIncomplete ? error.unread : window.flatMap((pair) => recordKey(layout.space, pair) ?? []);
  const unread = [...own, ...later.flatMap((pair) => recordKey(layout.space, pair) ?? [])];
  const more = lazy === undefined ? "" : ", and the source was not read to its end (see rest)";
  const why = `${given} records were read, ${unread.length} keys were not${more}: ${messageOf(error)}`;
  const cause = error instanceof WindowIncomplete ? undefined : error;
  return new BatchIncompleteError<ContentKey>({ unread, rest: lazy, why, cause });
}
