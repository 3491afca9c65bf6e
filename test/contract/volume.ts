import { describe, expect } from "vitest";
import { plainFilm } from "../support/film.ts";
import { contentsOf, idsOf, type StageTest } from "../support/stage.ts";

/** Films of this many bytes, every other one rated. */
function bigFilms(count: number, bytes: number) {
  return contentsOf(count).map(({ contentIds }, index) => ({
    contentIds,
    item: plainFilm({ note: "x".repeat(bytes), views: index, rating: index % 2 === 0 ? 5 : undefined }),
  }));
}

export function describeVolume(test: StageTest): void {
  describe("more than one answer holds", () => {
    test("a list of several pages of 1 MB is whole, with and without limit, both ways", async ({ stage }) => {
      const big = bigFilms(11, 300_000);
      await stage.films.putBatch(big);
      const pages = [];
      for await (const { contents } of stage.films.list().pages()) pages.push(contents.length);
      expect(pages.length).toBeGreaterThan(2);
      expect(Math.max(...pages)).toBeLessThanOrEqual(4);
      const ids = idsOf(big);
      expect(idsOf(await stage.films.list().toArray())).toEqual(ids);
      expect(idsOf(await stage.films.list({ sortAscending: false }).toArray())).toEqual(ids.toReversed());
      expect(idsOf(await stage.films.list({ limit: 7 }).toArray())).toEqual(ids.slice(0, 7));
      const even = ids.filter((_, index) => index % 2 === 0);
      expect(idsOf(await stage.films.list({ filters: { rating: 5 } }).toArray())).toEqual(even);
      const limited = stage.films.list({ filters: { rating: 5 }, limit: 5 });
      expect(idsOf(await limited.toArray())).toEqual(even.slice(0, 5));
    });

    test("a list asks for one page ahead and no more", async ({ stage }) => {
      await stage.films.putBatch(bigFilms(12, 300_000));
      const sent = await stage.sentBy(async () => {
        for await (const content of stage.films.list()) {
          expect(content.contentIds).toEqual(["0000"]);
          break;
        }
      });
      expect(sent.length).toBeLessThanOrEqual(2);
    });

    test("a batch of over 16 MB is read whole, in order", async ({ stage: { films } }) => {
      const big = bigFilms(46, 390_000);
      await films.putBatch(big);
      const read = await films.getBatch(big).toArray();
      expect(idsOf(read)).toEqual(idsOf(big));
      expect(read.every(({ item }) => item.note?.length === 390_000)).toBe(true);
    });

    test("deletePrefix deletes them all", async ({ stage: { films } }) => {
      await films.putBatch(bigFilms(11, 300_000));
      expect(await films.deletePrefix({})).toMatchObject({ records: 11 });
      expect(await films.list().toArray()).toEqual([]);
    });
  });
}
