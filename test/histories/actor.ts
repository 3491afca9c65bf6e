import * as v from "valibot";
import {
  type DynamoRepository,
  isBatchIncompleteError,
  isRequestObjectStateError,
  type NewContent,
  type PartitionedContent,
  type Repository,
} from "../../packages/standard-dynamo/src/index.ts";
import type { Dice } from "./dice.ts";
import type { Outcome, RecordState } from "./history.ts";
import type { Recorder } from "./recorder.ts";

export const Entry = v.object({ text: v.string(), count: v.number() });
export type Entry = v.InferOutput<typeof Entry>;
export type Entries = DynamoRepository<Entry>;
export type EntryContent = NewContent<Entry>;

/** A client of a history. */
export interface Actor {
  readonly client: number;
  readonly entries: Repository<Entry>;
  readonly dice: Dice;
  readonly recorder: Recorder;
  /** The version in which it saw a record last. */
  readonly versions: Map<string, number>;
  /** How many windows of a batch it has under way at once. */
  readonly concurrency: number;
}

/** All records of a history are in one partition. */
export function placeOf(record: string): {
  readonly partitionIds: readonly string[];
  readonly contentIds: readonly string[];
} {
  return { partitionIds: ["p"], contentIds: [record] };
}

export function idOf({ contentIds }: { readonly contentIds?: unknown }): string {
  return String(contentIds);
}

export function stateOf(content: PartitionedContent<Entry> | undefined): RecordState {
  if (content === undefined) return undefined;
  const { currentVersion: version, item } = content;
  return { version, text: item.text, count: item.count };
}

/** What a call that has failed tells of a record. */
export function outcomeOf(error: unknown, { recorder }: Actor): Outcome {
  if (!isRequestObjectStateError<Entry>(error)) return unknownOf(error, recorder);
  return { kind: "refused", reason: error.reason, current: stateOf(error.current) };
}

/** What a failure leaves unknown; one that is none of the faults' is noted. */
export function unknownOf(error: unknown, recorder: Recorder): Outcome {
  const name = nameOf(error);
  if (!injected.has(name)) recorder.surprises.push(`unexpected error: ${String(error)}`);
  return { kind: "unknown", error: name };
}

function nameOf(error: unknown): string {
  if (isBatchIncompleteError(error)) return error.cause === undefined ? "unprocessed" : nameOf(error.cause);
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" && error.name === "Error" ? error.code : error.name;
}

/** What callers are told of the faults. */
const injected: ReadonlySet<string> = new Set([
  "unprocessed",
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
  "InternalServerError",
  "ServiceUnavailable",
  "ExpiredTokenException",
  "CRC32CheckFailed",
  "ECONNRESET",
  "TimeoutError",
]);
