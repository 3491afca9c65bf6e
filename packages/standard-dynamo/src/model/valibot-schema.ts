import type { StandardSchemaV1 } from "./standard-schema.ts";

// What this library reads of Valibot's schemas: public properties only. Written by what is asked of them, so that
// Valibot itself is not needed.

export interface ValibotSchema extends StandardSchemaV1 {
  readonly kind: "schema";
  readonly type: string;
  /** The schema itself without the actions, then the actions: `v.pipe(...)`. */
  readonly pipe?: readonly ValibotPipeItem[] | undefined;
  readonly wrapped?: ValibotSchema | undefined;
  readonly getter?: ((input: unknown) => ValibotSchema) | undefined;
  readonly entries?: Readonly<Record<string, ValibotSchema>> | undefined;
  readonly item?: ValibotSchema | undefined;
  readonly items?: readonly ValibotSchema[] | undefined;
  readonly rest?: ValibotSchema | undefined;
  readonly key?: ValibotSchema | string | undefined;
  readonly value?: ValibotSchema | undefined;
  /** Schemas of a union, variant or intersection; values of an enum or picklist. */
  readonly options?: readonly unknown[] | undefined;
  readonly literal?: unknown;
  readonly class?: unknown;
  readonly fallback?: unknown;
}

export type ValibotPipeItem = ValibotSchema | ValibotAction;

export interface ValibotAction {
  readonly kind: "validation" | "transformation" | "metadata";
  readonly type: string;
  readonly requirement?: unknown;
}

/** Whether a value is a schema of Valibot itself. What `toStandardJsonSchema` wraps around one is not. */
export function isValibot(value: unknown): value is ValibotSchema {
  if (typeof value !== "object" || value === null) return false;
  const { kind, type, "~standard": standard }: Partial<ValibotSchema> = value;
  return standard?.vendor === "valibot" && kind === "schema" && typeof type === "string";
}

/** A part that a schema of this type has to have. */
export function valibotPart<Name extends keyof ValibotSchema>(
  schema: ValibotSchema,
  name: Name,
): NonNullable<ValibotSchema[Name]> {
  const part = schema[name];
  if (part === undefined || part === null) throw new TypeError(`A Valibot schema "${schema.type}" without "${name}"`);
  return part;
}

/** The options of a union, variant or intersection. */
export function valibotOptions(schema: ValibotSchema): readonly ValibotSchema[] {
  return valibotPart(schema, "options").filter(isValibot);
}

const resolved = new WeakMap<(input: unknown) => ValibotSchema, ValibotSchema>();

/**
 * What a `v.lazy` stands for: the same schema each time, also where its getter builds a new one. `undefined` for a getter
 * that chooses by the input.
 */
export function valibotLazyInner(schema: ValibotSchema): ValibotSchema | undefined {
  const getter = valibotPart(schema, "getter");
  if (getter.length > 0) return undefined;
  const known = resolved.get(getter);
  if (known !== undefined) return known;
  const inner = getter(undefined);
  resolved.set(getter, inner);
  return inner;
}

/** Whether an action of a pipe may change the value. Some transformations are about types only. */
export function isValibotChange(item: ValibotPipeItem): boolean {
  return item.kind === "transformation" && !["brand", "flavor", "guard", "readonly"].includes(item.type);
}
