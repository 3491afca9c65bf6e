/**
 * Conditions on a record, attribute by attribute: as filters of a read, and as the condition of a write. An attribute
 * takes a value (equality) or an object of operators; a nested object takes the same again; everything named holds at
 * once, `$and`, `$or` and `$not` combine. `undefined` is no operand: a forgotten value must not match every record.
 *
 * @example
 * ```ts
 * { review: { exists: false }, year: { between: [1990, 1999] }, address: { city: "London" } }
 * { $or: [{ name: { beginsWith: "Day" } }, { tags: { contains: "method" } }], $not: { status: "retired" } }
 * ```
 */
export type FilterCommand<T> = FilterCombinators<T> & {
  readonly [K in keyof Attributes<T>]?: string extends K
    ? AttributeFilter<Attributes<T>[K]> | FilterCombinators<T>[keyof FilterCombinators<T>]
    : AttributeFilter<Attributes<T>[K]>;
};

/** How filters combine; they stand beside the attributes, and hold together with them. */
export interface FilterCombinators<T> {
  /** Every one of these holds. */
  readonly $and?: readonly FilterCommand<T>[];
  /** At least one of these holds. */
  readonly $or?: readonly FilterCommand<T>[];
  /** This does not hold. */
  readonly $not?: FilterCommand<T>;
}

/** What one attribute may be compared with: a value, operators, or, for a nested object, filters of its attributes. */
export type AttributeFilter<V> = unknown extends V
  ? V
  : [V] extends [Scalar | null | undefined]
    ? Exclude<V, undefined> | ScalarOperators<Exclude<V, undefined>>
    : IsNested<V> extends true
      ? NestedFilter<NonNullable<V>> | Extract<V, null>
      : DirectOperand<V> | WholeOperators<Exclude<V, undefined>>;

/**
 * Filters of a nested object's attributes. The object itself is asked by `$exists` and `$size`, so that its attributes
 * may have any name. A record takes either its entries or these two; `$and` brings both together.
 *
 * @example `{ address: { $exists: true, city: "London" }, scores: { final: { gte: 3 } } }`
 */
export type NestedFilter<T> = string extends keyof T
  ? NestedAttributes<T> | NestedOperators
  : NestedAttributes<T> & NestedOperators;

/** The part of a nested object's filter that names its attributes. */
export type NestedAttributes<T> = { readonly [K in keyof T]?: AttributeFilter<T[K]> };

/** What can be asked of a nested object, or of a record, as a whole. */
export interface NestedOperators {
  /** Whether the object is there, and not `null`. */
  readonly $exists?: boolean;
  /** How many attributes the stored object has. */
  readonly $size?: SizeFilter;
}

/** Operators of every attribute. */
export interface EqualityOperators<V> {
  readonly eq?: V;
  /** Differs, or is absent. */
  readonly ne?: V;
  /** Equals one of these. */
  readonly in?: readonly V[];
  /** Whether the attribute is there, with a value other than `null`. */
  readonly exists?: boolean;
}

/** Operators of numbers, bigints and dates. */
export interface OrderOperators<V, Bound> extends EqualityOperators<V> {
  readonly lt?: Bound;
  readonly lte?: Bound;
  readonly gt?: Bound;
  readonly gte?: Bound;
  /** From the first to the second, both included. */
  readonly between?: readonly [Bound, Bound];
}

/** Operators of text, which is ordered by its UTF-8 bytes. */
export interface TextOperators<V> extends OrderOperators<V, string> {
  readonly beginsWith?: string;
  /** Has this text in it. */
  readonly contains?: string;
  /** The length, of ASCII text in characters; engines differ in how they count others. */
  readonly size?: SizeFilter;
}

/** Operators of bytes. */
export interface BytesOperators<V> extends EqualityOperators<V> {
  readonly beginsWith?: Uint8Array;
  /** The number of bytes. */
  readonly size?: SizeFilter;
}

/** Operators of arrays and Sets. */
export interface CollectionOperators<V, Element> extends EqualityOperators<V> {
  /** Has an element that equals this. */
  readonly contains?: Element;
  /** The number of elements. */
  readonly size?: SizeFilter;
}

/** Operators of Maps, of unions of objects and of other values that are stored as one. */
export interface ObjectOperators<V> extends EqualityOperators<V> {
  /** The number of entries. */
  readonly size?: SizeFilter;
}

/** Operators of an attribute of several types, such as `string | number`: those of each, with operands of any of them. */
export interface MixedOperators<V> extends OrderOperators<V, BoundOf<V>> {
  readonly beginsWith?: Extract<V, string> extends never ? Extract<V, Uint8Array> : string | Extract<V, Uint8Array>;
  readonly contains?: ElementOf<V>;
  readonly size?: SizeFilter;
}

