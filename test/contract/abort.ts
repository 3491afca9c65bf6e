import { describe, expect } from "vitest";
import { type CallOptions, isBatchIncompleteError, type NewContent } from "../../packages/standard-dynamo/src/index.ts";
import { caught, rejection } from "../support/caught.ts";
import { type Film, film } from "../support/film.ts";
import { contentsOf, type FilmRepository, type StageTest } from "../support/stage.ts";

const key = { contentIds: ["a"] };

const operations: Record<string, (films: FilmRepository, options: CallOptions) => Promise<unknown>> = {
  get: (films, options) => films.get(key, options),
  put: (films, options) => films.put({ ...key, item: film() }, options),
  update: (films, options) => films.update(key, { set: { name: "x" } }, options),
  delete: (films, options) => films.delete(key, options),
  getBatch: (films, options) => films.getBatch([key], options).toArray(),
  putBatch: (films, options) => films.putBatch(contentsOf(3), options),
  list: (films, options) => films.list({}, options).toArray(),
  listBetween: (films, options) => films.listBetween(options).first(),
  deletePrefix: (films, options) => films.deletePrefix({}, options),
};

const one = ["get", "put", "update", "delete", "getBatch", "list", "listBetween"];

export function describeAbort(test: StageTest, blocking: boolean): void {
  // Nobody can abort what blocks the thread.
  const whileWaiting = blocking ? undefined : test;
  describe("an AbortSignal", () => {
    test.for(Object.entries(operations))("that is aborted before: %s sends nothing", async ([, operate], { stage }) => {
      const reason = new Error("never mind");
      expect(await rejection(operate(stage.films, { signal: AbortSignal.abort(reason) }))).toBe(reason);
      expect(stage.sent).toEqual([]);
    });

    whileWaiting?.for(one)("that is aborted during %s ends it with its reason", async (name, { stage }) => {
      const abort = new AbortController();
      const reason = new Error("enough");
      const client = stage.intercepted((send) => {
        const answer = send();
        abort.abort(reason);
        return answer;
      });
      const work = operations[name]?.(stage.open({ client }), { signal: abort.signal }) ?? Promise.resolve();
      expect(await rejection(work)).toBe(reason);
      expect(stage.sent).toHaveLength(1);
    });

    test("without a reason of its own gives an AbortError", async ({ stage: { films } }) => {
      expect(await rejection(films.get(key, { signal: AbortSignal.abort() }))).toMatchObject({ name: "AbortError" });
    });

    test("ends a list between two pages", async ({ stage }) => {
      await stage.films.putBatch(contentsOf(10));
      const abort = new AbortController();
      const read: string[] = [];
      const before = stage.sent.length;
      const work = (async () => {
        for await (const content of stage.films.list({ pageSize: 2, signal: abort.signal })) {
          read.push(content.contentIds.join("#"));
          if (read.length === 2) abort.abort(new Error("enough"));
        }
      })();
      expect(await rejection(work)).toMatchObject({ message: "enough" });
      expect(read.length).toBeLessThanOrEqual(4);
      expect(stage.sent.length - before).toBeLessThanOrEqual(2);
    });

    test("ends a putBatch in the middle, which tells what is left, and that completes it", async ({ stage }) => {
      const contents = contentsOf(100);
      const abort = new AbortController();
      const reason = new Error("shutting down");
      const work = stage.films.putBatch(contents, {
        signal: abort.signal,
        concurrency: 1,
        onProgress: () => abort.abort(reason),
      });
      const error = await caught(work, isBatchIncompleteError<NewContent<Film>>);
      expect(error).toMatchObject({ cause: reason, written: 25, rest: undefined });
      expect(error.unwritten).toEqual(contents.slice(25));
      expect(await stage.films.list().toArray()).toHaveLength(25);
      await stage.films.putBatch(error.unwritten);
      expect(await stage.films.list().toArray()).toHaveLength(100);
    });

    whileWaiting?.(
      "ends a putBatch that waits for its source, and what comes then is in the rest",
      async ({ stage: { films } }) => {
        const abort = new AbortController();
        const [first, second, third] = contentsOf(3);
        let release: (() => void) | undefined;
        async function* stalling(): AsyncGenerator<NewContent<Film>> {
          if (first !== undefined) yield first;
          await new Promise<void>((resolve) => {
            release = resolve;
            queueMicrotask(() => abort.abort(new Error("no more time")));
          });
          if (second !== undefined) yield second;
          if (third !== undefined) yield third;
        }
        const work = films.putBatch(stalling(), { signal: abort.signal });
        const error = await caught(work, isBatchIncompleteError<NewContent<Film>>);
        expect([error.written, error.unwritten]).toEqual([0, [first]]);
        release?.();
        await films.putBatch(error.unwritten);
        if (error.rest === undefined) throw new Error("no rest");
        expect(await films.putBatch(error.rest)).toMatchObject({ records: 2 });
        expect(await films.list().toArray()).toHaveLength(3);
      },
    );
  });
}
