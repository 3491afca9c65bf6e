import { BatchIncompleteError } from "../errors/batch-incomplete-error.ts";
import type { OperationCost } from "../errors/operation-cost.ts";
import { CostMeter } from "./cost.ts";
import type { WriteRequest } from "./dynamo-request.ts";
import type { Keyed } from "./window.ts";
import type { WindowOutcome, WriteEntry } from "./write-window.ts";

/** How far a long operation has come. */
export interface Progress {
  /** Records written, deleted or read so far. */
  readonly records: number;
  readonly cost: OperationCost;
}

/** Keeps account of a batch while its windows come back, in any order. */
export class BatchTally<Source> {
  readonly #meter = new CostMeter();
  readonly #left: Taken<Source>[] = [];
  #written = 0;
  #failure: { readonly error: unknown } | undefined;

  /** Whether something could not be written, so that nothing more should be sent. */
  get failed(): boolean {
    return this.#failure !== undefined;
  }

  get progress(): Progress {
    return { records: this.#written, cost: this.#meter.cost() };
  }

  /** A window has come back; `count` entries were in it. */
  windowDone(count: number, { left, error, cost }: WindowOutcome<Source>): void {
    this.#meter.add(cost);
    this.#written += count - left.length;
    if (left.length > 0) this.fail(error, left);
  }

  /** The batch cannot go on; `left` were taken from the source and are not written. */
  fail(error: unknown, left: readonly Taken<Source>[]): void {
    this.#failure ??= { error };
    this.#left.push(...left);
  }

  /**
   * What went wrong, if anything did: AWS's own error where it is a mistake that let nothing be written (no such table, no
   * permission), else a BatchIncompleteError.
   *
   * @param rest what was not even taken
   */
  error(rest: BatchRest<Source>): unknown {
    if (this.#failure === undefined) return undefined;
    const { error } = this.#failure;
    if (this.#written === 0 && isCallersMistake(error)) return error;
    const left = this.#left.toSorted((one, other) => one.index - other.index).map(({ source }) => source);
    return incomplete({ written: this.#written, left, rest, error, cost: this.#meter.cost() });
  }
}

/** A batch of writes that has ended too early. */
export interface EndedWrites<Source> {
  readonly written: number;
  /** What was taken from the source and is not written, in its order. */
  readonly left: readonly Source[];
  readonly rest: BatchRest<Source>;
  /** Why; `undefined` if DynamoDB just kept leaving records unprocessed. */
  readonly error: unknown;
  readonly cost: OperationCost;
}

export function incomplete<Source>(ended: EndedWrites<Source>): BatchIncompleteError<Source> {
  const { written, left, rest, error, cost } = ended;
  const unwritten = [...left, ...(rest.known ?? [])];
  const reason = error === undefined ? "DynamoDB kept leaving records unprocessed" : messageOf(error);
  const more = rest.lazy === undefined ? "" : ", and the source was not read to its end (see rest)";
  const why = `${written} records were written, ${unwritten.length} were not${more}: ${reason}`;
  return new BatchIncompleteError<Source>({ written, unwritten, rest: rest.lazy, cost, why, cause: error });
}

/** What a value of a source becomes. */
export interface PreparedWrite extends Keyed {
  readonly request: () => WriteRequest;
}

/** What was taken from a source, and its place there. */
export type Taken<Source> = Pick<WriteEntry<Source>, "source" | "index">;

/** What of a source was not taken: known if it is an array, else still to be had. */
export interface BatchRest<Source> {
  readonly known?: readonly Source[] | undefined;
  readonly lazy?: AsyncIterable<Source> | undefined;
}

/** What an error says; anything can be thrown, also what has no text. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return "an object was thrown that has no text";
  }
}

const mistakes: ReadonlySet<string> = new Set([
  "ResourceNotFoundException",
  "ValidationException",
  "AccessDeniedException",
  "ExpiredTokenException",
  "UnrecognizedClientException",
  "MissingAuthenticationTokenException",
  "InvalidSignatureException",
  "CredentialsProviderError",
]);

/** Whether an error of AWS's says that the request itself is wrong, so that nothing was done and nothing will be. */
export function isCallersMistake(error: unknown): boolean {
  return error instanceof Error && mistakes.has(error.name);
}
