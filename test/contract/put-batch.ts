import { describe, expect } from "vitest";
import {
  isBatchIncompleteError,
  isItemValidationError,
  isKeyValidationError,
  type NewContent,
  type Progress,
} from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { type Film, plainFilm } from "../support/film.ts";
import { contentsOf, type StageTest } from "../support/stage.ts";

const wrong = plainFilm({ kind: "trailer" as Film["kind"] });

function* lazily<T>(values: Iterable<T>): Generator<T, void, void> {
  yield* values;
}

async function* slowly<T>(values: Iterable<T>): AsyncGenerator<T, void, void> {
  for (const value of values) yield await Promise.resolve(value);
}

export function describePutBatch(test: StageTest, blocking: boolean): void {
  // What blocks the thread sends one request after another.
  const sideBySide = blocking ? undefined : test;
  const asyncSources: [string, typeof slowly][] = blocking ? [] : [["an async generator", slowly]];

  describe("putBatch", () => {
    test.for<[string, (contents: NewContent<Film>[]) => Iterable<NewContent<Film>> | AsyncIterable<NewContent<Film>>]>([
      ["an array", (contents) => contents],
      ["a Set", (contents) => new Set(contents)],
      ["a generator", lazily],
      ...asyncSources,
    ])("writes 63 records of %s", async ([, source], { stage: { films } }) => {
      const contents = contentsOf(63);
      const response = await films.putBatch(source(contents));
      expect(response).toMatchObject({ records: 63, cost: { requests: 3, retries: 0 } });
      const read = await films.list().toArray();
      expect(read).toEqual(contents.map((content) => ({ ...content, partitionIds: [], currentVersion: 1 })));
    });

    test.for([0, 1, 25, 26])("writes %i records in as few requests as there can be", async (count, { stage }) => {
      const sent = await stage.sentBy(() => stage.films.putBatch(contentsOf(count)));
      expect(sent).toHaveLength(Math.ceil(count / 25));
      expect(await stage.films.list().toArray()).toHaveLength(count);
    });

    test("writes version and expiry of each", async ({ stage: { films } }) => {
      const expiry = new Date("2031-01-01");
      const [one, two] = contentsOf(2);
      await films.putBatch([{ ...one, currentVersion: 9 } as NewContent<Film>, { ...two, expiry } as NewContent<Film>]);
      const read = await films.list().toArray();
      expect(read.map((content) => [content.currentVersion, content.expiry])).toEqual([
        [9, undefined],
        [1, expiry],
      ]);
    });

    test("writes into several partitions at once", async ({ stage: { films } }) => {
      const contents = contentsOf(30).map((content, index) => ({ ...content, partitionIds: [String(index % 3)] }));
      await films.putBatch(contents);
      for (const partition of ["0", "1", "2"]) {
        expect(await films.list({ partitionIds: [partition] }).toArray()).toHaveLength(10);
      }
    });

    test.for<[string, number, (contents: NewContent<Film>[]) => Iterable<NewContent<Film>>]>([
      ["within a window", 10, (contents) => contents],
      ["across windows", 60, (contents) => contents],
      ["within a window of a lazy source", 10, lazily],
      ["across windows of a lazy source", 60, lazily],
      ["across windows of a lazy source, one after the other", 26, lazily],
    ])("of records with one key the last wins: %s", async ([, count, source], { stage: { films } }) => {
      const [first, ...others] = contentsOf(count);
      if (first === undefined) throw new Error("no contents");
      const between = { ...first, item: plainFilm({ name: "between" }) };
      const last = { ...first, item: plainFilm({ name: "the last" }) };
      await films.putBatch(source([first, ...others, between, last]));
      expect((await films.get(first)).content?.item.name).toBe("the last");
      expect(await films.list().toArray()).toHaveLength(count);
    });

    test.for([10, 60])("counts distinct records: %i of as many and one twice", async (count, { stage: { films } }) => {
      const contents = contentsOf(count);
      expect(await films.putBatch([...contents, ...contents.slice(0, 1)])).toMatchObject({ records: count });
    });

    test("with a wrong item in an array writes nothing at all", async ({ stage }) => {
      const contents: NewContent<Film>[] = contentsOf(60);
      contents[55] = { contentIds: ["wrong"], item: wrong };
      const error = await caught(stage.films.putBatch(contents), isItemValidationError);
      expect(error).toMatchObject({ direction: "write", key: { partitionIds: [], contentIds: ["wrong"] } });
      expect(stage.sent).toEqual([]);
    });

    test("with a wrong key in an array writes nothing at all", async ({ stage }) => {
      const contents = [...contentsOf(30), { contentIds: ["a#b"], item: plainFilm() }];
      await caught(stage.films.putBatch(contents), isKeyValidationError);
      expect(stage.sent).toEqual([]);
    });

    test.for<[string, typeof lazily | typeof slowly]>([["a generator", lazily], ...asyncSources])(
      "with a wrong item in %s tells what is left, to be completed",
      async ([, source], { stage: { films } }) => {
        const right = contentsOf(70);
        const contents = [...right.slice(0, 40), { contentIds: ["wrong"], item: wrong }, ...right.slice(40)];
        const work = films.putBatch(source(contents));
        const error = await caught(work, isBatchIncompleteError<NewContent<Film>>);
        expect(error).toMatchObject({ code: "BATCH_INCOMPLETE", cause: { code: "ITEM_VALIDATION" } });
        const written = (await films.list().toArray()).length;
        expect(error.written).toBe(written);
        // What was taken is either written or listed; the rest is still in the source.
        expect(error.unwritten.at(-1)?.contentIds).toEqual(["wrong"]);
        expect(error.unwritten).toHaveLength(41 - written);
        await films.putBatch(error.unwritten.filter(({ item }) => item !== wrong));
        if (error.rest === undefined) throw new Error("no rest");
        expect(await films.putBatch(error.rest)).toMatchObject({ records: 30 });
        const ids = (await films.list().toArray()).map(({ contentIds }) => contentIds);
        expect(ids).toEqual(right.map(({ contentIds }) => contentIds));
      },
    );

    test("a source that throws ends the batch with its error, and what was taken is accounted for", async ({
      stage,
    }) => {
      const failure = new Error("the file ended too early");
      function* failing(): Generator<NewContent<Film>> {
        yield* contentsOf(30);
        throw failure;
      }
      const source = blocking ? failing() : slowly(failing());
      const error = await caught(stage.films.putBatch(source), isBatchIncompleteError<NewContent<Film>>);
      expect(error.cause).toBe(failure);
      const written = (await stage.films.list().toArray()).length;
      expect([error.written, error.unwritten.length]).toEqual([written, 30 - written]);
    });

    test("takes from a lazy source no faster than it writes", async ({ stage }) => {
      let taken = 0;
      let aheadAtMost = 0;
      function* counted(): Generator<NewContent<Film>> {
        for (const content of contentsOf(250)) {
          taken++;
          yield content;
        }
      }
      const onProgress = ({ records }: Progress) => {
        aheadAtMost = Math.max(aheadAtMost, taken - records);
      };
      await stage.films.putBatch(counted(), { concurrency: 2, onProgress });
      expect(taken).toBe(250);
      // Two windows under way and one that waits, each of 25.
      expect(aheadAtMost).toBeLessThanOrEqual(75);
    });

    test("reports progress up to the whole", async ({ stage: { films } }) => {
      const reports: Progress[] = [];
      await films.putBatch(contentsOf(60), { onProgress: (progress) => void reports.push(progress) });
      expect(reports).toHaveLength(3);
      expect(reports.map(({ cost }) => cost.requests)).toEqual([1, 2, 3]);
      expect(reports.at(-1)?.records).toBe(60);
      expect(reports.map(({ records }) => records)).toEqual(
        reports.map(({ records }) => records).toSorted((a, b) => a - b),
      );
    });

    sideBySide?.("has no more requests under way than its concurrency", async ({ stage }) => {
      for (const concurrency of [1, 3]) {
        let running = 0;
        let most = 0;
        const counting = stage.open({
          client: stage.intercepted(async (send) => {
            most = Math.max(most, ++running);
            try {
              return await send();
            } finally {
              running--;
            }
          }),
        });
        await counting.putBatch(contentsOf(100), { concurrency });
        expect(most).toBe(concurrency);
      }
    });
  });
}
