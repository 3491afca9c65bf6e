import { CommandValidationError } from "../errors/command-validation-error.ts";
import type { Issue } from "../errors/issue.ts";
import { ItemValidationError, withKey } from "../errors/item-validation-error.ts";
import type { NewContent } from "../key/content-key.ts";
import { type KeyPair, keyPair, plainKey } from "../key/key-space.ts";
import { maxItemBytes } from "../model/item-limit.ts";
import type { MaybePromise } from "../model/maybe-promise.ts";
import type { StoredMap } from "../model/stored.ts";
import { timeOf } from "../model/time-of.ts";
import type { AttributeMap } from "./attribute-value.ts";
import { encodeInto } from "./encode.ts";
import { expiryAttribute, timestampAttribute, versionAttribute } from "./internal-attributes.ts";
import { itemBytes, largestAttributes, mostBytes } from "./item-size.ts";
import { keyAttributes, type RecordLayout, reservedNames } from "./record-layout.ts";
import { isOwn } from "./stored-item.ts";
import { epochSeconds, timestamp } from "./timestamp.ts";

/** A content ready to be sent. */
export interface WritableItem {
  readonly pair: KeyPair;
  /** Makes its typed values, which take several times the memory of what they are made of. */
  readonly encode: () => AttributeMap;
}

/**
 * A content as the item that DynamoDB stores: keys, the fields of the item, version, time of writing, expiry.
 *
 * @throws KeyValidationError, CommandValidationError (version, expiry), ItemValidationError (the item, or over 400 KB)
 */
export function writeContent<Item>(
  layout: RecordLayout<Item>,
  content: NewContent<Item>,
  now: Date,
): MaybePromise<WritableItem> {
  const pair = keyPair(layout.space, content);
  checkInternal(content);
  try {
    const stored = layout.codec.serialize(content.item);
    if (!(stored instanceof Promise)) return writable(layout, content, pair, stored, now);
    return stored
      .then((settled) => writable(layout, content, pair, settled, now))
      .catch((error: unknown) => explain(error, content));
  } catch (error) {
    return explain(error, content);
  }
}

function writable<Item>(
  layout: RecordLayout<Item>,
  content: NewContent<Item>,
  pair: KeyPair,
  stored: StoredMap,
  now: Date,
): WritableItem {
  refuseReserved(layout, content, stored);
  const internal = internalAttributes(content, now);
  const encode = (): AttributeMap => Object.assign(encodeInto(keyAttributes(layout.space, pair), stored), internal);
  if (mostBytes(stored) > maxItemBytes - ownBytes) refuseOversized(layout, content, encode());
  if (layout.codec.holdsNoBytes !== undefined) return { pair, encode };
  // Nobody has promised that what this codec gives stays as it is until it is sent.
  const item = encode();
  return { pair, encode: () => item };
}

function explain(error: unknown, content: NewContent<unknown>): never {
  throw withKey(error, plainKey(content));
}

export function problemOfExpiry(expiry: unknown): string | undefined {
  if (typeof expiry !== "object") return `expected a Date, got ${typeof expiry}`;
  return Number.isNaN(timeOf(expiry)) ? "is an invalid Date, or no Date" : undefined;
}

export function problemOfVersion(version: unknown): string | undefined {
  return Number.isSafeInteger(version) ? undefined : `expected a whole number, got ${describeVersion(version)}`;
}

function describeVersion(version: unknown): string {
  return typeof version === "number" ? String(version) : typeof version;
}

function checkInternal({ currentVersion, expiry }: NewContent<unknown>): void {
  const problem = problemOfVersion(currentVersion ?? 1);
  if (problem !== undefined) throw invalidContent("currentVersion", problem);
  const late = expiry === undefined || expiry === null ? undefined : problemOfExpiry(expiry);
  if (late !== undefined) throw invalidContent("expiry", late);
}

function invalidContent(name: string, message: string): CommandValidationError {
  return new CommandValidationError("Invalid content", [{ path: [name], message }]);
}

function internalAttributes({ currentVersion, expiry }: NewContent<unknown>, now: Date): AttributeMap {
  const internal: AttributeMap = {
    [versionAttribute]: { N: String(currentVersion ?? 1) },
    [timestampAttribute]: { S: timestamp(now) },
  };
  if (expiry !== undefined && expiry !== null) internal[expiryAttribute] = { N: String(epochSeconds(expiry)) };
  return internal;
}

// A model that tells its attributes was checked when the repository was made; a loose one shows them only now.
function refuseReserved(layout: RecordLayout, content: NewContent<unknown>, stored: StoredMap): void {
  // The AWS SDK loses an attribute of this name when it reads.
  let taken: string[] | undefined;
  for (const name of Object.keys(stored)) {
    if (name === "__proto__" || isOwn(layout.space, name)) (taken ??= []).push(name);
  }
  if (taken === undefined) return;
  const message = "is a name that an attribute of an item cannot have";
  throw invalid(
    layout,
    content,
    taken.map((name): Issue => ({ path: [name], message })),
  );
}

// The two keys, the internal attributes and all five names, of 255 bytes at the most for a key.
const ownBytes = 8 * 1024;

function refuseOversized(layout: RecordLayout, content: NewContent<unknown>, item: AttributeMap): void {
  const bytes = itemBytes(item);
  if (bytes <= maxItemBytes) return;
  const largest = largestAttributes(item, reservedNames(layout.space), 3).map(
    ({ name, bytes: size }) => `${name} ${size}`,
  );
  const message = `is ${bytes} bytes as DynamoDB counts, the limit is ${maxItemBytes}; largest: ${largest.join(", ")}`;
  throw invalid(layout, content, [{ path: [], message }]);
}

function invalid(layout: RecordLayout, content: NewContent<unknown>, issues: readonly Issue[]): ItemValidationError {
  return new ItemValidationError({ direction: "write", issues, model: layout.codec.name, key: plainKey(content) });
}
