import type { Description, EncodeResult } from "./description.ts";
import { type ZodResult, type ZodSchema, zodInternals } from "./zod-schema.ts";
import { isAsynchronous, outcomeOf } from "./zod-validate.ts";

/**
 * Zod's encode direction, which Zod has from 4.1 on; `undefined` before.
 *
 * Gives a promise only for schemas that turned out to be asynchronous; throws what their own functions throw.
 */
export function zodEncoder(root: ZodSchema): Description["encode"] {
  const { major, minor } = zodInternals(root).version;
  if (major === 4 && minor === 0) return undefined;
  const asynchronous = new WeakMap<ZodSchema, boolean>();
  return (value, part) => {
    const schema = (part ?? root) as ZodSchema; // as all parts of a schema of Zod are
    if (!asynchronous.has(schema)) asynchronous.set(schema, isAsynchronous(schema, value, backward));
    if (asynchronous.get(schema) === false) {
      try {
        return toEncoded(schema.safeParse(value, backward));
      } catch (error) {
        const again = outcomeOf(schema, value, backward);
        const refused = oneWayIssue(error) ?? oneWayIssue(again.error);
        if (refused) return refused;
        if (!again.promised) throw error;
        asynchronous.set(schema, true);
      }
    }
    const encoded = schema.safeParseAsync(value, backward).then(toEncoded);
    return encoded.catch((error: unknown) => oneWayIssue(error) ?? encoded);
  };
}

// What `z.encode` passes on: only classic schemas have it as a method.
const backward = { direction: "backward" } as const;

function toEncoded(result: ZodResult): EncodeResult {
  if (result.success) return { value: result.data };
  return { issues: result.error.issues.map(({ message, path }) => ({ message, path })) };
}

/** Known by the text: the names of Zod's error classes do not survive minifying in all versions. */
function oneWayIssue(error: unknown): EncodeResult | undefined {
  const message = error instanceof Error ? error.message : "";
  return message.startsWith("Encountered unidirectional transform") ? { issues: [{ message, path: [] }] } : undefined;
}
