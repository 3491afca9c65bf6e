/** What a schema says of itself, in the same words for all libraries. What it has to say but does not makes a describer fail. */
export interface Form<Schema> {
  readonly says: Says<Schema>;
  /** The parts of an `object`, `array`, `set`, `map` or `literal`. */
  readonly parts: () => Parts<Schema>;
  /** Schemas that do not tell what it takes, but may change it. */
  readonly also?: readonly Schema[] | undefined;
  /** Whether its numbers are whole. */
  readonly integer: boolean;
  /** Whether an object accepts that a property of this schema is absent. */
  readonly optional: boolean;
  /** Whether it may give another value than it takes. */
  readonly changes?: boolean | undefined;
  /** Whether the library cannot encode here. */
  readonly oneWay?: boolean | undefined;
}

/** What it takes: a value that suits all of these. */
export interface Says<Schema> {
  /** Of a type of its own, with `parts` or without. */
  readonly type?: string | undefined;
  /** Of one of these. */
  readonly anyOf?: readonly Schema[] | undefined;
  /** Whether null is among those. */
  readonly nullable?: boolean | undefined;
  /** Of each of these: the members of an intersection, what a wrapper is around. */
  readonly allOf?: readonly Schema[] | undefined;
}

export interface Parts<Schema> {
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  /** Whether a property or key may be absent, whatever its own schema says. */
  readonly mayLack: (name: string) => boolean;
  /** What the keys of an object or Map are. */
  readonly keys?: Schema | undefined;
  /** The first elements of an array. */
  readonly items?: readonly Schema[] | undefined;
  /** What the other elements, or the values of other keys, are. */
  readonly each?: Schema | null | undefined;
  /** Whether other keys or elements pass as they are. */
  readonly loose?: boolean | undefined;
  readonly literals?: readonly unknown[] | undefined;
}
