import type { ItemSink } from "../item/item-sink.ts";
import type { MaybePromise } from "../model/maybe-promise.ts";
import type { DynamoAnswer, DynamoRequest } from "./dynamo-request.ts";

/** What an operation asks of the driver that runs it. */
export type Effect =
  /**
   * Send a request; the operation goes on with the answer, or with the error thrown into it. `once`: the operation sends
   * again by itself what fails, so that nobody else should. `sink`: takes the items of the answer, where the driver can do
   * that; else they are in the answer.
   */
  | { readonly kind: "send"; readonly request: DynamoRequest; readonly once?: boolean; readonly sink?: ItemSink }
  /** Wait before sending again. */
  | { readonly kind: "wait"; readonly milliseconds: number }
  /** An asynchronous schema has answered with a promise. */
  | { readonly kind: "settle"; readonly promise: Promise<unknown> };

/**
 * An operation of one or several round trips, written once: it yields effects and is resumed with their results. An
 * asynchronous and a blocking driver run the same ones.
 */
export type Operation<Result> = Generator<Effect, Result, unknown>;

export function* send(request: DynamoRequest, sink?: ItemSink): Operation<DynamoAnswer> {
  return (yield { kind: "send", request, ...(sink && { sink }) }) as DynamoAnswer;
}

/** Sends a request that the operation itself will send again if it fails. */
export function* sendOnce(request: DynamoRequest): Operation<DynamoAnswer> {
  return (yield { kind: "send", request, once: true }) as DynamoAnswer;
}

export function* wait(milliseconds: number): Operation<void> {
  yield { kind: "wait", milliseconds };
}

/** The value itself, or what a promise of it comes to. */
export function* settle<T>(value: MaybePromise<T>): Operation<T> {
  return value instanceof Promise ? ((yield { kind: "settle", promise: value }) as T) : value;
}

/** An operation that gives its results page by page, as they arrive. */
export type PagedOperation<Page> = Generator<Effect | PageEffect<Page>, void, unknown>;

/** A page for the caller; the operation goes on when the next one is wanted. */
interface PageEffect<Page> {
  readonly kind: "page";
  readonly page: Page;
}

export function* page<Page>(value: Page): PagedOperation<Page> {
  yield { kind: "page", page: value };
}
