import { runPool } from "../client/run-pool.ts";
import { OpenSource, type Source } from "../client/source.ts";
import { isBatchIncompleteError } from "../errors/batch-incomplete-error.ts";
import type { OperationCost } from "../errors/operation-cost.ts";
import { isRequestObjectStateError, type RequestObjectStateError } from "../errors/request-object-state-error.ts";
import { compareContents } from "../key/compare-contents.ts";
import type { NewContent, PartitionedContent } from "../key/content-key.ts";
import { givenContent } from "../key/given-content.ts";
import { delimiter, plainKey } from "../key/key-space.ts";
import { type BatchRest, incomplete, isCallersMistake } from "../operation/batch-tally.ts";
import { CostMeter } from "../operation/cost.ts";
import { readOptions, readSource } from "./call-options.ts";
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
   * Writes what differs from what is stored. Of several contents with one key the last counts. A list is checked whole
   * before anything is sent.
   *
   * @throws BatchIncompleteError with the contents that are not known to be stored; writing these and the `rest` completes
   * the work. AWS's own error where it is a mistake that let nothing be written, such as a missing table
   */
  async write(contents: Source<NewContent<Item>>, options?: WriteOnceOptions<Item>): Promise<WriteOnceResponse<Item>> {
    const merged = { ...readOptions("write", this.#defaults), ...readOptions("write", options) };
    const run = new WriteOnceRun(this.#repository, merged);
    const source = readSource<NewContent<Item>, Source<NewContent<Item>>>("write", contents);
    if (Array.isArray(source)) await run.check(source as readonly NewContent<Item>[]);
    const opened = new OpenSource(source);
    try {
      merged.signal?.throwIfAborted();
      for (;;) {
        const { done, value } = await opened.next(() => merged.signal);
        if (done) return await run.end();
        await run.add(value);
      }
    } catch (error) {
      throw run.failure(error, opened.rest());
    }
  }
}

class WriteOnceRun<Item, Input> {
  readonly #repository: Repository<Item, Input>;
  readonly #options: WriteOnceOptions<Item>;
  readonly #meter = new CostMeter();
  readonly #written: NewContent<Item>[] = [];
  readonly #counts = { created: 0, replaced: 0, unchanged: 0 };
  /** Taken from the source and not known to be stored, by key. */
  readonly #open = new Map<string, NewContent<Item>>();
  /** Not looked at yet. */
  #taken: readonly NewContent<Item>[] = [];
  #buffer = new Map<string, Candidate<Item>>();

  constructor(repository: Repository<Item, Input>, options: WriteOnceOptions<Item>) {
    this.#repository = repository;
    this.#options = options;
  }

  /** Looks at contents before any of them is taken. */
  async check(contents: readonly NewContent<Item>[]): Promise<void> {
    for (const content of contents) await this.#normalize(content);
  }

  async add(content: NewContent<Item>): Promise<void> {
    this.#taken = [content];
    const normal = await this.#normalize(content);
    const key = keyText(content);
    this.#open.set(key, content);
    this.#taken = [];
    this.#buffer.set(key, { content, normal });
    if (this.#buffer.size >= (this.#options.bufferSize ?? 2000)) await this.#flush();
  }

  async end(): Promise<WriteOnceResponse<Item>> {
    await this.#flush();
    return { written: this.#written, ...this.#counts, cost: this.#meter.cost() };
  }

  failure(error: unknown, rest: BatchRest<NewContent<Item>>): unknown {
    const written = this.#counts.created + this.#counts.replaced;
    const why = isBatchIncompleteError(error) ? error.cause : error;
    if (written === 0 && isCallersMistake(why)) return why;
    const left = [...this.#open.values(), ...this.#taken];
    return incomplete({ written, left, rest, error: why, cost: this.#meter.cost() });
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
    const { guarantee, consistentReads = guarantee === "exactly-once" ? true : undefined } = this.#options;
    return { ...this.#call(), consistentReads };
  }

  #call(): CallOptions {
    const { signal, retry } = this.#options;
    return { signal, retry };
  }

  async #write(candidates: readonly Candidate<Item>[], current: Current<Item>): Promise<void> {
    const pending = candidates.map((candidate) => ({ candidate, stored: current.get(keyText(candidate.content)) }));
    const changed = pending.filter(({ candidate, stored }) => !this.#isSame(candidate, stored));
    for (const { candidate, stored } of pending) if (this.#isSame(candidate, stored)) this.#unchanged(candidate);
    if (this.#options.guarantee === "exactly-once") {
      const { concurrency = 16 } = this.#options;
      return runPool(changed, concurrency, ({ candidate, stored }) => this.#writeExactlyOnce(candidate, stored));
    }
    const contents = changed.map(({ candidate, stored }) => next(candidate.content, stored));
    const left = new Set<unknown>();
    let failure: { readonly error: unknown } | undefined;
    try {
      const { cost } = await this.#repository.putBatch(contents, this.#call());
      this.#meter.add(cost);
    } catch (error) {
      failure = { error };
      const isKnown = isBatchIncompleteError(error);
      if (isKnown) this.#meter.add(error.cost);
      for (const content of isKnown ? error.unwritten : contents) left.add(content);
    }
    for (const [index, { candidate, stored }] of changed.entries()) {
      if (!left.has(contents[index])) this.#report(candidate, stored);
    }
    if (failure !== undefined) throw failure.error;
  }

  async #writeExactlyOnce(candidate: Candidate<Item>, compared: PartitionedContent<Item> | undefined): Promise<void> {
    let stored = compared;
    for (;;) {
      const condition = stored === undefined ? { requireAbsent: true } : { requireVersion: stored.currentVersion };
      try {
        const { cost } = await this.#repository.put(next(candidate.content, stored), { ...this.#call(), ...condition });
        this.#meter.add(cost);
        return this.#report(candidate, stored);
      } catch (error) {
        if (!isRequestObjectStateError<Item>(error)) throw error;
        this.#meter.add(error.cost);
        // A version that another writer has stored as text is never met.
        if (error.reason === "version" && error.current?.currentVersion === error.expectedVersion) throw error;
        stored = await this.#lost(candidate, error);
        if (this.#isSame(candidate, stored)) return this.#unchanged(candidate);
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

  #unchanged({ content }: Candidate<Item>): void {
    this.#open.delete(keyText(content));
    this.#counts.unchanged++;
  }

  #report({ content }: Candidate<Item>, stored: PartitionedContent<Item> | undefined): void {
    this.#open.delete(keyText(content));
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
  const given = givenContent(content);
  return { ...given, currentVersion: Math.max(stored.currentVersion + 1, given.currentVersion ?? 1) };
}
