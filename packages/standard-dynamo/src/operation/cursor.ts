import { KeyValidationError } from "../errors/key-validation-error.ts";
import type { AttributeMap } from "../item/attribute-value.ts";
import { keyAttributes } from "../item/record-layout.ts";
import type { KeyPair, KeySpace } from "../key/key-space.ts";
import type { SortRange } from "../key/sort-range.ts";
import { compareText, isWellFormed } from "../key/text.ts";

/** Where a reading stopped, as opaque text that is safe in a URL. It holds the key of a record: do not show it to strangers. */
export function encodeCursor(pair: KeyPair): string {
  return Buffer.from(JSON.stringify([pair.partition, pair.sort]), "utf8").toString("base64url");
}

/** The start key of the next query. @throws KeyValidationError for text that is no cursor of this query */
export function decodeCursor(space: KeySpace, partition: string, range: SortRange, cursor: string): AttributeMap {
  const pair = parse(cursor);
  if (pair === undefined) throw refuse("is not a cursor of this library");
  if (pair.partition !== partition) throw refuse("belongs to another partition");
  if (!isWithin(range, pair.sort)) throw refuse("belongs to another range of the partition");
  return keyAttributes(space, pair);
}

function isWithin(range: SortRange, sort: string): boolean {
  if (range.kind === "prefix") return sort.startsWith(range.prefix);
  return compareText(range.start, sort) <= 0 && compareText(sort, range.end) <= 0;
}

function parse(cursor: unknown): KeyPair | undefined {
  if (typeof cursor !== "string") return undefined;
  try {
    const pair: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (!Array.isArray(pair) || pair.length !== 2 || !pair.every(isKeyText)) return undefined;
    return { partition: pair[0] as string, sort: pair[1] as string };
  } catch {
    return undefined;
  }
}

function isKeyText(part: unknown): part is string {
  return typeof part === "string" && isWellFormed(part);
}

function refuse(message: string): KeyValidationError {
  return new KeyValidationError([{ path: ["cursor"], message }]);
}
