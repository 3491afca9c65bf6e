import type { Says } from "./form.ts";

/** What a schema is by the name of its type, in Zod or Valibot, and by what it is around or has the choice of. */
export function combine<Schema>(type: string, inner: Schema, options: readonly Schema[]): Says<Schema> {
  if (/^(union|variant)$/.test(type)) return { anyOf: options };
  if (/^null(able|ish)$/.test(type)) return { anyOf: [inner], nullable: true };
  if (type.startsWith("intersect")) return { allOf: options };
  if (wrapper.test(type)) return { allOf: [inner] };
  if (/object|record/.test(type)) return { type: "object" };
  if (/array|tuple/.test(type)) return { type: "array" };
  return { type: /^(enum|picklist)$/.test(type) ? "literal" : type };
}

const wrapper = /^(\w*optional|undefinedable|non_null\w+|default|prefault|catch|readonly|success|lazy|pipe)$/;
