import type { KeyPair, KeySpace } from "../key/key-space.ts";
import { setKey } from "../model/plain-object.ts";
import type { Stored } from "../model/stored.ts";
import type { AttributeMap, AttributeValue } from "./attribute-value.ts";
import { decode } from "./decode.ts";
import { encodeMap } from "./encode.ts";
import { isInternal } from "./internal-attributes.ts";

/** What DynamoDB holds under a key, as plain values: the fields of the item, and apart from them what is this library's. */
export interface StoredItem {
  readonly fields: Readonly<Record<string, Stored>>;
  /** The two keys and the internal attributes. */
  readonly own: Readonly<Record<string, Stored | undefined>>;
}

/** Whether an attribute of a stored item is a key or internal, so that no schema gets to see it. */
export function isOwn(space: KeySpace, name: string): boolean {
  return name === space.partitionKey || name === space.sortKey || isInternal(name);
}

export function decodeItem(space: KeySpace, item: AttributeMap): StoredItem {
  const fields: Record<string, Stored> = {};
  const own: Record<string, Stored> = {};
  for (const name of Object.keys(item)) {
    const value = decode(item[name] as AttributeValue);
    if (isOwn(space, name)) own[name] = value;
    else setKey(fields, name, value);
  }
  return { fields, own };
}

/** The item in DynamoDB's typed values again. */
export function encodeItem({ fields, own }: StoredItem): AttributeMap {
  return { ...encodeMap(own as Readonly<Record<string, Stored>>), ...encodeMap(fields) };
}

/** The key that a stored item holds; `undefined` if it has none of this table's form. */
export function pairOfItem(space: KeySpace, { own }: StoredItem): KeyPair | undefined {
  const partition = own[space.partitionKey];
  const sort = own[space.sortKey];
  return typeof partition === "string" && typeof sort === "string" ? { partition, sort } : undefined;
}
