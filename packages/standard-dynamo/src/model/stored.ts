import type { ExactNumber } from "./exact-number.ts";

/**
 * A value as DynamoDB can hold it, in plain JavaScript: text, numbers, booleans, null, bytes, lists, maps, and, where a
 * model asks for them, native sets.
 */
export type Stored =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | ExactNumber
  | readonly Stored[]
  | ReadonlySet<string | number | bigint | Uint8Array | ExactNumber>
  | StoredMap;

/** The attributes of an item, or a map inside it. */
export interface StoredMap {
  readonly [attribute: string]: Stored;
}
