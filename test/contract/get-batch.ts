import { describe, expect } from "vitest";
import type { ContentKey, Progress } from "../../packages/standard-dynamo/src/index.ts";
import { plainFilm } from "../support/film.ts";
import { contentsOf, idsOf, type StageTest } from "../support/stage.ts";

const keysOf = (ids: readonly string[]): ContentKey[] => ids.map((id) => ({ contentIds: [id] }));

async function* asynchronous<T>(values: Iterable<T>): AsyncGenerator<T> {
  yield* values;
}

export function describeGetBatch(test: StageTest, blocking: boolean): void {
  describe("getBatch", () => {
    test("gives contents in the order of the keys, each once, and leaves out what is missing", async ({ stage }) => {
      await stage.films.putBatch(contentsOf(5));
      const keys = keysOf(["0003", "missing", "0000", "0003", "0004", "0000", "gone"]);
      const sent = await stage.sentBy(async () => {
        expect(idsOf(await stage.films.getBatch(keys).toArray())).toEqual(["0003", "0000", "0004"]);
      });
      const asked = Object.values(sent[0]?.input.RequestItems ?? {})[0]?.Keys;
      expect([sent.length, asked?.length]).toEqual([1, 5]);
    });

    test("takes contents as keys, of several partitions", async ({ stage: { films } }) => {
      const contents = contentsOf(6).map((content, index) => ({ ...content, partitionIds: [String(index % 2)] }));
      await films.putBatch(contents);
      const read = await films.getBatch(contents.toReversed()).toArray();
      expect(read).toEqual(contents.toReversed().map((content) => ({ ...content, currentVersion: 1 })));
    });

    test("of 250 keys asks 100 at a time, once for keys that come again later", async ({ stage }) => {
      await stage.films.putBatch(contentsOf(230));
      const ids = Array.from({ length: 250 }, (_, index) => String(249 - index).padStart(4, "0"));
      const sent = await stage.sentBy(async () => {
        const read = await stage.films.getBatch(keysOf([...ids, ...ids])).toArray();
        expect(idsOf(read)).toEqual(ids.filter((id) => id < "0230"));
      });
      const counts = sent.map(({ input }) => Object.values(input.RequestItems ?? {})[0]?.Keys?.length);
      expect(counts).toEqual([100, 100, 50]);
    });

    test("takes lazy keys, and not more of them than it needs", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(10));
      let taken = 0;
      function* keys(): Generator<ContentKey> {
        for (let index = 0; index < 5000; index++) {
          taken++;
          yield { contentIds: [String(index % 1000).padStart(4, "0")] };
        }
      }
      const source = blocking ? keys() : asynchronous(keys());
      for await (const content of films.getBatch(source, { concurrency: 2 })) {
        expect(content.contentIds).toEqual(["0000"]);
        break;
      }
      expect(taken).toBeLessThanOrEqual(300);
    });

    test("tells a lazy source when the caller leaves", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(2));
      let closed = false;
      function* keys(): Generator<ContentKey> {
        try {
          for (let index = 0; ; index++) yield { contentIds: [String(index).padStart(4, "0")] };
        } finally {
          closed = true;
        }
      }
      expect((await films.getBatch(keys()).first())?.contentIds).toEqual(["0000"]);
      expect(closed).toBe(true);
    });

    test("sends nothing before iteration, and nothing for no keys", async ({ stage }) => {
      const contents = stage.films.getBatch(keysOf(["0000"]));
      await Promise.resolve();
      expect(stage.sent).toEqual([]);
      expect(await stage.films.getBatch([]).toArray()).toEqual([]);
      expect(stage.sent).toEqual([]);
      expect(await contents.toArray()).toEqual([]);
      expect(stage.sent).toHaveLength(1);
    });

    test("gives pages as they arrive, without a cursor", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(120));
      const pages = [];
      const reports: Progress[] = [];
      const ids = contentsOf(120);
      for await (const page of films.getBatch(ids, { onProgress: (report) => void reports.push(report) }).pages()) {
        pages.push([page.contents.length, page.cursor, page.cost.requests]);
      }
      expect(pages).toEqual([
        [100, undefined, 1],
        [20, undefined, 1],
      ]);
      expect(reports.map(({ records, cost }) => [records, cost.requests])).toEqual([
        [100, 1],
        [120, 2],
      ]);
    });

    test("first and items", async ({ stage: { films } }) => {
      await films.putBatch([...contentsOf(1), { contentIds: ["b"], item: plainFilm({ name: "Lincoln" }) }]);
      const keys = keysOf(["missing", "b", "0000"]);
      expect((await films.getBatch(keys).first())?.item.name).toBe("Lincoln");
      expect((await films.getBatch(keys).items()).map(({ name }) => name)).toEqual(["Lincoln", "film 0"]);
      expect(await films.getBatch(keysOf(["missing"])).first()).toBeUndefined();
    });

    test("asks for the consistency that is wanted", async ({ stage }) => {
      const asked = async (options: object, repository = stage.films) => {
        const sent = await stage.sentBy(() => repository.getBatch(keysOf(["a"]), options).toArray());
        return sent.map(({ input }) => Object.values(input.RequestItems ?? {})[0]?.ConsistentRead);
      };
      const consistent = stage.open({ consistentReads: true });
      expect(await asked({})).toEqual([false]);
      expect(await asked({ consistentReads: true })).toEqual([true]);
      expect(await asked({}, consistent)).toEqual([true]);
      expect(await asked({ consistentReads: false }, consistent)).toEqual([false]);
    });
  });
}
