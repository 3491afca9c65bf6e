import { isItemValidationError } from "../errors/item-validation-error.ts";
import { compareContents } from "../key/compare-contents.ts";
import type { PartitionedContent } from "../key/content-key.ts";
import type { CostMeter } from "../operation/cost.ts";
import type { BatchResponse } from "../operation/list.ts";
import type { ReadOnlyRepository, ReadOptions } from "./repository.ts";
import { type Candidate, keyText, roughBytes } from "./write-once-candidate.ts";

/** What is stored now, by key. */
export type Current<Item> = Map<string, PartitionedContent<Item>>;

// Below this a range costs a request like a batch of keys does, and may read what nobody asked for.
const fewKeys = 4;

// A read by key is rounded up to 4 KB, a query is not (by item).
const unitBytes = 4096;

/**
 * Reads what is stored under the candidates of one partition, which come sorted. A range is cheaper where they stand close together, keys
 * where much else stands between them: it begins with the range, page by page, and changes to keys as soon as those would
 * have cost less.
 */
export async function readCurrent<Item>(
  repository: ReadOnlyRepository<Item>,
  sorted: readonly Candidate<Item>[],
  options: ReadOptions,
  meter: CostMeter,
): Promise<Current<Item>> {
  const found: Current<Item> = new Map();
  const covered = sorted.length < fewKeys ? 0 : await readRange(repository, sorted, options, meter, found);
  const keys = sorted.slice(covered).map(({ normal }) => normal);
  if (keys.length > 0) await collect(repository.getBatch(keys, options).pages(), meter, found);
  return found;
}

/** Reads along the range of sorted candidates; gives how many of them are answered. */
async function readRange<Item>(
  repository: ReadOnlyRepository<Item>,
  sorted: readonly Candidate<Item>[],
  options: ReadOptions,
  meter: CostMeter,
  found: Current<Item>,
): Promise<number> {
  const wanted = new Set(sorted.map(({ content }) => keyText(content)));
  const [first, last] = [sorted[0]?.normal, sorted.at(-1)?.normal];
  const { partitionIds, contentIds: contentStart } = first ?? {};
  const range = { partitionIds, contentStart, contentEnd: last?.contentIds, pageSize: sorted.length * 2, ...options };
  let covered = 0;
  let rangeBytes = 0;
  let keyBytes = 0;
  try {
    for await (const page of repository.listBetween(range).pages()) {
      meter.add(page.cost);
      for (const content of page.contents) {
        rangeBytes += roughBytes(content.item);
        const text = keyText(content);
        if (wanted.has(text)) found.set(text, content);
      }
      if (page.cursor === undefined) return sorted.length;
      const passed = passedBy(sorted, covered, page.contents.at(-1));
      for (const { normal } of sorted.slice(covered, passed)) {
        keyBytes += Math.ceil((roughBytes(normal.item) + 1) / unitBytes) * unitBytes;
      }
      covered = passed;
      if (rangeBytes > keyBytes) return covered;
    }
  } catch (error) {
    // A record in between that does not fit the model is none of ours: keys do not meet it.
    if (!isItemValidationError(error)) throw error;
    return covered;
  }
  return sorted.length;
}

/** How many of the sorted candidates stand at or before a content. */
function passedBy<Item>(
  sorted: readonly Candidate<Item>[],
  from: number,
  end: PartitionedContent<Item> | undefined,
): number {
  const next = sorted.findIndex(({ content }, index) => index >= from && end && compareContents(content, end) > 0);
  return end === undefined ? from : next < 0 ? sorted.length : next;
}

async function collect<Item>(
  pages: AsyncIterable<BatchResponse<Item>>,
  meter: CostMeter,
  found: Current<Item>,
): Promise<void> {
  for await (const { contents, cost } of pages) {
    meter.add(cost);
    for (const content of contents) found.set(keyText(content), content);
  }
}
