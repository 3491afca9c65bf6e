import type { StandardSchemaV1 } from "./standard-schema.ts";

// The part of Zod 4's internals (`_zod`, meant for library authors: https://zod.dev/library-authors) that this library
// reads. Written by what is asked of them, so that Zod itself is not needed: classic and mini, 4.0.0 and later.

export interface ZodSchema extends StandardSchemaV1 {
  readonly _zod: ZodInternals;
  /** Classic, from 4.1 on. */
  safeEncode?(value: unknown): ZodResult;
  safeEncodeAsync?(value: unknown): Promise<ZodResult>;
}

export interface ZodInternals {
  readonly def: ZodDefinition;
  /** Set where an absent object key is accepted: `"optional"`, or from 4.6 on also `"defaulted"`. */
  readonly optin?: string | undefined;
  /** Every value a schema takes, where those can be counted. */
  readonly values?: ReadonlySet<unknown> | undefined;
  readonly bag?: { readonly Class?: unknown } | undefined;
  readonly version?: { readonly major: number; readonly minor: number } | undefined;
  run(payload: ZodPayload, context: { readonly direction: "backward"; readonly async: boolean }): MaybeZodPayload;
}

export interface ZodDefinition {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: ZodCheckDefinition } }[] | undefined;
  readonly coerce?: boolean | undefined;
  readonly format?: string | undefined;
  /** `z.url({ normalize: true })` gives the URL as the platform writes it. */
  readonly normalize?: boolean | undefined;
  readonly innerType?: ZodSchema | undefined;
  readonly getter?: (() => ZodSchema) | undefined;
  readonly in?: ZodSchema | undefined;
  readonly out?: ZodSchema | undefined;
  /** Codecs have it, plain pipes do not. */
  readonly reverseTransform?: unknown;
  readonly shape?: Readonly<Record<string, ZodSchema>> | undefined;
  readonly catchall?: ZodSchema | undefined;
  readonly element?: ZodSchema | undefined;
  readonly items?: readonly ZodSchema[] | undefined;
  readonly rest?: ZodSchema | null | undefined;
  readonly keyType?: ZodSchema | undefined;
  readonly valueType?: ZodSchema | undefined;
  readonly mode?: string | undefined;
  readonly partial?: boolean | undefined;
  readonly options?: readonly ZodSchema[] | undefined;
  readonly left?: ZodSchema | undefined;
  readonly right?: ZodSchema | undefined;
  readonly entries?: Readonly<Record<string, string | number>> | undefined;
  readonly values?: readonly unknown[] | undefined;
  readonly error?: ((issue: ZodIssue) => string | { readonly message: string } | null | undefined) | undefined;
}

export interface ZodCheckDefinition {
  readonly check: string;
  readonly format?: string | undefined;
  readonly value?: unknown;
  readonly normalize?: boolean | undefined;
}

export interface ZodIssue {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly expected?: string | undefined;
  /** The schema that found the issue; of issues that Zod has not finished only. */
  readonly inst?: ZodSchema | undefined;
}

export type ZodResult =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly issues: readonly ZodIssue[] } };

export interface ZodPayload {
  readonly value: unknown;
  readonly issues: readonly ZodIssue[];
}

export type MaybeZodPayload = ZodPayload | Promise<ZodPayload>;

/** Whether a value is a schema of Zod 4, classic or mini. Zod 3 is not. */
export function isZod(value: unknown): value is ZodSchema {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  const { _zod: internals }: { readonly _zod?: Partial<ZodInternals> } = value;
  return typeof internals?.def?.type === "string";
}

export function zodInternals({ _zod: internals }: ZodSchema): ZodInternals {
  return internals;
}

export function zodDefinition(schema: ZodSchema): ZodDefinition {
  return zodInternals(schema).def;
}

export function zodChecks({ checks = [] }: ZodDefinition): readonly ZodCheckDefinition[] {
  return checks.map(({ _zod: { def } }) => def);
}

/** A part that a definition of this type has to have. */
export function zodPart<Name extends keyof ZodDefinition>(
  def: ZodDefinition,
  name: Name,
): NonNullable<ZodDefinition[Name]> {
  const part = def[name];
  if (part === undefined || part === null) throw new TypeError(`A Zod schema of type "${def.type}" without "${name}"`);
  return part;
}

const resolved = new WeakMap<() => ZodSchema, ZodSchema>();

/** What a `z.lazy` stands for: the same schema each time, also where its getter builds a new one (`z.json()`). */
export function zodLazyInner(def: ZodDefinition): ZodSchema {
  const getter = zodPart(def, "getter");
  const known = resolved.get(getter);
  if (known !== undefined) return known;
  const inner = getter();
  resolved.set(getter, inner);
  return inner;
}
