import { CommandValidationError } from "../errors/command-validation-error.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import type { Issue } from "../errors/issue.ts";
import { hasNamedParts, kindOf, unreadable } from "../key/named-parts.ts";

/**
 * What is wrong with options: names that do not exist, because a misspelt one must not be ignored, and values that would
 * quietly do something else than they say.
 */
export function problemsOfOptions(options: object, names: readonly string[], own: Checks = {}): Issue[] {
  return Object.entries(options).flatMap(([name, value]: [string, unknown]): Issue[] => {
    if (!names.includes(name)) {
      return [{ path: [name], message: "is not an option", suggestion: didYouMean(name, names) }];
    }
    const expected = value === undefined || value === null ? undefined : (own[name] ?? checks[name])?.(value);
    return expected === undefined ? [] : [{ path: [name], message: `expected ${expected}` }];
  });
}

/**
 * The options of a call, own or inherited, each read once: what is checked is then what is used.
 *
 * @throws CommandValidationError for what is no object of options, names that the call does not have, and wrong values
 */
export function readCallOptions<Options extends object>(
  operation: string,
  given: Options | undefined,
  names: readonly string[],
): Options {
  if (given === undefined) return {} as Options;
  const subject = `Invalid options of ${operation}`;
  if (!hasNamedParts(given)) {
    const message = `expected an object of options, got ${kindOf(given)}`;
    throw new CommandValidationError(subject, [{ path: [], message }]);
  }
  const options: Record<string, unknown> = {};
  const read = (name: string): void => {
    try {
      const value: unknown = given[name];
      if (value !== undefined) options[name] = value;
    } catch (cause) {
      throw new CommandValidationError(subject, [{ path: [name], message: unreadable }], cause);
    }
  };
  const others = otherNames(subject, given, names);
  names.forEach(read);
  const issues = [...others, ...problemsOfOptions(options, names, callChecks)];
  if (issues.length > 0) throw new CommandValidationError(subject, issues);
  return options as Options;
}

function otherNames(subject: string, given: object, names: readonly string[]): Issue[] {
  const others: Issue[] = [];
  try {
    // Inherited ones too: an option is used wherever it comes from.
    for (const name in given) {
      if (names.includes(name) || (name in Object.prototype && !Object.hasOwn(given, name))) continue;
      others.push({ path: [name], message: "is not an option", suggestion: didYouMean(name, names) });
    }
  } catch (cause) {
    throw new CommandValidationError(subject, [{ path: [], message: unreadable }], cause);
  }
  return others;
}

/** Gives what was expected, if a value is not it. */
type Check = (value: unknown) => string | undefined;

const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value) ? undefined : values.map((each) => JSON.stringify(each)).join(" or ");
const count: Check = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? undefined : "a whole number, 1 or more";
const callable: Check = (value) => (typeof value === "function" ? undefined : "a function");
const flag = oneOf(true, false);
const methods =
  (what: string, ...names: readonly string[]): Check =>
  (value) =>
    names.every((name) => typeof (Object(value) as Record<string, unknown>)[name] === "function") ? undefined : what;
const milliseconds: Check = (value) =>
  typeof value === "number" && value >= 0 && Number.isFinite(value) ? undefined : "a number of milliseconds";

function isComparison(value: unknown): boolean {
  if (!hasNamedParts(value)) return false;
  return Object.entries(value).every(
    ([name, part]) => (name === "version" || name === "expiry") && (part === undefined || typeof part === "boolean"),
  );
}

const retryChecks: Readonly<Record<string, Check>> = {
  maxAttempts: count,
  baseDelayMs: milliseconds,
  maxDelayMs: milliseconds,
};

type Checks = Readonly<Record<string, Check | undefined>>;

const callChecks: Checks = { retry: oneOf("never") };

const checks: Checks = {
  consistentReads: flag,
  sortAscending: flag,
  requireExists: flag,
  requireAbsent: flag,
  returnConsumedCapacity: flag,
  expired: oneOf("include", "hide"),
  onInvalid: oneOf("throw", "skip", "return"),
  concurrency: count,
  onProgress: callable,
  onWritten: callable,
  bufferSize: count,
  guarantee: oneOf("likely", "exactly-once"),
  compare: (value) => (isComparison(value) ? undefined : "version and expiry, true or false"),
  now: callable,
  timeoutMs: count,
  signal: (value) => (isSignal(value) ? undefined : "an AbortSignal"),
  logger: methods("an object with debug, info, warn and error", "debug", "info", "warn", "error"),
  retry: (value) => {
    const wrong = Object.entries(Object(value)).find(
      ([name, part]) => retryChecks[name]?.(part) !== undefined || !(name in retryChecks),
    );
    return wrong === undefined
      ? undefined
      : `maxAttempts, baseDelayMs and maxDelayMs, not ${wrong[0]} ${String(wrong[1])}`;
  },
};

const aborted = Object.getOwnPropertyDescriptor(AbortSignal.prototype, "aborted");

// What only has its methods cannot be listened to together with another; the getter knows its own.
function isSignal(value: unknown): boolean {
  try {
    return typeof aborted?.get?.call(value) === "boolean";
  } catch {
    return false;
  }
}
