import { didYouMean } from "../errors/did-you-mean.ts";
import type { Issue } from "../errors/issue.ts";
import { KeyValidationError } from "../errors/key-validation-error.ts";
import type { RecordKey } from "../errors/record.ts";
import type { ContentKey, Ids } from "./content-key.ts";
import { hasNamedParts, kindOf, unreadable } from "./named-parts.ts";
import { byteLength, isWellFormed } from "./text.ts";

/** DynamoDB's limits on the two keys, in bytes of UTF-8. */
const maxPartitionKeyBytes = 2048;
const maxSortKeyBytes = 1024;

export const delimiter = "#";

/** Where a repository's records live: the names of the two key attributes, and what their values begin with. */
export interface KeySpace {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** `{partitionPrefix}#{partitionName}#` */
  readonly partitionStart: string;
  /** `{contentType}#` */
  readonly contentStart: string;
}

/** The values of the two key attributes of one record. */
export interface KeyPair {
  readonly partition: string;
  readonly sort: string;
}

/** The key of a record, checked: every id that cannot be kept apart or is too long is named in one error. */
export function keyPair(space: KeySpace, key: ContentKey): KeyPair {
  if (!hasNamedParts(key)) {
    const message = `a key is { partitionIds, contentIds }, got ${kindOf(key)}`;
    throw new KeyValidationError([{ path: [], message }]);
  }
  const issues = misspelt(key);
  const partition = join(space.partitionStart, idsAt(key, "partitionIds", issues), "partitionIds", issues);
  const sort = join(space.contentStart, idsAt(key, "contentIds", issues), "contentIds", issues);
  checkBytes(partition, maxPartitionKeyBytes, "partitionIds", issues);
  checkBytes(sort, maxSortKeyBytes, "contentIds", issues);
  if (issues.length > 0) throw new KeyValidationError(issues);
  return { partition, sort };
}

function idsAt(key: ContentKey, name: "partitionIds" | "contentIds", issues: Issue[]): readonly unknown[] {
  let ids: ContentKey[typeof name];
  try {
    ids = key[name];
  } catch (cause) {
    throw new KeyValidationError([{ path: [name], message: unreadable }], cause);
  }
  return idList(ids, name, issues);
}

// A content is a key too, so other names are no mistake; one that is nearly `contentIds` would be read as no ids.
const contentNames: ReadonlySet<string> = new Set(["partitionIds", "contentIds", "item", "currentVersion", "expiry"]);

/** The names that are nearly, but not quite, those of a key. */
export function misspelt(key: object): Issue[] {
  const issues: Issue[] = [];
  for (const name of namesOf(key)) {
    if (contentNames.has(name)) continue;
    const suggestion = didYouMean(name, ["partitionIds", "contentIds"]);
    if (suggestion !== undefined) issues.push({ path: [name], message: "is not a part of a key", suggestion });
  }
  return issues;
}

function namesOf(key: object): readonly string[] {
  try {
    return Object.keys(key);
  } catch (cause) {
    throw new KeyValidationError([{ path: [], message: unreadable }], cause);
  }
}

/** The value of the partition key alone. */
export function partitionValue(space: KeySpace, partitionIds: Ids | null | undefined): string {
  const issues: Issue[] = [];
  const value = join(space.partitionStart, idList(partitionIds, "partitionIds", issues), "partitionIds", issues);
  checkBytes(value, maxPartitionKeyBytes, "partitionIds", issues);
  if (issues.length > 0) throw new KeyValidationError(issues);
  return value;
}

/**
 * What a sort key begins with, or a bound of a range. As in the original, the last id is a prefix of text: `["1"]` also
 * matches `10`. An empty last id ends it at the delimiter: `["1", ""]` matches what stands below `1` only.
 */
export function sortPrefix(space: KeySpace, ids: Ids | null | undefined, option: string): string {
  const issues: Issue[] = [];
  const list = idList(ids, option, issues);
  const open = list.length > 1 && list.at(-1) === "";
  const value = join(space.contentStart, open ? list.slice(0, -1) : list, option, issues) + (open ? delimiter : "");
  checkBytes(value, maxSortKeyBytes, option, issues);
  if (issues.length > 0) throw new KeyValidationError(issues);
  return value;
}

/** The ids of a stored key; a bare prefix is `[]`. `undefined` for the key of another repository. */
export function recordKey(space: KeySpace, pair: KeyPair): RecordKey | undefined {
  const { partitionStart, contentStart } = space;
  if (!pair.partition.startsWith(partitionStart) || !pair.sort.startsWith(contentStart)) return undefined;
  return {
    partitionIds: split(pair.partition, partitionStart.length),
    contentIds: split(pair.sort, contentStart.length),
  };
}

/** The ids of a key that `keyPair` has made. */
export function idsOfPair(space: KeySpace, pair: KeyPair): RecordKey {
  return recordKey(space, pair) ?? { partitionIds: [], contentIds: [] };
}

/** The ids of a key as lists, whatever way they were given; nothing is checked. */
export function plainKey(key: ContentKey): RecordKey {
  return { partitionIds: plainIds(key.partitionIds), contentIds: plainIds(key.contentIds) };
}

function plainIds(ids: Ids | null | undefined): readonly string[] {
  return typeof ids === "string" ? [ids] : (ids ?? []);
}

// More ids than these have no room in a key.
const maxIds = maxPartitionKeyBytes;

/** The ids one by one, as a list of our own: a list's own `join` or `slice` may say something else than was checked. */
function idList(ids: Ids | null | undefined, option: string, issues: Issue[]): readonly unknown[] {
  const list: unknown[] = [];
  try {
    const given: unknown = plainIds(ids);
    if (!Array.isArray(given)) {
      issues.push({ path: [option], message: `expected a list of texts, got ${kindOf(ids)}` });
      return list;
    }
    const { length } = given;
    if (length > maxIds) {
      issues.push({ path: [option], message: `holds ${length} ids, a key has no room for more than ${maxIds}` });
      return list;
    }
    for (let index = 0; index < length; index++) list.push(given[index]);
  } catch (cause) {
    throw new KeyValidationError([{ path: [option], message: unreadable }], cause);
  }
  return list;
}

function join(start: string, ids: readonly unknown[], option: string, issues: Issue[]): string {
  if (ids.length === 0) return start;
  const before = issues.length;
  for (let index = 0; index < ids.length; index++) {
    const problem = problemOf(ids[index]);
    if (problem !== undefined) issues.push({ path: [option, index], message: problem });
  }
  // An id that is no text may not even have one.
  return issues.length > before ? start : start + ids.join(delimiter);
}

function problemOf(id: unknown): string | undefined {
  if (typeof id !== "string") return `an id is text, got ${id === null ? "null" : typeof id}`;
  if (id === "") return "an id must not be empty: its key would be equal to the key without it";
  if (id.includes(delimiter))
    return `an id must not contain "${delimiter}": its key would be equal to the key of two ids`;
  if (!isWellFormed(id)) return "an id must be well-formed text: it holds a lone surrogate";
  return undefined;
}

function checkBytes(value: string, limit: number, option: string, issues: Issue[]): void {
  // Three bytes a UTF-16 unit is the most there can be.
  if (value.length * 3 <= limit) return;
  const bytes = byteLength(value);
  if (bytes > limit) issues.push({ path: [option], message: `the key is ${bytes} bytes, DynamoDB takes ${limit}` });
}

function split(value: string, from: number): readonly string[] {
  if (value.length === from) return [];
  const ids = value.slice(from);
  return ids.includes(delimiter) ? ids.split(delimiter) : [ids];
}
