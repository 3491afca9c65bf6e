import type { AttributeMap, AttributeValue } from "../item/attribute-value.ts";

/**
 * Hands out placeholders for one request. Every name and value goes through here, so that reserved words, dots and
 * anything else in a name mean nothing to DynamoDB's grammar.
 */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: AttributeMap = {};
  #valueCount = 0;

  /** `#n0` for an attribute name; the same name gets the same placeholder. */
  name(attribute: string): string {
    const existing = this.#names.get(attribute);
    if (existing !== undefined) return existing;
    const placeholder = `#n${this.#names.size}`;
    this.#names.set(attribute, placeholder);
    return placeholder;
  }

  /** `#n0.#n1` for a path of attribute names. */
  path(path: readonly string[]): string {
    return path.map((attribute) => this.name(attribute)).join(".");
  }

  /** `:v0` for a value. */
  value(value: AttributeValue): string {
    const placeholder = `:v${this.#valueCount++}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  /** The two maps of a request, left out where empty, because DynamoDB refuses empty ones. */
  attributes(): ExpressionAttributes {
    const made: { -readonly [Part in keyof ExpressionAttributes]: ExpressionAttributes[Part] } = {};
    if (this.#names.size > 0) {
      made.ExpressionAttributeNames = {};
      for (const [attribute, placeholder] of this.#names) made.ExpressionAttributeNames[placeholder] = attribute;
    }
    if (this.#valueCount > 0) made.ExpressionAttributeValues = { ...this.#values };
    return made;
  }
}

export interface ExpressionAttributes {
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: AttributeMap;
}
