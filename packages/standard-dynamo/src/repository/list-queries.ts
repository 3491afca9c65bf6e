import { type KeySpace, partitionValue } from "../key/key-space.ts";
import { betweenRange, prefixRange } from "../key/sort-range.ts";
import type { ListQuery } from "../operation/list.ts";
import { checkCallOptions } from "../operation/option-checks.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import type { ListBetweenOptions, ListOptions, QueryOptions } from "./repository.ts";
import { readPolicy } from "./repository-options.ts";

const shared = [
  "partitionIds",
  "sortAscending",
  "limit",
  "pageSize",
  "filters",
  "cursor",
  "consistentReads",
  "expired",
  "onInvalid",
  "signal",
  "retry",
  "onProgress",
];

/** The query of a `list`. @throws KeyValidationError, CommandValidationError */
export function listQuery<Item>(space: KeySpace, options: ListOptions<Item>, defaults: ReadPolicy): ListQuery {
  checkCallOptions("list", options, ["contentPrefix", ...shared]);
  return {
    partition: partitionValue(space, options.partitionIds),
    range: prefixRange(space, options.contentPrefix),
    ...common(options, defaults),
  };
}

/** The query of a `listBetween`. @throws KeyValidationError, CommandValidationError */
export function betweenQuery<Item>(
  space: KeySpace,
  options: ListBetweenOptions<Item>,
  defaults: ReadPolicy,
): ListQuery {
  checkCallOptions("listBetween", options, ["contentStart", "contentEnd", ...shared]);
  return {
    partition: partitionValue(space, options.partitionIds),
    range: betweenRange(space, options.contentStart, options.contentEnd),
    ...common(options, defaults),
  };
}

/** The query for no more than the first content. */
export function onlyFirst(query: ListQuery): ListQuery {
  return query.limit === 0 ? query : { ...query, limit: 1 };
}

function common<Item>(options: QueryOptions<Item>, defaults: ReadPolicy): Omit<ListQuery, "partition" | "range"> {
  return {
    ascending: options.sortAscending ?? true,
    policy: readPolicy(options, defaults),
    filters: options.filters ?? undefined,
    limit: options.limit ?? undefined,
    pageSize: options.pageSize ?? undefined,
    cursor: options.cursor ?? undefined,
  };
}
