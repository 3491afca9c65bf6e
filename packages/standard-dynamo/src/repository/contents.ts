import type { PartitionedContent } from "../key/content-key.ts";
import { joinPages } from "../operation/join-pages.ts";
import type { BatchResponse } from "../operation/list.ts";

/**
 * The records of a read of many. Nothing is sent before iteration begins; every iteration reads anew. While the caller
 * works on one page, the next is on its way.
 *
 * @example
 * for await (const content of films.list({ partitionIds: ["1997"] })) console.log(content.item.title);
 */
export class Contents<Item> implements AsyncIterable<PartitionedContent<Item>> {
  readonly #open: (only?: "first") => AsyncIterable<BatchResponse<Item>>;

  /** @internal */
  constructor(open: (only?: "first") => AsyncIterable<BatchResponse<Item>>) {
    this.#open = open;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<PartitionedContent<Item>, void, void> {
    for await (const { contents } of this.#open()) yield* contents;
  }

  /** One response per answer of DynamoDB, as it arrives; a page may be empty where filters let nothing through. */
  pages(): AsyncIterable<BatchResponse<Item>> {
    return { [Symbol.asyncIterator]: () => this.#open()[Symbol.asyncIterator]() };
  }

  /** All contents in memory. */
  async toArray(): Promise<PartitionedContent<Item>[]> {
    const all: PartitionedContent<Item>[] = [];
    for await (const { contents } of this.#open()) all.push(...contents);
    return all;
  }

  /** All items in memory, without their places. */
  async items(): Promise<Item[]> {
    const all: Item[] = [];
    for await (const { contents } of this.#open()) for (const { item } of contents) all.push(item);
    return all;
  }

  /**
   * All contents as one response, with the cursor to go on and the summed cost: with `limit`, the page that a caller shows.
   */
  async page(): Promise<BatchResponse<Item>> {
    const pages: BatchResponse<Item>[] = [];
    for await (const page of this.#open()) pages.push(page);
    return joinPages(pages);
  }

  /** The first content, asking for no more than one; `undefined` if there is none. */
  async first(): Promise<PartitionedContent<Item> | undefined> {
    for await (const { contents } of this.#open("first")) if (contents.length > 0) return contents[0];
    return undefined;
  }
}
