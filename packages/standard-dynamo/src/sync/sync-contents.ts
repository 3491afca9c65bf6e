import type { PartitionedContent } from "../key/content-key.ts";
import { joinPages } from "../operation/join-pages.ts";
import type { BatchResponse } from "../operation/list.ts";

/** The records of a blocking read of many: every iteration reads anew, a page when it is needed. */
export class SyncContents<Item> implements Iterable<PartitionedContent<Item>> {
  readonly #open: (only?: "first") => Iterable<BatchResponse<Item>>;

  /** @internal */
  constructor(open: (only?: "first") => Iterable<BatchResponse<Item>>) {
    this.#open = open;
  }

  *[Symbol.iterator](): Generator<PartitionedContent<Item>, void, void> {
    for (const { contents } of this.#open()) yield* contents;
  }

  /** One response per answer of DynamoDB; a page may be empty where filters let nothing through. */
  pages(): Iterable<BatchResponse<Item>> {
    return { [Symbol.iterator]: () => this.#open()[Symbol.iterator]() };
  }

  /** All contents in memory. */
  toArray(): PartitionedContent<Item>[] {
    return [...this];
  }

  /** All items in memory, without their places. */
  items(): Item[] {
    return this.toArray().map(({ item }) => item);
  }

  /** All contents as one response, with the cursor to go on and the summed cost. */
  page(): BatchResponse<Item> {
    return joinPages([...this.#open()]);
  }

  /** The first content, asking for no more than one; `undefined` if there is none. */
  first(): PartitionedContent<Item> | undefined {
    for (const { contents } of this.#open("first")) if (contents.length > 0) return contents[0];
    return undefined;
  }
}
