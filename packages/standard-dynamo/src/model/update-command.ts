import type { AttributeName, Attributes, FilterCommand, IsNested, Scalar } from "./filter-command.ts";

/**
 * Changes of one record, as plain data. Each section names attributes; an attribute may be named by one section only.
 *
 * @example
 * ```ts
 * {
 *   set: { review: "Superb", address: { city: "London" } },
 *   increment: { views: 1 },
 *   append: { tags: ["drama"] },
 *   remove: { nickname: true },
 *   currentVersion: content.currentVersion,
 * }
 * ```
 */
export interface UpdateCommand<
  Output,
  Input = Output,
  Replaced extends AttributeName<Output> = AttributeName<Output>,
  Incremented extends AttributeName<Output> = AttributeName<Output>,
  Appended extends AttributeName<Output> = AttributeName<Output>,
  Removed extends AttributeName<Input> = AttributeName<Input>,
> {
  /** New values; those of a nested object attribute by attribute, so that what is not named stays. */
  readonly set?: SetPatch<Output> | undefined;
  /** New values of objects, records and lists as a whole, so that what is not named goes. */
  readonly replace?: Section<Replaced, ReplacePatch<Named<Output, Replaced>>> | undefined;
  /** Amounts to add to numbers; an absent number counts as 0. */
  readonly increment?: Section<Incremented, IncrementPatch<Named<Output, Incremented>>> | undefined;
  /** Elements to add at the end of lists and Sets; an absent list counts as empty. */
  readonly append?: Section<Appended, AppendPatch<Named<Output, Appended>>> | undefined;
  /** Attributes to remove, by `true` or as a list of names: those the schema accepts to be absent. */
  readonly remove?: Section<Removed, RemovePatch<Named<Input, Removed>>> | LooseRemoveList<Input> | undefined;
  /** Writes only if the record is at this version. */
  readonly currentVersion?: number | undefined;
  /** When the record expires; `null` clears it. */
  readonly expiry?: Date | null | undefined;
  /** Writes only if the record as stored matches. */
  readonly condition?: FilterCommand<Output> | undefined;
}

/**
 * Values to set, by attribute. Nested objects are patched attribute by attribute and records entry by entry; everything
 * else, an entry of a record included, is a whole value. `undefined` means not named.
 *
 * @example `{ review: "Superb", address: { city: "London" }, scores: { final: 3 } }`
 */
export type SetPatch<T> = {
  readonly [K in keyof Attributes<T>]?:
    | (IsEntry<K> extends true ? WholeValue<Attributes<T>[K]> : SetValue<Attributes<T>[K]>)
    | undefined;
};

/** What `set` takes for an attribute of this type. */
export type SetValue<V> = IsNested<V> extends true ? SetPatch<NonNullable<V>> | Extract<V, null> : WholeValue<V>;

/**
 * Values to put in the place of an attribute of the record: objects, records, lists, Sets, Maps. (Scalars are `set`.)
 *
 * @example `{ address: { street: "Gloucester Place", city: "London" } }`
 */
export type ReplacePatch<T> = ReplaceAttributes<Attributes<T>> & AnySection;

/** What `replace` takes for an attribute of this type. */
export type ReplaceValue<V> = IsReplaceable<V> extends true ? WholeValue<V> : never;

/**
 * Amounts to add, by attribute: those that are `number` or `bigint`, in nested objects and in records too.
 *
 * @example `{ views: 1, statistics: { failures: -1 } }`
 */
export type IncrementPatch<T> = IncrementAttributes<Attributes<T>> & AnySection;

/** What `increment` takes for an attribute of this type. */
export type IncrementValue<V> =
  IsNested<V> extends true ? IncrementPatch<NonNullable<V>> : unknown extends V ? number | bigint : Amount<V>;

/**
 * Elements to add at the end, by attribute: arrays (not tuples) and Sets, in nested objects and in records too.
 *
 * @example `{ tags: ["drama"], address: { lines: ["Second floor"] } }`
 */
export type AppendPatch<T> = AppendAttributes<Attributes<T>> & AnySection;

/** What `append` takes for an attribute of this type. */
export type AppendValue<V> =
  IsNested<V> extends true ? AppendPatch<NonNullable<V>> : unknown extends V ? readonly V[] : Elements<V>;

/**
 * Attributes to remove, by the type that the schema *takes*: the optional ones, those with a default, and entries of
 * records; in nested objects too. A list names attributes of the record itself.
 *
 * @example `{ nickname: true, address: { street: true } }` or `["nickname"]`
 */
export type RemovePatch<Input> = RemoveNamed<Attributes<Input>> & RemoveList<RemovableName<Input>>;

/** The part of a removal that names attributes by `true`, or nested ones by an object. */
export type RemoveAttributes<Input> = RemoveNamed<Attributes<Input>> & AnySection;

/** What `remove` takes for an attribute. */
export type RemoveValue<K extends keyof T, T> =
  | (IsRemovable<K, T> extends true ? true : never)
  | (IsNested<T[K]> extends true ? RemoveAttributes<NonNullable<T[K]>> : never);

