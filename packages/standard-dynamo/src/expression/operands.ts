import type { Issue } from "../errors/issue.ts";
import { isItemValidationError } from "../errors/item-validation-error.ts";
import { all, chain, type MaybePromise } from "../model/maybe-promise.ts";
import type { ModelCodec, SerializeAtOptions } from "../model/model-codec.ts";
import { Refused } from "../model/refused.ts";
import { isoText, toStored } from "../model/storable.ts";
import type { Stored } from "../model/stored.ts";

/** The place of an operand among those of one command; its value is known once all are checked. */
export type Slot = number;

/** Where in a command something stands. */
export type At = readonly (string | number)[];

/** Collects the operands and the mistakes of one command, so that all are checked and reported together. */
export class Operands {
  readonly #codec: ModelCodec;
  readonly #issues: Issue[] = [];
  readonly #values: MaybePromise<Stored>[] = [];

  constructor(codec: ModelCodec) {
    this.#codec = codec;
  }

  get codec(): ModelCodec {
    return this.#codec;
  }

  /** An operand that the model checks as the value of the attribute at `path`. */
  checked(at: At, path: readonly string[], value: unknown, options: SerializeAtOptions = {}): Slot {
    const refused = (error: unknown): Stored => {
      if (!isItemValidationError(error)) throw error;
      for (const issue of error.issues) this.refuse([...at, ...issue.path], issue.message);
      return null;
    };
    try {
      const stored = this.#codec.serializeAt(path, value, options);
      return this.given(stored instanceof Promise ? stored.catch(refused) : stored);
    } catch (error) {
      return this.given(refused(error));
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

  /** An operand that is right as it is. */
  given(value: MaybePromise<Stored>): Slot {
    return this.#values.push(value) - 1;
  }

  refuse(at: At, message: string, suggestion?: string): void {
    this.#issues.push({ path: at, message, suggestion });
  }

  /** The values by slot, or every mistake. */
  settle(): MaybePromise<{ readonly values: readonly Stored[]; readonly issues: readonly Issue[] }> {
    return chain(all(this.#values), (values) => ({ values, issues: this.#issues }));
  }
}
