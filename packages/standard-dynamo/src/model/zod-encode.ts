import type { Description, EncodeResult } from "./description.ts";
import { isAsynchronous } from "./zod-validate.ts";
import { type ZodResult, type ZodSchema, zodInternals } from "./zod-schema.ts";

/**
 * Zod's encode direction, which Zod has from 4.1 on; `undefined` before.
 *
 * Gives a promise only for schemas that turned out to be asynchronous, and for those whose own functions throw: it rejects
 * then.
 */
export function zodEncoder(root: ZodSchema): Description["encode"] {
  const { major, minor } = zodInternals(root).version;
  if (major === 4 && minor === 0) return undefined;
  const asynchronous = new WeakSet<ZodSchema>();
  return (value, part) => {
    const schema = (part ?? root) as ZodSchema; // as all parts of a schema of Zod are
    if (!asynchronous.has(schema)) {
      try {
        return toEncoded(schema.safeParse(value, backward));
      } catch (error) {
        const refused = oneWayIssue(error);
        if (refused) return refused;
        if (!isAsynchronous(schema, value, backward)) throw error;
      }
    }
    const encoded = schema.safeParseAsync(value, backward).then((result) => {
      asynchronous.add(schema);
      return toEncoded(result);
    });
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
