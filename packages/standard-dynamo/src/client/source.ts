/** What batches take: everything that can be iterated. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Takes from a source one by one and does not close it by itself, so that what is left of it can still be had. */
export class OpenSource<T> {
  readonly #pull: () => IteratorResult<T, unknown> | Promise<IteratorResult<T, unknown>>;
  readonly #close: () => unknown;
  readonly #array: readonly T[] | undefined;
  #asked: Promise<IteratorResult<T, unknown>> | undefined;
  #taken = 0;
  #ended = false;

  constructor(source: Source<T>) {
    this.#array = Array.isArray(source) ? source : undefined;
    const iterator =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : (source as Iterable<T>)[Symbol.iterator]();
    this.#pull = () => iterator.next();
    this.#close = () => iterator.return?.();
  }

  /** Tells the source that no more is wanted. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#close();
  }

  /** How many values have been taken. */
  get taken(): number {
    return this.#taken;
  }

  /** The next value; at once if the source has it at once, so that there is nothing to abort. */
  next(signal?: () => AbortSignal | undefined): IteratorResult<T, unknown> | Promise<IteratorResult<T, unknown>> {
    const step = this.#asked ?? this.#ask();
    if (!(step instanceof Promise)) return this.#took(step);
    // Kept until it is taken: a value that comes after an abort belongs to the rest.
    this.#asked = step;
    return unlessAborted(step, signal?.()).then((result) => this.#took(result));
  }

  // A source that fails has nothing more to give.
  #ask(): IteratorResult<T, unknown> | Promise<IteratorResult<T, unknown>> {
    const failed = (error: unknown): never => {
      this.#ended = true;
      throw error;
    };
    try {
      const step = this.#pull();
      return step instanceof Promise ? step.catch(failed) : step;
    } catch (error) {
      return failed(error);
    }
  }

  /** What has not been taken: a list if the source is one, else what the source still gives. */
  rest(): { readonly known?: readonly T[]; readonly lazy?: AsyncIterable<T> } {
    if (this.#array !== undefined) return { known: this.#array.slice(this.#taken) };
    if (this.#ended) return {};
    const next = async (): Promise<IteratorResult<T>> => {
      const step = await this.next();
      return step.done ? { done: true, value: undefined } : step;
    };
    return { lazy: { [Symbol.asyncIterator]: () => ({ next }) } };
  }

  #took(step: IteratorResult<T, unknown>): IteratorResult<T, unknown> {
    this.#asked = undefined;
    if (step.done) this.#ended = true;
    else this.#taken++;
    return step;
  }
}

/** A promise, or a rejection with the signal's reason as soon as it is aborted. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
