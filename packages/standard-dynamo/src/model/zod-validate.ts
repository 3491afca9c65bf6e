import type { MaybePromise } from "./maybe-promise.ts";
import type { SchemaResult } from "./standard-schema.ts";
import type { ZodResult, ZodSchema } from "./zod-schema.ts";

/**
 * What Zod's `~standard.validate` does, except for two things it does not: an asynchronous schema is run once, so that no
 * promise is left behind to be rejected with nobody to catch it, and what a synchronous refinement throws is thrown at once.
 */
export function validateZod(schema: ZodSchema, input: unknown): MaybePromise<SchemaResult<unknown>> {
  let mode = modes.get(schema);
  if (mode === undefined) {
    mode = isAsynchronous(schema, input) ? "asynchronous" : "synchronous";
    modes.set(schema, mode);
  }
  if (mode === "synchronous") {
    try {
      return toResult(schema.safeParse(input));
    } catch (error) {
      // Other values may take another way through the schema than the first.
      if (!isAsynchronous(schema, input)) throw error;
      modes.set(schema, "asynchronous");
    }
  }
  return schema.safeParseAsync(input).then(toResult);
}

const modes = new WeakMap<ZodSchema, "synchronous" | "asynchronous">();

/** Whether a schema needs a promise for a value: Zod's own sign for it, an error, does not survive inside objects (4.6). */
export function isAsynchronous(schema: ZodSchema, value: unknown, context: object = {}): boolean {
  return outcomeOf(schema, value, context).promised;
}

/** How a run of a schema goes that may be asynchronous: whether it needs a promise, or what it throws before that. */
export function outcomeOf(schema: ZodSchema, value: unknown, context: object): { promised: boolean; error?: unknown } {
  try {
    const result = schema._zod.run({ value, issues: [] }, { ...context, async: true });
    if (!(result instanceof Promise)) return { promised: false };
    result.catch(() => undefined);
    return { promised: true };
  } catch (error) {
    return { promised: false, error };
  }
}

function toResult(result: ZodResult): SchemaResult<unknown> {
  return result.success ? { value: result.data } : { issues: result.error.issues };
}