/**
 * A removal that is a list of names. Only what arrays have in common with it is written here: beside a full array type
 * the compiler would no longer say "did you mean" for a misspelt attribute.
 */
export interface RemoveList<Name> {
  readonly [index: number]: Name;
  readonly [Symbol.iterator]?: () => Iterator<Name>;
}

/** A removal that is a list of names, for a model that takes attributes of any name. */
export type LooseRemoveList<Input> = string extends keyof Attributes<Input> ? readonly string[] : never;

/** The names of the attributes that may be absent from a record. */
export type RemovableName<Input> = RemovableKey<Attributes<Input>>;

// --- The names of a command ---

/**
 * A section of a command that names some attributes. The compiler infers the names from the last branch, which is never
 * taken: it infers nothing from a section itself, whose keys depend on types. `unknown` keeps it from writing out the
 * section for all attributes before it knows the names.
 */
export type Section<Name extends PropertyKey, Patch> = never extends Name
  ? Patch
  : never extends Name
    ? unknown
    : { readonly [K in Name]?: unknown };

/** A model as far as a section names it: whole if all attributes are named, or if they may have any name. */
export type Named<T, Name extends AttributeName<T>> =
  string extends AttributeName<T> ? T : AttributeName<T> extends Name ? T : Pick<Attributes<T>, Name>;

// --- The attributes of a section ---

// Each asks about an attribute by its type alone, so that the compiler answers for `string` once in a program.
type ReplaceAttributes<T> = {
  readonly [K in keyof T as IsReplaceable<T[K]> extends true ? K : K & OpenNames<T>]?: ReplaceValue<T[K]> | undefined;
};

type IncrementAttributes<T> = {
  readonly [K in keyof T as IsIncrementable<T[K]> extends true ? K : K & OpenNames<T>]?:
    | IncrementValue<T[K]>
    | undefined;
};

type AppendAttributes<T> = {
  readonly [K in keyof T as IsAppendable<T[K]> extends true ? K : K & OpenNames<T>]?: AppendValue<T[K]> | undefined;
};

type RemoveNamed<T> = {
  readonly [K in keyof T as Marks<T>[K] extends 1 ? (IsNested<T[K]> extends true ? K : K & OpenNames<T>) : K]?:
    | RemoveValue<K, T>
    | undefined;
};

/**
 * Beside the attributes of a section. It keeps a section without any from being the type {}, which would accept
 * everything; and as no patch is an async iterable, it stands in nobody's way.
 */
interface AnySection {
  readonly [Symbol.asyncIterator]?: never;
}

// Beside an index signature what does not suit keeps its name, or the signature would take it.
type OpenNames<T> = string extends keyof T ? PropertyKey : number extends keyof T ? number : never;

type IsReplaceable<V> = unknown extends V ? true : [V] extends [Scalar | null | undefined] ? false : true;

type IsIncrementable<V> = unknown extends V
  ? true
  : [V] extends [number | bigint | null | undefined]
    ? true
    : IsNested<V>;

type IsAppendable<V> = unknown extends V ? true : [Elements<V>] extends [never] ? IsNested<V> : true;

type RemovableKey<T> = string extends keyof T
  ? string
  : { readonly [K in keyof T]-?: IsRemovable<K, T> extends true ? K & string : never }[keyof T];

type IsRemovable<K extends keyof T, T> = IsEntry<K> extends true ? true : Marks<T>[K] extends 1 ? false : true;

/** A mark at each name; at an optional one also `undefined`, or, with exactOptionalPropertyTypes, what stands for absence. */
type Marks<T> = { readonly [K in keyof T]: 1 };

/** Whether a key stands for every name: that of an index signature, which records and loose objects have. */
type IsEntry<K> = string extends K ? true : number extends K ? true : false;

/** A value as it is, but neither an array nor a Set nor a Map needs to be a mutable one. */
type WholeValue<V> = unknown extends V
  ? V
  : [V] extends [Scalar | null | undefined]
    ? V
    : V extends readonly unknown[]
      ? Readonly<V>
      : V extends ReadonlyMap<infer Key, infer Entry>
        ? ReadonlyMap<Key, Entry>
        : V extends ReadonlySet<infer Element>
          ? ReadonlySet<Element>
          : V;

type Amount<V> = V extends bigint ? bigint : V extends number ? number : never;

type Elements<V> = [V] extends [unknown[] | null | undefined]
  ? ListElements<V>
  : [V] extends [readonly unknown[] | ReadonlySet<unknown> | null | undefined]
    ? ListElements<V>
    : never;

// Apart from Elements, because a type parameter does not distribute below a condition on itself in a tuple.
type ListElements<V> = V extends readonly (infer Element)[]
  ? number extends V["length"]
    ? readonly Element[]
    : never
  : V extends ReadonlyMap<unknown, unknown>
    ? never
    : V extends ReadonlySet<infer Element>
      ? readonly Element[] | ReadonlySet<Element>
      : never;
