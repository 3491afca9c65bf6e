import { classType } from "./plain-node.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";

// What this library reads of Valibot's schemas: public properties only. Written by what is asked of them, so that
// Valibot itself is not needed.

/** Each type has some of the parts. */
export interface ValibotSchema extends StandardSchemaV1 {
  readonly kind: "schema";
  readonly type: string;
  /** The schema itself without the actions, then the actions: `v.pipe(...)`. */
  readonly pipe?: readonly ValibotPipeItem[] | undefined;
  readonly wrapped: ValibotSchema;
  readonly getter: (input?: unknown) => ValibotSchema;
  readonly entries: Readonly<Record<string, ValibotSchema>>;
  readonly item: ValibotSchema;
  readonly items: readonly ValibotSchema[];
  readonly rest: ValibotSchema | undefined;
  readonly key: ValibotSchema | undefined;
  readonly value: ValibotSchema | undefined;
  /** Schemas of a union, variant or intersection; values of an enum or picklist. */
  readonly options: readonly ValibotSchema[];
  readonly literal: unknown;
  readonly class: unknown;
  readonly fallback?: unknown;
}

/** A schema or an action. */
export interface ValibotPipeItem {
  readonly kind: "schema" | "validation" | "transformation" | "metadata";
  readonly type: string;
  readonly requirement?: unknown;
}

/** Whether a value is a schema of Valibot itself. What `toStandardJsonSchema` wraps around one is not. */
export function isValibot(value: unknown): value is ValibotSchema {
  const { kind, "~standard": standard } = (value ?? {}) as Partial<ValibotSchema>;
  return kind === "schema" && standard?.vendor === "valibot";
}

/** The name of its type; of instances of a class, what they are stored as. */
export function valibotType({ type, class: constructor }: ValibotSchema): string {
  return type === "instance" ? classType(constructor) : type;
}
