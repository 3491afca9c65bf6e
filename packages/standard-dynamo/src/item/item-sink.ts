import type { StoredItem } from "./stored-item.ts";

/**
 * Takes the items of an answer one by one, so that no more than one of a large page is held in both forms: as it is stored,
 * and as what is made of it. Must not throw.
 */
export interface ItemSink {
  /** An answer begins; what was taken of another one before is forgotten. */
  begin(): void;
  add(item: StoredItem): void;
}
