import type { KeySpace } from "../key/key-space.ts";
import type { SortRange } from "../key/sort-range.ts";
import type { Placeholders } from "./placeholders.ts";

/** The KeyConditionExpression of a query: one partition, and a prefix or range of sort keys. */
export function keyCondition(space: KeySpace, partition: string, range: SortRange, placeholders: Placeholders): string {
  const partitionTest = `${placeholders.name(space.partitionKey)} = ${placeholders.value({ S: partition })}`;
  const sort = placeholders.name(space.sortKey);
  if (range.kind === "prefix") {
    return `${partitionTest} AND begins_with(${sort}, ${placeholders.value({ S: range.prefix })})`;
  }
  const start = placeholders.value({ S: range.start });
  return `${partitionTest} AND ${sort} BETWEEN ${start} AND ${placeholders.value({ S: range.end })}`;
}
