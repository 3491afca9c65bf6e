import { classType } from "./plain-node.ts";
import type { SchemaIssue, StandardSchemaV1 } from "./standard-schema.ts";

// The part of Zod 4's internals (`_zod`, meant for library authors: https://zod.dev/library-authors) that this library
// reads. Written by what is asked of them, so that Zod itself is not needed: classic and mini, 4.0.0 and later.

export interface ZodSchema extends StandardSchemaV1 {
  readonly _zod: ZodInternals;
  safeParse(value: unknown, context?: { readonly direction: "backward" }): ZodResult;
  safeParseAsync(value: unknown, context?: { readonly direction: "backward" }): Promise<ZodResult>;
}

export type ZodResult =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };

export interface ZodInternals {
  readonly def: ZodDefinition;
  /** Set where an absent object key is accepted: `"optional"`, or from 4.6 on also `"defaulted"`. */
  readonly optin?: string | undefined;
  /** Every value a schema takes, where those can be counted. */
  readonly values?: unknown;
  readonly bag?: { readonly Class?: unknown } | undefined;
  readonly version: { readonly major: number; readonly minor: number };
  run(payload: { readonly value: unknown; readonly issues: unknown[] }, context: object): unknown;
}

/** Each type has some of the parts. */
export interface ZodDefinition extends ZodCheck {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: ZodCheck } }[] | undefined;
  readonly coerce?: boolean | undefined;
  readonly innerType: ZodSchema;
  readonly getter: () => ZodSchema;
  readonly in: ZodSchema;
  readonly out: ZodSchema;
  /** Codecs have it, plain pipes do not. */
  readonly reverseTransform?: unknown;
  readonly shape: Readonly<Record<string, ZodSchema>>;
  readonly catchall?: ZodSchema | undefined;
  readonly element: ZodSchema;
  readonly items: readonly ZodSchema[];
  readonly rest?: ZodSchema | null | undefined;
  readonly keyType: ZodSchema;
  readonly valueType: ZodSchema | undefined;
  readonly mode?: string | undefined;
  readonly partial?: boolean | undefined;
  readonly options: readonly ZodSchema[];
  readonly values?: readonly unknown[] | undefined;
  readonly entries?: Readonly<Record<string, unknown>> | undefined;
  readonly left: ZodSchema;
  readonly right: ZodSchema;
}

/** Formats are types and checks in one. */
export interface ZodCheck {
  readonly check?: string | undefined;
  readonly format?: string | undefined;
  readonly value?: unknown;
  /** `z.url({ normalize: true })` gives the URL as the platform writes it. */
  readonly normalize?: boolean | undefined;
}

/** Whether a value is a schema of Zod 4, classic or mini. Zod 3 is not. */
export function isZod(value: unknown): value is ZodSchema {
  return typeof (value as Partial<ZodSchema> | null | undefined)?._zod?.def?.type === "string";
}

export function zodInternals({ _zod: internals }: ZodSchema): ZodInternals {
  return internals;
}

/** The name of its type; of instances of a class, what they are stored as. */
export function zodType({ _zod: { def, bag } }: ZodSchema): string {
  return bag?.Class ? classType(bag.Class) : def.type;
}
