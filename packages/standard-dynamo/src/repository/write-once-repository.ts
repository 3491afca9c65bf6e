import { runPool } from "../client/run-pool.ts";
import type { Source } from "../client/source.ts";
import type { OperationCost } from "../errors/operation-cost.ts";
import { isRequestObjectStateError, type RequestObjectStateError } from "../errors/request-object-state-error.ts";
import { compareContents } from "../key/compare-contents.ts";
import type { NewContent, PartitionedContent } from "../key/content-key.ts";
import { delimiter, plainKey } from "../key/key-space.ts";
import { CostMeter } from "../operation/cost.ts";
import { type Current, readCurrent } from "./read-current.ts";
import type { CallOptions, LongOptions, ReadOptions, Repository } from "./repository.ts";
import { type Candidate, type CompareOptions, isUnchanged, keyText } from "./write-once-candidate.ts";

export interface WriteOnceOptions<Item> extends CallOptions, LongOptions {
  /**
   * `"likely"`: batch writes of what a read just before found new or different, as the original does; two writers at the
   * same time may both write. `"exactly-once"`: every write is conditional on the state it was compared with, so of any
   * number of writers exactly one reports each distinct write. @default "likely"
   */
  readonly guarantee?: "likely" | "exactly-once" | undefined;
  /** What else than the item makes a content different from the stored one. @default neither */
  readonly compare?: CompareOptions | undefined;
  /** Whether reads see every write acknowledged before them. @default true for `"exactly-once"`, else the repository's */
  readonly consistentReads?: boolean | undefined;
  /** How many contents are compared at a time: the bound on memory. @default 2000 */
  readonly bufferSize?: number | undefined;
  /** How many conditional writes are under way at once. @default 16 */
  readonly concurrency?: number | undefined;
  /** Gets every content as soon as it is written; `written` then stays empty, so that memory stays flat. */
  readonly onWritten?: ((content: NewContent<Item>) => void) | undefined;
}

export interface WriteOnceResponse<Item> {
  /** The contents that were written: those that did not exist or differed from what was stored. */
  readonly written: readonly NewContent<Item>[];
  readonly created: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly cost: OperationCost;
}

/**
 * Writes only what is new or different. Wraps any repository. A record that is replaced goes on with the next version.
 *
 * @example
 * const once = new WriteOnceRepository(films);
 * const { written, unchanged } = await once.write(contents, { guarantee: "exactly-once" });
 */
export class WriteOnceRepository<Item, Input = Item> {
  readonly #repository: Repository<Item, Input>;
  readonly #defaults: WriteOnceOptions<Item>;

  /** @param defaults options of every `write`, which may override them */
  constructor(repository: Repository<Item, Input>, defaults: WriteOnceOptions<Item> = {}) {
    this.#repository = repository;
    this.#defaults = defaults;
  }

  /**
   * Writes what differs from what is stored. Of several contents with one key the last counts.
   *
   * @throws what the repository's own reads and writes throw; writing the same input again completes the work
   */
  async write(
    contents: Source<NewContent<Item>>,
    options: WriteOnceOptions<Item> = {},
  ): Promise<WriteOnceResponse<Item>> {
    const run = new WriteOnceRun(this.#repository, { ...this.#defaults, ...options });
    for await (const content of contents) await run.add(content);
    return run.end();
  }
}

class WriteOnceRun<Item, Input> {
  readonly #repository: Repository<Item, Input>;
  readonly #options: WriteOnceOptions<Item>;
  readonly #meter = new CostMeter();
  readonly #written: NewContent<Item>[] = [];
  readonly #counts = { created: 0, replaced: 0, unchanged: 0 };
  #buffer = new Map<string, Candidate<Item>>();

  constructor(repository: Repository<Item, Input>, options: WriteOnceOptions<Item>) {
    this.#repository = repository;
    this.#options = options;
  }

