/**
 * A DynamoDB number that no JavaScript number can hold: a fraction of more digits than a double carries. Reading gives
 * one where the model says nothing about the attribute (`z.unknown()`, `z.any()`); writing one stores its digits.
 * An attribute that should always be exact is better modelled as `bigint`, or as text named in `model(…, { decimals })`.
 *
 * Up to 38 significant digits, magnitude 1E-130 to 9.99…E125 (DynamoDB's limits on type N).
 */
export class ExactNumber {
  readonly digits: string;

  /** @param digits decimal text, such as `"0.12345678901234567890123"`; checked when it is written. */
  constructor(digits: string) {
    this.digits = digits;
  }

  toString(): string {
    return this.digits;
  }

  toJSON(): string {
    return this.digits;
  }
}
