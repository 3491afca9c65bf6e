import type { MaybePromise } from "./maybe-promise.ts";
import type { Node } from "./node.ts";
import type { Stored, StoredMap } from "./stored.ts";

/** How `serializeAt` looks at a value. */
export interface SerializeAtOptions {
  /** `false`: a value that the schema refuses is let through if it is stored as the attribute is (bounds of filters). @default true */
  readonly check?: boolean | undefined;
  /** With `check: false`: the value is a bound, so it need not be one that the attribute can have. @default false */
  readonly bound?: boolean | undefined;
  /** The value is one element of the list or set at the path. @default false */
  readonly element?: boolean | undefined;
}

/**
 * A schema made ready for DynamoDB: what `model()` gives and a repository takes. Its methods throw `ItemValidationError`
 * and answer with a promise only if the schema is asynchronous.
 */
export interface ModelCodec<Input = unknown, Output = Input> {
  /** Used in error messages and logs. */
  readonly name: string;
  /** A description of the stored record; `undefined`: its attributes are not known and not checked. */
  readonly root: Node | undefined;
  /** Whether Sets are stored as sets of DynamoDB, so that appending to one adds to it. @default false */
  readonly nativeSets?: boolean | undefined;
  /**
   * Whether it is certain that no record holds bytes, so that requests can be written faster. Who says either also promises
   * that what `serialize` gives stays as it is. @default neither is known
   */
  readonly holdsNoBytes?: boolean | undefined;
  /** A stored record, without its keys and internal attributes, as the schema gives it out. */
  parse(stored: StoredMap): MaybePromise<Output>;
  /** A record as it is stored; never gives what `parse` would refuse. */
  serialize(value: Output): MaybePromise<StoredMap>;
  /** The value of the attribute at a path as it is stored, checked by the part of the schema that it goes to. */
  serializeAt(path: readonly string[], value: unknown, options?: SerializeAtOptions): MaybePromise<Stored>;
  /** Exists for type inference only. */
  readonly types?: { readonly input: Input; readonly output: Output } | undefined;
}
