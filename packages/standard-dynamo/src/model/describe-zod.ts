import { combine } from "./combine.ts";
import { describeParts } from "./describe-parts.ts";
import type { Description } from "./description.ts";
import type { Form, Parts } from "./form.ts";
import { resolveLazy } from "./memoize.ts";
import { zodEncoder } from "./zod-encode.ts";
import { type ZodCheck, type ZodDefinition, type ZodSchema, zodInternals, zodType } from "./zod-schema.ts";

/** Describes the input side of a Zod schema. */
export function describeZod(schema: ZodSchema): Description {
  return { ...describeParts(schema, readZod), encode: zodEncoder(schema) };
}

function readZod(schema: ZodSchema): Form<ZodSchema> {
  const { def, optin } = zodInternals(schema);
  const { type, checks } = def;
  const oneWay = type === "transform" || type === "success";
  const all: readonly ZodCheck[] = checks ? [def, ...checks.map((check) => check._zod.def)] : [def];
  return {
    says: combine(zodType(schema), innerOf(def), def.left ? [def.left, def.right] : def.options),
    parts: () => partsOf(def),
    also: def.out && [def.in, def.out],
    integer: all.some(
      ({ check, format, value }) => format?.includes("int") || (check === "multiple_of" && Number.isInteger(value)),
    ),
    optional: optin !== undefined,
    oneWay,
    changes:
      oneWay ||
      type === "promise" ||
      def.coerce ||
      def.reverseTransform !== undefined ||
      all.some(({ check, normalize }) => check === "overwrite" || normalize),
  };
}

function partsOf(def: ZodDefinition): Parts<ZodSchema> {
  const { type, catchall, keyType: keys } = def;
  return {
    properties: def.shape,
    // The keys of `partialRecord` are optional: marked so from 4.1 on, by a key without countable values before.
    mayLack: () => type === "record" && (def.partial === true || !keys._zod.values),
    keys,
    items: def.items,
    each: def.element ?? def.valueType ?? (catchall && zodType(catchall) !== "never" ? catchall : def.rest),
    loose: def.mode === "loose" && !takesAnyName(keys),
    literals: def.values ?? (def.entries && enumValues(def.entries)),
  };
}

function innerOf(def: ZodDefinition): ZodSchema {
  if (def.type === "lazy") return resolveLazy(def.getter);
  if (def.type !== "pipe") return def.innerType;
  // Values pass a plain pipe unchanged, so behind "anything" its second schema tells what the pipe takes.
  return /^(any|unknown)$/.test(zodType(def.in)) && !def.reverseTransform ? def.out : def.in;
}

function takesAnyName(key: ZodSchema): boolean {
  const { type, format, checks = [] } = key._zod.def;
  return type === "string" && format === undefined && checks.length === 0;
}

/** A TypeScript enum of numbers also has its names as values. */
function enumValues(entries: Readonly<Record<string, unknown>>): readonly unknown[] {
  const values = new Set(Object.values(entries));
  return Object.keys(entries).flatMap((name) => (values.has(Number(name)) ? [] : [entries[name]]));
}
