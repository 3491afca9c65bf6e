import { CommandValidationError } from "../errors/command-validation-error.ts";
import type { Issue } from "../errors/issue.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import { isStandardDynamoError } from "../errors/standard-dynamo-error.ts";
import { unreadable } from "../key/named-parts.ts";
import { isWellFormed } from "../key/text.ts";
import { maxItemBytes } from "../model/item-limit.ts";
import { all, chain, type MaybePromise } from "../model/maybe-promise.ts";
import type { ModelCodec, SerializeAtOptions } from "../model/model-codec.ts";
import { Refused } from "../model/refused.ts";
import { isoText, toStored } from "../model/storable.ts";
import type { Stored } from "../model/stored.ts";
import { maxParts, oversize, oversizeOfAll } from "./command-limits.ts";

/** The place of an operand among those of one command; its value is known once all are checked. */
export type Slot = number;

/** Where in a command something stands. */
export type At = readonly (string | number)[];

/** What a command is planned for. */
export interface CommandScope {
  /** How errors name the command. */
  readonly subject: string;
  /** The names of the two key attributes. */
  readonly keys: readonly string[];
}

/** What came of a command's operands: their values by slot, or every mistake. */
export interface SettledOperands {
  readonly values: readonly Stored[];
  readonly issues: readonly Issue[];
  /** What a part of the command threw, if one did. */
  readonly cause: unknown;
}

/** Collects the operands and the mistakes of one command, so that all are checked and reported together. */
export class Operands {
  readonly #codec: ModelCodec;
  readonly #scope: CommandScope;
  readonly #issues: Issue[] = [];
  readonly #values: MaybePromise<Stored>[] = [];
  /** By slot; what has none is small. */
  readonly #places: At[] = [];
  readonly #checks: ((values: readonly Stored[]) => void)[] = [];
  #at: At = [];
  #parts = 0;
  #cause: unknown;

  constructor(codec: ModelCodec, scope: CommandScope) {
    this.#codec = codec;
    this.#scope = scope;
  }

  get codec(): ModelCodec {
    return this.#codec;
  }

  isKey(name: string): boolean {
    return this.#scope.keys.includes(name);
  }

  /** A part of a command, which is about to be looked at. */
  part(holder: Readonly<Record<string, unknown>>, name: string, at: At): unknown {
    this.count(at, 1);
    return holder[name];
  }

  /** @throws CommandValidationError if a command with so many more parts is too long to be looked at */
  count(at: At, parts: number): void {
    this.#at = at;
    this.#parts += parts;
    if (this.#parts <= maxParts) return;
    const message = `has more than ${maxParts} parts, which DynamoDB's expressions of 4,096 bytes have no room for`;
    throw new CommandValidationError(this.#scope.subject, [...this.#issues, { path: at.slice(0, 1), message }]);
  }

  /** An operand that the model checks as the value of the attribute at `path`. */
  checked(at: At, path: readonly string[], value: unknown, options: SerializeAtOptions = {}): Slot {
    const refused = (error: unknown): Stored => {
      if (isItemValidationError(error)) {
        for (const issue of error.issues) this.refuse([...at, ...issue.path], issue.message);
      } else if (isStandardDynamoError(error)) {
        throw error;
      } else {
        this.refuse(at, unreadable);
        this.#cause ??= error;
      }
      return null;
    };
    try {
      const stored = this.#codec.serializeAt(path, value, options);
      return this.#take(stored instanceof Promise ? stored.catch(refused) : stored, at);
    } catch (error) {
      return this.#take(refused(error), at);
    }
  }

  /** A number to add: any that DynamoDB holds. */
  amount(at: At, value: number | bigint): Slot {
    try {
      return this.given(toStored(value, { sets: "list", date: isoText }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      for (const issue of error.issues) this.refuse(at, issue.message);
      return this.given(null);
    }
  }

  /** A part of text or bytes, which no schema can check. */
  piece(at: At, value: string | Uint8Array): Slot {
    if (typeof value === "string" && !isWellFormed(value)) {
      this.refuse(at, "is not well-formed text: it holds a lone surrogate");
    }
    return this.#take(value, at);
  }

  /** An operand that is right as it is, and small. */
  given(value: MaybePromise<Stored>): Slot {
    return this.#values.push(value) - 1;
  }

  refuse(at: At, message: string, suggestion?: string): void {
    this.#issues.push({ path: at, message, suggestion });
  }

  /** What is checked once the values are known. */
  afterwards(check: (values: readonly Stored[]) => void): void {
    this.#checks.push(check);
  }

  /** The error for what planning threw: ours as it is, anything else as the cause of one that names the place. */
  explain(error: unknown): unknown {
    if (isStandardDynamoError(error)) return error;
    const issues = [...this.#issues, { path: this.#at, message: unreadable }];
    return new CommandValidationError(this.#scope.subject, issues, error);
  }

  settle(): MaybePromise<SettledOperands> {
    return chain(all(this.#values), (values) => {
      for (const check of this.#checks) check(values);
      this.#checkSizes(values);
      return { values, issues: this.#issues, cause: this.#cause };
    });
  }

  #take(value: MaybePromise<Stored>, at: At): Slot {
    const slot = this.given(value);
    this.#places[slot] = at;
    return slot;
  }

  #checkSizes(values: readonly Stored[]): void {
    const before = this.#issues.length;
    for (const [slot, at] of this.#places.entries()) {
      const bytes = at && oversize(values[slot] ?? null);
      if (bytes !== undefined)
        this.refuse(at, `is ${bytes} bytes, an item of DynamoDB has ${maxItemBytes} at the most`);
    }
    const bytes = this.#issues.length > before ? undefined : oversizeOfAll(values);
    if (bytes !== undefined) this.refuse([], `the values are ${bytes} bytes, DynamoDB takes 2 MB in one request`);
  }
}
