import type { RecordState } from "../errors/record.ts";

/** The ids of a partition or of a content: texts without `#`, not empty. One text stands for a list of one. */
export type Ids = readonly string[] | string;

/** Which record: every content is a key too. Absent ids are the same as `[]`. */
export interface ContentKey {
  readonly partitionIds?: Ids | null | undefined;
  readonly contentIds?: Ids | null | undefined;
}

/**
 * A record with its place, as reads give it.
 *
 * `currentVersion` is 1 after the first put and one more after every update; `expiry` is whole seconds.
 */
export interface PartitionedContent<Item> extends RecordState<Item> {}

/** A record with its place, as `put` takes it: `currentVersion` is 1 unless given, no `expiry` means it stays. */
export interface NewContent<Item> extends ContentKey {
  readonly item: Item;
  /** A whole number. @default 1 */
  readonly currentVersion?: number | null | undefined;
  /** When DynamoDB may delete the record; fractions of a second are cut. @default never */
  readonly expiry?: Date | null | undefined;
}
