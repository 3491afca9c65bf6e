import { KeyValidationError } from "../errors/key-validation-error.ts";
import type { Ids } from "./content-key.ts";
import { type KeySpace, sortPrefix } from "./key-space.ts";
import { compareText } from "./text.ts";

/** Which sort keys of a partition a query asks for. */
export type SortRange =
  | { readonly kind: "prefix"; readonly prefix: string }
  | { readonly kind: "between"; readonly start: string; readonly end: string };

export function prefixRange(space: KeySpace, contentPrefix: Ids | null | undefined): SortRange {
  return { kind: "prefix", prefix: sortPrefix(space, contentPrefix, "contentPrefix") };
}

/** Both ends are included and exact; an absent or empty end is open, within the repository's content type. */
export function betweenRange(space: KeySpace, start: Ids | null | undefined, end: Ids | null | undefined): SortRange {
  const from = sortPrefix(space, start, "contentStart");
  const to = sortPrefix(space, end, "contentEnd");
  const openEnd = to === space.contentStart;
  if (openEnd && from === space.contentStart) return { kind: "prefix", prefix: from };
  if (openEnd) return { kind: "between", start: from, end: afterPrefix(space.contentStart) };
  if (compareText(from, to) > 0) {
    throw new KeyValidationError([{ path: ["contentStart"], message: "comes after contentEnd in DynamoDB's order" }]);
  }
  return { kind: "between", start: from, end: to };
}

// The first text after every text that begins with `prefix`, which ends in "#": no key of this layout can be equal to it,
// because between a content type and its ids there is always a "#".
function afterPrefix(prefix: string): string {
  return `${prefix.slice(0, -1)}$`;
}
