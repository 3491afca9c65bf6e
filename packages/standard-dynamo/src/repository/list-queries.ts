import { CommandValidationError } from "../errors/command-validation-error.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { type KeySpace, partitionValue } from "../key/key-space.ts";
import { betweenRange, prefixRange } from "../key/sort-range.ts";
import type { ListQuery } from "../operation/list.ts";
import type { ListBetweenOptions, ListOptions, QueryOptions } from "./repository.ts";

const shared = [
  "partitionIds",
  "sortAscending",
  "limit",
  "pageSize",
  "filters",
  "cursor",
  "consistentReads",
  "signal",
  "onProgress",
];

/** The query of a `list`. @throws KeyValidationError, CommandValidationError */
export function listQuery<Item>(space: KeySpace, options: ListOptions<Item>, consistentReads: boolean): ListQuery {
  refuseUnknown("list", options, ["contentPrefix"]);
  return {
    partition: partitionValue(space, options.partitionIds),
    range: prefixRange(space, options.contentPrefix),
    ...common(options, consistentReads),
  };
}

/** The query of a `listBetween`. @throws KeyValidationError, CommandValidationError */
export function betweenQuery<Item>(
  space: KeySpace,
  options: ListBetweenOptions<Item>,
  consistentReads: boolean,
): ListQuery {
  refuseUnknown("listBetween", options, ["contentStart", "contentEnd"]);
  return {
    partition: partitionValue(space, options.partitionIds),
    range: betweenRange(space, options.contentStart, options.contentEnd),
    ...common(options, consistentReads),
  };
}

function common<Item>(options: QueryOptions<Item>, consistentReads: boolean): Omit<ListQuery, "partition" | "range"> {
  return {
    ascending: options.sortAscending ?? true,
    consistentRead: options.consistentReads ?? consistentReads,
    filters: options.filters ?? undefined,
    limit: options.limit ?? undefined,
    pageSize: options.pageSize ?? undefined,
    cursor: options.cursor ?? undefined,
  };
}

function refuseUnknown(operation: string, options: object, own: readonly string[]): void {
  const names = [...own, ...shared];
  const issues = Object.keys(options)
    .filter((name) => !names.includes(name))
    .map((name) => ({ path: [name], message: "is not an option", suggestion: didYouMean(name, names) }));
  if (issues.length > 0) throw new CommandValidationError(`Invalid options of ${operation}`, issues);
}
