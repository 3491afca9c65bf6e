import { type KeySpace, partitionValue } from "../key/key-space.ts";
import { betweenRange, prefixRange } from "../key/sort-range.ts";
import type { ListQuery } from "../operation/list.ts";
import { readCallOptions } from "../operation/option-checks.ts";
import type { ReadPolicy } from "../operation/read-rows.ts";
import type { ListBetweenOptions, ListOptions, QueryOptions, ReadManyOptions } from "./repository.ts";
import { readPolicy } from "./repository-options.ts";

const call = ["signal", "retry", "onProgress", "consistentReads", "expired", "onInvalid"];
const shared = [...call, "partitionIds", "sortAscending", "limit", "pageSize", "filters", "cursor"];
const ranges = { list: ["contentPrefix"], listBetween: ["contentStart", "contentEnd"] } as const;

/**
 * What `list` or `listBetween` takes in its two arguments; the second has none of the query.
 *
 * @throws CommandValidationError
 */
export function readQuery<Query extends object>(
  operation: keyof typeof ranges,
  query: Query | undefined,
  options: ReadManyOptions | undefined,
): Query {
  const given = readCallOptions(operation, query, [...ranges[operation], ...shared]);
  return { ...given, ...readCallOptions(operation, options, call) };
}

/** The query of a `list`. @throws KeyValidationError */
export function listQuery<Item>(space: KeySpace, options: ListOptions<Item>, defaults: ReadPolicy): ListQuery {
  return {
    partition: partitionValue(space, options.partitionIds),
    range: prefixRange(space, options.contentPrefix),
    ...common(options, defaults),
  };
}

/** The query of a `listBetween`. @throws KeyValidationError */
export function betweenQuery<Item>(
  space: KeySpace,
  options: ListBetweenOptions<Item>,
  defaults: ReadPolicy,
): ListQuery {
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
