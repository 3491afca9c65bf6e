import type { Description, EncodeResult } from "./description.ts";
import type { SchemaIssue, StandardSchemaV1 } from "./standard-schema.ts";
import {
  isZod,
  type ZodDefinition,
  type ZodIssue,
  type ZodPayload,
  type ZodResult,
  type ZodSchema,
  zodDefinition,
  zodInternals,
} from "./zod-schema.ts";

/**
 * Zod's encode direction, which Zod has from 4.1 on; `undefined` before.
 *
 * Gives a promise only for schemas that turned out to be asynchronous, and for those whose own functions throw: it rejects
 * then.
 */
export function zodEncoder(root: ZodSchema): Description["encode"] {
  if (!hasEncodeDirection(root)) return undefined;
  const asynchronous = new WeakSet<ZodSchema>();
  return (value: unknown, schema?: StandardSchemaV1) => {
    const target = schema ?? root;
    if (!isZod(target))
      return { issues: [{ message: "Expected the schema of this place to be one of Zod", path: [] }] };
    if (asynchronous.has(target)) return encodeAsync(target, value);
    try {
      return encodeSync(target, value);
    } catch (error) {
      if (isOneWay(error)) return oneWayIssue(error);
      // Mostly Zod's own error for asynchronous schemas, but inside objects also any TypeError (4.6).
      return encodeAsync(target, value).then((result) => {
        asynchronous.add(target);
        return result;
      });
    }
  };
}

function hasEncodeDirection(schema: ZodSchema): boolean {
  const { version } = zodInternals(schema);
  return version !== undefined && (version.major > 4 || (version.major === 4 && version.minor >= 1));
}

function encodeSync(schema: ZodSchema, value: unknown): EncodeResult {
  if (schema.safeEncode !== undefined) return fromResult(schema.safeEncode(value));
  const payload = zodInternals(schema).run({ value, issues: [] }, { direction: "backward", async: false });
  if (!(payload instanceof Promise)) return fromPayload(payload);
  payload.catch(() => {}); // it is run anew
  throw new TypeError("The schema is asynchronous");
}

async function encodeAsync(schema: ZodSchema, value: unknown): Promise<EncodeResult> {
  try {
    if (schema.safeEncodeAsync !== undefined) return fromResult(await schema.safeEncodeAsync(value));
    return fromPayload(await zodInternals(schema).run({ value, issues: [] }, { direction: "backward", async: true }));
  } catch (error) {
    if (isOneWay(error)) return oneWayIssue(error);
    throw error;
  }
}

/** By the text: the names of Zod's error classes do not survive minifying in all versions. */
function isOneWay(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith("Encountered unidirectional transform");
}

function oneWayIssue(error: Error): EncodeResult {
  return { issues: [{ message: error.message, path: [] }] };
}

function fromResult(result: ZodResult): EncodeResult {
  return result.success ? { value: result.data } : { issues: result.error.issues.map(toIssue) };
}

function fromPayload({ value, issues }: ZodPayload): EncodeResult {
  return issues.length === 0 ? { value } : { issues: issues.map(toIssue) };
}

function toIssue(issue: ZodIssue): SchemaIssue {
  return { message: messageOf(issue), path: issue.path ?? [] };
}

/** The run protocol leaves messages out; this finds them where Zod's own functions do. */
function messageOf(issue: ZodIssue): string {
  const { message, inst, expected } = issue;
  if (message !== undefined) return message;
  const config: ZodConfig | undefined = Reflect.get(globalThis, "__zod_globalConfig");
  for (const find of [inst && zodDefinition(inst).error, config?.customError, config?.localeError]) {
    const found = find?.(issue);
    if (typeof found === "string") return found;
    if (found !== undefined && found !== null) return found.message;
  }
  return expected === undefined ? "Invalid input" : `Invalid input: expected ${expected}`;
}

interface ZodConfig {
  readonly customError?: ZodDefinition["error"];
  readonly localeError?: ZodDefinition["error"];
}
