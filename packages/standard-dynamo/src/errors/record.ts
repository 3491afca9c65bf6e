/** Where a record is. */
export interface RecordKey {
  readonly partitionIds: readonly string[];
  readonly contentIds: readonly string[];
}

/** A record with its place, as it was read. */
export interface RecordState<Item = unknown> extends RecordKey {
  readonly item: Item;
  readonly currentVersion: number;
  readonly expiry?: Date | undefined;
}

export function describeKey({ partitionIds, contentIds }: RecordKey): string {
  return `partitionIds ${JSON.stringify(partitionIds)}, contentIds ${JSON.stringify(contentIds)}`;
}
