import { ModelDefinitionError } from "../errors/model-definition-error.ts";
import type { KeyPair, KeySpace } from "../key/key-space.ts";
import { childNames } from "../model/locate.ts";
import type { ModelCodec } from "../model/model-codec.ts";
import type { AttributeMap } from "./attribute-value.ts";
import { internalAttributes } from "./internal-attributes.ts";

/** What a repository needs to turn contents into stored items and back. */
export interface RecordLayout<Output = unknown> {
  readonly space: KeySpace;
  readonly codec: ModelCodec<unknown, Output>;
  readonly tableName: string;
}

/** The names that an item may not use for its own attributes. */
export function reservedNames(space: KeySpace): readonly string[] {
  return [space.partitionKey, space.sortKey, ...internalAttributes];
}

/** @throws ModelDefinitionError if an attribute of the model would overwrite a key or an internal attribute */
export function refuseReservedNames({ space, codec }: RecordLayout): void {
  const names = new Set(codec.root === undefined ? [] : childNames(codec.root));
  const taken = reservedNames(space).filter((name) => names.has(name));
  if (taken.length === 0) return;
  const list = taken.map((name) => `"${name}"`).join(", ");
  throw new ModelDefinitionError(
    `${codec.name} has the attribute ${list}, which the stored item uses for its key or for itself; rename it in the schema`,
  );
}

/** The key that an item holds; `undefined` if it has none of this table's form. */
export function pairOf(space: KeySpace, item: AttributeMap | undefined): KeyPair | undefined {
  const partition = item?.[space.partitionKey];
  const sort = item?.[space.sortKey];
  if (partition === undefined || sort === undefined || !("S" in partition) || !("S" in sort)) return undefined;
  return { partition: partition.S, sort: sort.S };
}

/** The two key attributes of a record. */
export function keyAttributes(space: KeySpace, pair: KeyPair): AttributeMap {
  return { [space.partitionKey]: { S: pair.partition }, [space.sortKey]: { S: pair.sort } };
}
