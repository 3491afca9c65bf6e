import type { ContentKey, NewContent, PartitionedContent } from "../key/content-key.ts";
import { delimiter, plainKey } from "../key/key-space.ts";
import { sameValue } from "../model/same-value.ts";
import { pairText } from "../operation/window.ts";

/** A content of the input, beside the form in which a read would give it back. */
export interface Candidate<Item> {
  readonly content: NewContent<Item>;
  readonly normal: PartitionedContent<Item>;
}

/** What else than the item makes two contents different. */
export interface CompareOptions {
  /** @default false */
  readonly version?: boolean | undefined;
  /** @default false */
  readonly expiry?: boolean | undefined;
}

/** Whether writing the candidate would change nothing. */
export function isUnchanged<Item>(
  { normal }: Candidate<Item>,
  current: PartitionedContent<Item>,
  { version = false, expiry = false }: CompareOptions,
): boolean {
  return (
    sameValue(normal.item, current.item) &&
    (!version || normal.currentVersion === current.currentVersion) &&
    (!expiry || normal.expiry?.getTime() === current.expiry?.getTime())
  );
}

/** A key as one text. */
export function keyText(key: ContentKey): string {
  const { partitionIds, contentIds } = plainKey(key);
  return pairText({ partition: partitionIds.join(delimiter), sort: contentIds.join(delimiter) });
}

/** About how many bytes an item takes when it is stored: for comparing costs, not for limits. */
export function roughBytes(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null || value instanceof Date) return 8;
  if (value instanceof Uint8Array) return value.byteLength;
  const parts = value instanceof Map || value instanceof Set ? [...value.entries()] : Object.entries(value);
  return parts.reduce((sum, [name, entry]) => sum + roughBytes(name) + roughBytes(entry), 3);
}
