import type { Source } from "../client/source.ts";
import { CommandValidationError } from "../errors/command-validation-error.ts";
import { kindOf, unreadable } from "../key/named-parts.ts";
import { readCallOptions } from "../operation/option-checks.ts";
import type { BatchOptions, DeletePrefixOptions } from "./repository.ts";

/** The operations whose options are read here; `list` and `listBetween` have theirs with their queries. */
export type CheckedOperation = "get" | "getBatch" | "put" | "putBatch" | "update" | "delete" | "deletePrefix" | "write";

/** @throws CommandValidationError for options that the operation does not have, or with wrong values */
export function readOptions<Options extends object>(
  operation: CheckedOperation,
  options: Options | undefined,
): Options {
  return readCallOptions(operation, options, names[operation]);
}

/** What `deletePrefix` takes in its two arguments. @throws CommandValidationError, also if there is no prefix at all */
export function readPrefix(
  prefix: DeletePrefixOptions,
  options: BatchOptions | undefined,
): DeletePrefixOptions & BatchOptions {
  if (prefix === undefined) throw invalidArgument("deletePrefix", "expected { partitionIds, contentPrefix }");
  const range = readCallOptions("deletePrefix", prefix, [...names.deletePrefix, "partitionIds", "contentPrefix"]);
  return { ...range, ...readOptions("deletePrefix", options) };
}

/**
 * A source of a batch; a list as a copy, because the caller may go on using it.
 *
 * @throws CommandValidationError for what cannot be iterated
 */
export function readSource<T, Given extends Source<T>>(
  operation: CheckedOperation,
  source: Given,
  isBlocking: boolean = false,
): Given | readonly T[] {
  try {
    if (Array.isArray(source)) return copyOf(source as readonly T[]);
    if (typeof source === "object" && source !== null && isIterable(source, isBlocking)) return source;
  } catch (cause) {
    throw invalidArgument(operation, unreadable, cause);
  }
  throw invalidArgument(operation, `expected ${isBlocking ? "a synchronous" : "an"} iterable, got ${kindOf(source)}`);
}

// Not with `slice`: a list may have its own, and holes.
function copyOf<T>(list: readonly T[]): readonly T[] {
  const copy: T[] = [];
  for (let index = 0; index < list.length; index++) copy.push(list[index] as T);
  return copy;
}

function isIterable(source: object, isBlocking: boolean): boolean {
  const methods = source as { readonly [Symbol.iterator]?: unknown; readonly [Symbol.asyncIterator]?: unknown };
  if (!isBlocking && Symbol.asyncIterator in source) return typeof methods[Symbol.asyncIterator] === "function";
  return typeof methods[Symbol.iterator] === "function";
}

function invalidArgument(operation: CheckedOperation, message: string, cause?: unknown): CommandValidationError {
  return new CommandValidationError(`Invalid argument of ${operation}`, [{ path: [], message }], cause);
}

const call = ["signal", "retry"];
const batch = [...call, "onProgress", "concurrency"];
const reads = [...call, "consistentReads", "expired"];
const conditions = [...call, "requireVersion", "condition"];
const names: Record<CheckedOperation, readonly string[]> = {
  get: reads,
  getBatch: [...batch, ...reads, "onInvalid"],
  put: [...conditions, "requireAbsent"],
  putBatch: batch,
  update: [...call, "requireExists"],
  delete: [...conditions, "requireExists"],
  deletePrefix: batch,
  write: [...batch, "guarantee", "compare", "consistentReads", "bufferSize", "onWritten"],
};