  async add(content: NewContent<Item>): Promise<void> {
    const normal = await this.#normalize(content);
    this.#buffer.set(keyText(content), { content, normal });
    if (this.#buffer.size >= (this.#options.bufferSize ?? 2000)) await this.#flush();
  }

  async end(): Promise<WriteOnceResponse<Item>> {
    await this.#flush();
    return { written: this.#written, ...this.#counts, cost: this.#meter.cost() };
  }

  async #normalize(content: NewContent<Item>): Promise<PartitionedContent<Item>> {
    if (this.#repository.normalize !== undefined) return this.#repository.normalize(content);
    const { item, currentVersion, expiry } = content;
    return { ...plainKey(content), item, currentVersion: currentVersion ?? 1, expiry: expiry ?? undefined };
  }

  async #flush(): Promise<void> {
    const candidates = this.#buffer;
    this.#buffer = new Map();
    for (const partition of byPartition(candidates.values())) {
      this.#options.signal?.throwIfAborted();
      const current = await readCurrent(this.#repository, partition, this.#reads(), this.#meter);
      await this.#write(partition, current);
      const records = this.#counts.created + this.#counts.replaced + this.#counts.unchanged;
      this.#options.onProgress?.({ records, cost: this.#meter.cost() });
    }
  }

  #reads(): ReadOptions {
    const { signal, guarantee, consistentReads = guarantee === "exactly-once" ? true : undefined } = this.#options;
    return { signal, consistentReads };
  }

  async #write(candidates: readonly Candidate<Item>[], current: Current<Item>): Promise<void> {
    const pending = candidates.map((candidate) => ({ candidate, stored: current.get(keyText(candidate.content)) }));
    const changed = pending.filter(({ candidate, stored }) => !this.#isSame(candidate, stored));
    this.#counts.unchanged += pending.length - changed.length;
    if (this.#options.guarantee === "exactly-once") {
      const { concurrency = 16 } = this.#options;
      return runPool(changed, concurrency, ({ candidate, stored }) => this.#writeExactlyOnce(candidate, stored));
    }
    const { signal } = this.#options;
    const contents = changed.map(({ candidate, stored }) => next(candidate.content, stored));
    const { cost } = await this.#repository.putBatch(contents, { signal });
    this.#meter.add(cost);
    for (const { candidate, stored } of changed) this.#report(candidate, stored);
  }

  async #writeExactlyOnce(candidate: Candidate<Item>, compared: PartitionedContent<Item> | undefined): Promise<void> {
    const { signal } = this.#options;
    let stored = compared;
    for (;;) {
      const condition = stored === undefined ? { requireAbsent: true } : { requireVersion: stored.currentVersion };
      try {
        const { cost } = await this.#repository.put(next(candidate.content, stored), { signal, ...condition });
        this.#meter.add(cost);
        return this.#report(candidate, stored);
      } catch (error) {
        if (!isRequestObjectStateError<Item>(error)) throw error;
        this.#meter.add(error.cost);
        // A version that another writer has stored as text is never met.
        if (error.reason === "version" && error.current?.currentVersion === error.expectedVersion) throw error;
        stored = await this.#lost(candidate, error);
        if (this.#isSame(candidate, stored)) {
          this.#counts.unchanged++;
          return;
        }
      }
    }
  }

  /** The record that another writer has left, or `undefined` if it is gone. */
  async #lost(
    { content }: Candidate<Item>,
    { reason, current }: RequestObjectStateError<Item>,
  ): Promise<PartitionedContent<Item> | undefined> {
    if (reason === "missing" || current !== undefined) return current;
    return (await this.#repository.get(content, this.#reads())).content;
  }

  #isSame(candidate: Candidate<Item>, stored: PartitionedContent<Item> | undefined): boolean {
    return stored !== undefined && isUnchanged(candidate, stored, this.#options.compare ?? {});
  }

  #report({ content }: Candidate<Item>, stored: PartitionedContent<Item> | undefined): void {
    if (stored === undefined) this.#counts.created++;
    else this.#counts.replaced++;
    if (this.#options.onWritten === undefined) this.#written.push(content);
    else this.#options.onWritten(content);
  }
}

function byPartition<Item>(candidates: Iterable<Candidate<Item>>): Iterable<Candidate<Item>[]> {
  const groups = new Map<string, Candidate<Item>[]>();
  for (const candidate of candidates) {
    const partition = candidate.normal.partitionIds.join(delimiter);
    const group = groups.get(partition);
    if (group === undefined) groups.set(partition, [candidate]);
    else group.push(candidate);
  }
  // Within a partition in the order in which DynamoDB keeps them, as the original writes.
  return [...groups.values()].map((group) => group.toSorted((one, other) => compareContents(one.normal, other.normal)));
}

/** A content with the version that comes after the stored one. */
function next<Item>(content: NewContent<Item>, stored: PartitionedContent<Item> | undefined): NewContent<Item> {
  if (stored === undefined) return content;
  return { ...content, currentVersion: Math.max(stored.currentVersion + 1, content.currentVersion ?? 1) };
}
