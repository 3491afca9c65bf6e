/**
 * Whether a value is an object of named parts: a literal, or an instance of somebody's class. Lists, Maps, promises and the
 * like are not: their parts would be read as absent, and absent parts of a key or prefix mean "all".
 */
export function hasNamedParts(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || Object.prototype.toString.call(value) === "[object Object]";
  } catch {
    // A Proxy that throws.
    return false;
  }
}

/** What a value is that should have been something else, for messages: never what it holds. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  try {
    if (Array.isArray(value)) return "a list";
    if (value instanceof Promise) return "a promise; is an await missing?";
  } catch {
    return "an object that cannot be read";
  }
  return hasNamedParts(value) ? "object" : "an object of another kind";
}

/** What is said of a part whose getter or Proxy throws; the error itself is the cause. */
export const unreadable = "could not be read: reading it threw an error (see cause)";
