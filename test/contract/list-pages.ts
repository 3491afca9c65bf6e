import { describe, expect } from "vitest";
import {
  type BatchResponse,
  isKeyValidationError,
  type ListOptions,
  type Progress,
} from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import type { Film } from "../support/film.ts";
import { contentsOf, type FilmRepository, idsOf, type StageTest } from "../support/stage.ts";

async function pagesOf(films: FilmRepository, query: ListOptions<Film>): Promise<BatchResponse<Film>[]> {
  const pages: BatchResponse<Film>[] = [];
  for await (const page of films.list(query).pages()) pages.push(page);
  return pages;
}

/** Reads a list by calls of one page each, as a web service does, and gives the ids page by page. */
async function walk(films: FilmRepository, query: ListOptions<Film>): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const got = await pagesOf(films, { ...query, cursor });
    pages.push(idsOf(got.flatMap(({ contents }) => contents)));
    cursor = got.at(-1)?.cursor;
    if (pages.length > 50) throw new Error("the cursor does not come to an end");
  } while (cursor !== undefined);
  return pages;
}

const count = 12;
const ids = idsOf(contentsOf(count));

export function describeListPages(test: StageTest, blocking: boolean): void {
  const ahead = blocking ? 0 : 1;

  describe("limit", () => {
    test.for([0, 1, 5, 11, 12, 13, 1000])("of %i is exact, and asks no more than once", async (limit, { stage }) => {
      await stage.films.putBatch(contentsOf(count));
      const sent = await stage.sentBy(async () => {
        expect(idsOf(await stage.films.list({ limit }).toArray())).toEqual(ids.slice(0, limit));
      });
      expect(sent.map(({ input }) => input.Limit)).toEqual(limit === 0 ? [] : [limit]);
    });

    test.for([
      [5, 2, [2, 2, 1]],
      [4, 2, [2, 2]],
      [3, 10, [3]],
      [1, 1, [1]],
    ] as const)("of %i by pages of %i takes requests of %o", async ([limit, pageSize, asked], { stage }) => {
      await stage.films.putBatch(contentsOf(count));
      const sent = await stage.sentBy(async () => {
        const read = await stage.films.list({ limit, pageSize }).toArray();
        expect(idsOf(read)).toEqual(ids.slice(0, limit));
      });
      expect(sent.map(({ input }) => input.Limit)).toEqual(asked);
    });

    test.for([
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 2],
      [6, 3],
      [7, 3],
    ] as const)("of %i holds after filters, in %i requests", async ([limit, requests], { stage }) => {
      await stage.films.putBatch(contentsOf(count));
      // Even ones of 12, by pages of 4: two a page.
      const filters = { views: { in: [0, 2, 4, 6, 8, 10] } };
      const sent = await stage.sentBy(async () => {
        const read = await stage.films.list({ filters, limit, pageSize: 4 }).toArray();
        expect(idsOf(read)).toEqual(ids.filter((_, index) => index % 2 === 0).slice(0, limit));
      });
      // The last page may end exactly at the last record, which DynamoDB does not know yet.
      const atMost = limit > 6 ? requests + 1 : requests;
      expect(sent.length).toBeGreaterThanOrEqual(requests);
      expect(sent.length).toBeLessThanOrEqual(atMost);
    });

    test("of null is none", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(3));
      expect(await films.list({ limit: null, pageSize: null, cursor: null, filters: null }).toArray()).toHaveLength(3);
    });
  });

  describe("pages", () => {
    test("come one per answer, of pageSize items, the last without cursor", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(count));
      const pages = await pagesOf(films, { pageSize: 5 });
      expect(pages.map(({ contents }) => contents.length)).toEqual([5, 5, 2]);
      expect(pages.map(({ cursor }) => typeof cursor)).toEqual(["string", "string", "undefined"]);
      expect(pages.map(({ cost }) => cost.requests)).toEqual([1, 1, 1]);
    });

    test("are empty where filters let nothing through", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(6));
      const pages = await pagesOf(films, { pageSize: 2, filters: { views: { gte: 4 } } });
      expect(pages.slice(0, 3).map(({ contents }) => contents.length)).toEqual([0, 0, 2]);
    });

    test(`are read ${ahead} ahead while the caller works on the first`, async ({ stage }) => {
      await stage.films.putBatch(contentsOf(4));
      const pages = stage.films.list({ pageSize: 1 }).pages()[Symbol.asyncIterator]();
      const sent = await stage.sentBy(() => pages.next());
      expect(sent).toHaveLength(1 + ahead);
      await pages.return?.();
    });

    test(`are read ${ahead} ahead, and no further once the caller leaves`, async ({ stage }) => {
      await stage.films.putBatch(contentsOf(count));
      const sent = await stage.sentBy(async () => {
        for await (const { contents } of stage.films.list({ pageSize: 1 }).pages()) {
          if (contents[0]?.contentIds[0] === "0002") break;
        }
      });
      expect(sent.length).toBeLessThanOrEqual(3 + ahead);
    });

    test("report progress", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(5));
      const reports: Progress[] = [];
      await films.list({ pageSize: 2, onProgress: (report) => void reports.push(report) }).toArray();
      expect(reports.slice(0, 3).map(({ records, cost }) => [records, cost.requests])).toEqual([
        [2, 1],
        [4, 2],
        [5, 3],
      ]);
    });
  });

  describe("cursor", () => {
    test.for<[string, ListOptions<Film>]>([
      ["by pages", { pageSize: 5 }],
      ["by limits", { limit: 5 }],
      ["by limits that divide it", { limit: 4 }],
      ["by limits of one", { limit: 1 }],
      ["by limits within pages", { limit: 3, pageSize: 2 }],
      ["downward", { limit: 5, sortAscending: false }],
      ["of a prefix", { limit: 3, contentPrefix: ["000"] }],
      ["of a prefix, downward", { limit: 3, contentPrefix: ["000"], sortAscending: false }],
      ["with filters, which cut a page", { limit: 2, filters: { views: { ne: 1 } } }],
      ["with filters and pages", { limit: 3, pageSize: 5, filters: { views: { in: [1, 2, 4, 8, 9, 11] } } }],
      ["with filters, downward", { limit: 2, pageSize: 7, sortAscending: false, filters: { views: { gt: 4 } } }],
      ["with filters that nothing matches", { limit: 2, pageSize: 3, filters: { views: -1 } }],
    ])("goes on exactly, page by page until the end: %s", async ([, query], { stage: { films } }) => {
      await films.putBatch(contentsOf(count));
      const { limit: _limit, pageSize: _pageSize, ...whole } = query;
      const pages = await walk(films, query);
      expect(pages.flat()).toEqual(idsOf(await films.list(whole).toArray()));
      expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(query.limit ?? count);
    });

    test("goes on after records that came in between and without those that went", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(6));
      const [page] = await pagesOf(films, { limit: 3 });
      await films.delete({ contentIds: ["0002"] });
      await films.put({ ...contentsOf(1)[0], contentIds: ["0002x"], item: contentsOf(1)[0]?.item as Film });
      expect(idsOf(await films.list({ cursor: page?.cursor }).toArray())).toEqual(["0002x", "0003", "0004", "0005"]);
    });

    test("works in a repository made anew, and is safe in a URL", async ({ stage }) => {
      const contents = contentsOf(4).map(({ item }, index) => ({ contentIds: [`\u{1F3AC} ${index}/?&`], item }));
      await stage.films.putBatch(contents);
      const [page] = await pagesOf(stage.films, { limit: 2 });
      expect(page?.cursor).toBe(encodeURIComponent(page?.cursor ?? ""));
      const rest = await stage.open().list({ cursor: page?.cursor }).toArray();
      expect(idsOf(rest)).toEqual(idsOf(contents.slice(2)));
    });

    test("of a listBetween works there", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(count));
      const query = { contentStart: ["0003"], contentEnd: ["0008"] };
      const pages = [];
      for await (const page of films.listBetween({ ...query, limit: 2 }).pages()) pages.push(page);
      const rest = await films.listBetween({ ...query, cursor: pages[0]?.cursor }).toArray();
      expect(idsOf(rest)).toEqual(ids.slice(5, 9));
    });

    test("of another partition, content type, table or maker is refused, nothing is sent", async ({ stage }) => {
      await stage.films.putBatch(contentsOf(3));
      const cursor = (await pagesOf(stage.films, { limit: 1 }))[0]?.cursor;
      const before = stage.sent.length;
      for (const [repository, query] of [
        [stage.films, { cursor, partitionIds: ["other"] }],
        [stage.open({ partitionName: "other" }), { cursor }],
        [stage.open({ contentType: "actor" }), { cursor }],
        [stage.films, { cursor: "nonsense" }],
        [stage.films, { cursor: "" }],
        [stage.films, { cursor: Buffer.from('["a"]').toString("base64url") }],
        [stage.films, { cursor: 7 as unknown as string }],
      ] as const) {
        const error = await caught(repository.list(query).toArray(), isKeyValidationError);
        expect(error.issues.map(({ path }) => path)).toEqual([["cursor"]]);
      }
      expect(stage.sent).toHaveLength(before);
    });

    test("of another range of the same partition is refused, nothing is sent", async ({ stage }) => {
      await stage.films.putBatch(contentsOf(12));
      const cursor = (await pagesOf(stage.films, { limit: 1 }))[0]?.cursor;
      const before = stage.sent.length;
      await caught(stage.films.list({ cursor, contentPrefix: ["001"] }).toArray(), isKeyValidationError);
      await caught(stage.films.listBetween({ cursor, contentStart: ["0005"] }).toArray(), isKeyValidationError);
      expect(stage.sent).toHaveLength(before);
    });
  });
}