/** A size, or a range of sizes. */
export type SizeFilter = number | SizeOperators;

/** Comparisons of a size. */
export type SizeOperators = Omit<OrderOperators<number, number>, "in" | "exists">;

/** The operators of a scalar attribute of this type. */
export type ScalarOperators<V> = [V] extends [string | null]
  ? TextOperators<V>
  : [V] extends [number | null]
    ? OrderOperators<V, number>
    : [V] extends [boolean | null]
      ? EqualityOperators<V>
      : [V] extends [Date | null]
        ? OrderOperators<V, Date>
        : [V] extends [bigint | null]
          ? OrderOperators<V, bigint>
          : [V] extends [Uint8Array | null]
            ? BytesOperators<V>
            : MixedOperators<V>;

/** The operators of an attribute that is neither scalar nor a nested object. */
export type WholeOperators<V> = [V] extends [Whole | null]
  ? [V] extends [readonly (infer Element)[] | null]
    ? CollectionOperators<V, Element>
    : [V] extends [ReadonlyMap<unknown, unknown> | null]
      ? ObjectOperators<V>
      : [V] extends [ReadonlySet<infer Element> | null]
        ? CollectionOperators<V, Element>
        : MixedOperators<V>
  : [Extract<V, Scalar | readonly unknown[] | ReadonlySet<unknown>>] extends [never]
    ? ObjectOperators<V>
    : MixedOperators<V>;

/** What an attribute may be compared with directly: a plain object would be mistaken for operators, so it goes in `eq`. */
export type DirectOperand<V> = V extends Scalar | Whole | null ? V : never;

/** What a value of this type is ordered against: a bound may lie outside the attribute's own literals and brands. */
export type BoundOf<V> = V extends string
  ? string
  : V extends number
    ? number
    : V extends bigint
      ? bigint
      : Extract<V, Date>;

/** What `contains` looks for in a value of this type. */
export type ElementOf<V> = V extends string
  ? string
  : V extends readonly (infer Element)[]
    ? Element
    : V extends ReadonlyMap<unknown, unknown>
      ? never
      : V extends ReadonlySet<infer Element>
        ? Element
        : never;

// --- The shapes of attributes, for filters and for updates ---

/** Values without parts, as far as a command can tell. */
export type Scalar = string | number | bigint | boolean | Date | Uint8Array;

/** Values with parts that are compared and replaced as one. */
export type Whole = readonly unknown[] | ReadonlySet<unknown> | ReadonlyMap<unknown, unknown>;

/** The attributes of a model by name: those of every branch where it is a union, any name where nothing is known. */
export type Attributes<T> = unknown extends T
  ? { readonly [attribute: string]: T }
  : IsUnion<T> extends false
    ? T
    : { [K in keyof AllKeys<T>]: ValueAt<OpenBranches<T>, K> };

/** The names of the attributes of a model. */
export type AttributeName<T> = keyof Attributes<T>;

/** Whether a command reaches into an attribute of this type: a plain object or a record, possibly absent or null. */
export type IsNested<V> = unknown extends V
  ? false
  : [V] extends [unknown[] | null | undefined]
    ? false
    : [V] extends [Scalar | null | undefined]
      ? false
      : IsNestedObject<NonNullable<V>>;

// Arrays are told first above, as to compare one with the interface of a Date or of bytes makes the compiler write out all its methods.
type IsNestedObject<V> =
  IsUnion<V> extends false ? ([V] extends [Scalar | Whole] ? false : HasMethod<V> extends true ? false : true) : false;

type IsUnion<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never;

/** Class instances have methods, modelled objects do not. An `any` among the attributes says nothing. */
type HasMethod<T> = 0 extends 1 & T[keyof T]
  ? false
  : [Extract<T[keyof T], (...parameters: never) => unknown>] extends [never]
    ? false
    : true;

/** An intersection of the branches by their names only, as a key is optional here when it is so in each branch that has it. */
type AllKeys<T> = (T extends unknown ? (branch: { [K in keyof T]: unknown }) => void : never) extends (
  branch: infer Keys,
) => void
  ? Keys
  : never;

/** The branches, each with `never` for the names of the others: so the compiler itself unites what stands at a name. */
type OpenBranches<T> = T extends unknown ? T & { readonly [other: string]: never } : never;

type ValueAt<Branches, K> = string extends K ? unknown : K extends keyof Branches ? Branches[K] : never;
