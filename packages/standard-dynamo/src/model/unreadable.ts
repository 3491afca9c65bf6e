import { Refused } from "./refused.ts";

/** What is refused because to look at it threw. The message says nothing of what was thrown: it may hold a value. */
export function unreadable(path: readonly (string | number)[], cause: unknown): Refused {
  const message = "could not be read: a getter, a Proxy or a class of its own threw, see the cause";
  return new Refused([{ path: [...path], message }], cause);
}

/**
 * Looks at everything in a value once, after a schema has thrown: it may have been the value that threw.
 *
 * @throws Refused with the path of what cannot be read
 */
export function refuseUnreadable(value: unknown): void {
  const path: (string | number)[] = [];
  const seen = new Set<unknown>();
  const look = (part: unknown): void => {
    if (typeof part !== "object" || part === null || seen.has(part) || seen.size > mostParts) return;
    seen.add(part);
    for (const name of Object.keys(part)) {
      path.push(Array.isArray(part) ? Number(name) : name);
      look((part as Readonly<Record<string, unknown>>)[name]);
      path.pop();
    }
  };
  try {
    look(value);
  } catch (error) {
    // Deeper than the stack is.
    if (!(error instanceof RangeError)) throw unreadable(path, error);
  }
}

// An item has fewer.
const mostParts = 100_000;
