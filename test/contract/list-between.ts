import { describe, expect } from "vitest";
import { isKeyValidationError, type ListBetweenOptions } from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { type Film, plainFilm } from "../support/film.ts";
import { idsOf, type StageTest } from "../support/stage.ts";

const at = (...contentIds: string[]) => ({ contentIds, item: plainFilm({ name: contentIds.join("#") }) });

const months = [[], ["2023-01"], ["2023-01", "5"], ["2023-02"], ["2023-04"], ["2023-04", "1"], ["2023-045"], ["2024"]];
const all = months.map((ids) => ids.join("#"));

type Range = Pick<ListBetweenOptions<Film>, "contentStart" | "contentEnd">;

export function describeListBetween(test: StageTest): void {
  describe("listBetween", () => {
    test.for<[string, Range, string[]]>([
      ["both ends included", { contentStart: ["2023-01"], contentEnd: ["2023-02"] }, all.slice(1, 4)],
      ["the end exact, no prefix", { contentStart: ["2023-02"], contentEnd: ["2023-04"] }, all.slice(3, 5)],
      ["ends that are not there", { contentStart: ["2023-011"], contentEnd: ["2023-03"] }, all.slice(3, 4)],
      ["ends of several ids", { contentStart: ["2023-01", "5"], contentEnd: ["2023-04", "1"] }, all.slice(2, 6)],
      ["a closed start", { contentStart: ["2023-01", ""], contentEnd: ["2023-02"] }, all.slice(2, 4)],
      ["equal ends: one record, no prefix", { contentStart: ["2023-04"], contentEnd: ["2023-04"] }, all.slice(4, 5)],
      ["equal ends that are not there", { contentStart: ["2023-03"], contentEnd: ["2023-03"] }, []],
      ["one text for a list of one", { contentStart: "2023-04", contentEnd: "2023-045" }, all.slice(4, 7)],
      ["an open start", { contentEnd: ["2023-01"] }, all.slice(0, 2)],
      ["an open end", { contentStart: ["2023-04"] }, all.slice(4)],
      ["both open", {}, all],
      ["empty lists and null as open", { contentStart: [], contentEnd: null }, all],
    ])("%s", async ([, range, expected], { stage }) => {
      await stage.films.putBatch(months.map((ids) => at(...ids)));
      // Neighbours in the table that no open end may reach.
      await stage.open({ contentType: "fill" }).put(at("2023-04"));
      await stage.open({ contentType: "film$" }).put(at());
      await stage.open({ contentType: "films" }).put(at("2023-04"));
      expect(idsOf(await stage.films.listBetween(range).toArray())).toEqual(expected);
      const backward = stage.films.listBetween({ ...range, sortAscending: false });
      expect(idsOf(await backward.toArray())).toEqual(expected.toReversed());
    });

    test("keeps limit, filters, order and pageSize also where the ends are equal", async ({ stage: { films } }) => {
      await films.putBatch(months.map((ids) => at(...ids)));
      const equal = { contentStart: ["2023-04"], contentEnd: ["2023-04"] };
      expect(await films.listBetween({ ...equal, filters: { name: "other" } }).toArray()).toEqual([]);
      expect(await films.listBetween({ ...equal, limit: 0 }).toArray()).toEqual([]);
      const named = { contentStart: ["2023-01"], filters: { name: { beginsWith: "2023-04" } } } as const;
      const last = await films.listBetween({ ...named, sortAscending: false, limit: 2, pageSize: 1 }).toArray();
      expect(idsOf(last)).toEqual(["2023-045", "2023-04#1"]);
    });

    test("first gives the first of the range", async ({ stage: { films } }) => {
      await films.putBatch(months.map((ids) => at(...ids)));
      expect(idsOf([(await films.listBetween({ contentStart: ["2023-03"] }).first()) ?? {}])).toEqual(["2023-04"]);
    });

    test.for<[string, Range]>([
      ["reversed", { contentStart: ["2023-02"], contentEnd: ["2023-01"] }],
      ["reversed in UTF-8, not in UTF-16", { contentStart: ["\u{1F3AC}"], contentEnd: ["\uFFFD"] }],
      ["reversed as joined text, not as lists", { contentStart: ["a", "z"], contentEnd: ["a!"] }],
      ["a start below its end", { contentStart: ["2023", "1"], contentEnd: ["2023"] }],
    ])("refuses ends that are %s, and sends nothing", async ([, range], { stage }) => {
      const error = await caught(stage.films.listBetween(range).toArray(), isKeyValidationError);
      expect(error.issues.map(({ path }) => path)).toEqual([["contentStart"]]);
      expect(stage.sent).toEqual([]);
    });
  });
}
