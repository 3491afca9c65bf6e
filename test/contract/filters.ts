import { describe, expect } from "vitest";
import {
  type FilterCommand,
  isCommandValidationError,
  isRequestObjectStateError,
} from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { type Film, film, plainFilm } from "../support/film.ts";
import { idsOf, type Stage, type StageTest } from "../support/stage.ts";

const time = (text: string): Date => new Date(`${text}Z`);

const shelf: Record<string, Film> = {
  A: film(),
  B: plainFilm({ name: "Lincoln", views: 10, budget: 5n, released: time("2012-11-09T00:00:00"), awards: null }),
  C: film({ name: "Tár", kind: "short", rating: 0, views: 0, tags: new Set(), quotes: null, note: "seen" }),
  D: film({ name: "Z", address: { city: "London" }, lines: [], cast: new Map(), nickname: "", themes: null }),
};

const blood = "There Will Be Blood";

/** A name, what is asked, which of the shelf match. */
type Case = readonly [string, FilterCommand<Film>, string];

const scalars: Case[] = [
  ["equality of text", { name: blood }, "A"],
  ["eq", { name: { eq: "Lincoln" } }, "B"],
  ["ne", { name: { ne: "Lincoln" } }, "ACD"],
  ["ne of what may be absent", { nickname: { ne: "Plainview" } }, "BD"],
  ["in", { name: { in: ["Z", "Lincoln", "none"] } }, "BD"],
  ["in, of more than 100", { views: { in: Array.from({ length: 150 }, (_, index) => index + 10) } }, "B"],
  ["lt of text", { name: { lt: "M" } }, "B"],
  ["lte", { name: { lte: "Lincoln" } }, "B"],
  ["gt of text, by its bytes", { name: { gt: "Ty" } }, "CD"],
  ["gte", { name: { gte: "Tár" } }, "CD"],
  ["between, ends included", { name: { between: ["Lincoln", blood] } }, "AB"],
  ["beginsWith", { name: { beginsWith: "T" } }, "AC"],
  ["contains of text", { name: { contains: "in" } }, "B"],
  ["size of text", { name: { size: 1 } }, "D"],
  ["size within a range", { name: { size: { between: [2, 7] } } }, "BC"],
  ["size with an order", { name: { size: { gt: 7 } } }, "A"],
  ["an enum", { kind: "short" }, "C"],
  ["ne of an enum", { kind: { ne: "short" } }, "ABD"],
  ["equality of a number", { views: 3 }, "AD"],
  ["order of numbers, not of their text", { views: { gt: 2, lt: 100 } }, "ABD"],
  ["a bound that the attribute itself may not have", { rating: { gt: -1 } }, "ACD"],
  ["several operators at once", { views: { gte: 1, ne: 10 } }, "AD"],
  ["a number that may be absent", { rating: { lte: 8.2 } }, "ACD"],
  ["equality of a bigint", { budget: 5n }, "B"],
  ["order of bigints", { budget: { gt: 25_000_000_000_000_000_000n } }, "ACD"],
  ["bytes", { poster: new Uint8Array([0, 1, 127, 254, 255]) }, "ABCD"],
  ["beginsWith of bytes", { poster: { beginsWith: new Uint8Array([0, 2]) } }, ""],
  ["size of bytes", { poster: { size: 5 } }, "ABCD"],
  ["exists", { nickname: { exists: true } }, "ACD"],
  ["exists: false", { nickname: { exists: false } }, "B"],
  ["exists, of what is stored as null", { awards: { exists: false } }, "B"],
  ["null", { note: null }, "ABD"],
  ["ne null", { note: { ne: null } }, "C"],
  ["in, with null", { note: { in: [null, "seen"] } }, "ABCD"],
  ["empty text", { nickname: "" }, "D"],
];

const times: Case[] = [
  ["equality of a time", { released: time("2012-11-09T00:00:00") }, "B"],
  ["ne of a time", { released: { ne: time("2012-11-09T00:00:00") } }, "ACD"],
  ["order of times", { released: { lt: time("2012-11-09T00:00:00") } }, "ACD"],
  ["order of times, equal included", { released: { gte: time("2012-11-09T00:00:00") } }, "B"],
  ["times between", { released: { between: [time("2007-01-01T00:00:00"), time("2008-01-01T00:00:00")] } }, "ACD"],
  ["in, of times", { released: { in: [time("2012-11-09T00:00:00"), time("1999-01-01T00:00:00")] } }, "B"],
];

const collections: Case[] = [
  ["contains of a Set", { tags: { contains: "oil" } }, "ABD"],
  ["size of a Set", { tags: { size: 0 } }, "C"],
  ["a Set, in any order", { tags: new Set(["drama", "oil"]) }, "ABD"],
  ["ne of a Set", { tags: { ne: new Set(["drama", "oil"]) } }, "C"],
  ["in, of Sets", { tags: { in: [new Set<string>(), new Set(["x"])] } }, "C"],
  ["contains of a list", { lines: { contains: { text: "I drink your milkshake!", minute: 148 } } }, "ABC"],
  ["a list as a whole", { quotes: ["I'm finished."] }, "AD"],
  ["size of a list", { lines: { size: { lt: 2 } } }, "D"],
  ["a Map as a whole", { cast: { eq: new Map() } }, "D"],
  ["size of a Map", { cast: { size: { gte: 2 } } }, "ABC"],
  ["exists, of a collection", { themes: { exists: true } }, "AC"],
];

const nested: Case[] = [
  ["a nested attribute", { address: { city: "London" } }, "D"],
  ["nested operators", { address: { city: { beginsWith: "M" }, visits: { gt: 1 } } }, "AC"],
  ["nested attributes that are absent", { address: { street: { exists: false } } }, "BD"],
  ["$exists of a nested object", { address: { $exists: false } }, "B"],
  ["$size of a nested object", { address: { $size: 1 } }, "D"],
];

const combined: Case[] = [
  ["all that is named", { views: 3, kind: "feature" }, "AD"],
  ["$and", { $and: [{ views: { gte: 3 } }, { views: { lte: 3 } }] }, "AD"],
  ["$or", { $or: [{ name: "Z" }, { name: "Lincoln" }] }, "BD"],
  ["$not", { $not: { name: "Z" } }, "ABC"],
  ["$not of several, which do not all hold", { $not: { views: 3, name: "Z" } }, "ABC"],
  ["all at once", { views: 3, $or: [{ name: "Z" }, { kind: "short" }], $not: { note: "seen" } }, "D"],
  ["$or within $not within $and", { $and: [{ $not: { $or: [{ name: "Z" }, { views: 0 }] } }] }, "AB"],
  ["nothing", {}, "ABCD"],
];

const tables: Record<string, Case[]> = { scalars, times, collections, "nested objects": nested, combined };

export function describeFilters(test: StageTest, namesAreChecked: boolean): void {
  describe.for(Object.entries(tables))("filters of %s", ([, cases]) => {
    // Written once, as no case changes it.
    let written: Promise<Stage> | undefined;
    const shelved = async (stage: Stage): Promise<Stage> => {
      await stage.films.putBatch(Object.entries(shelf).map(([id, item]) => ({ contentIds: [id], item })));
      return stage;
    };

    test.for(cases)("%s", async ([, filters, expected], { stage }) => {
      const { films } = await (written ??= shelved(stage));
      expect(idsOf(await films.list({ filters }).toArray()).join("")).toBe(expected);
      const put = films.put({ contentIds: ["A"], item: film() }, { condition: filters });
      if (expected.includes("A")) await put;
      else expect((await caught(put, isRequestObjectStateError)).reason).toBe("condition");
    });
  });

  test("a filter on a time also matches the forms that Python writes", async ({ stage }) => {
    const at = new Date("2012-11-09T10:00:00.000Z");
    const forms = ["2012-11-09T10:00:00.000Z", "2012-11-09T10:00:00+00:00", "2012-11-09T10:00:00"];
    for (const [index, form] of forms.entries()) {
      await stage.films.put({ contentIds: [String(index)], item: film({ released: at }) });
      await stage.rewrite([], [String(index)], { released: { S: form } });
    }
    // A schema that is not described may not take a form; the filter finds it all the same.
    const matching = async (filters: FilterCommand<Film>) => {
      const { contents, invalid } = await stage.films.list({ filters, onInvalid: "return" }).page();
      return contents.length + invalid.length;
    };
    expect(await matching({ released: at })).toBe(3);
    expect(await matching({ released: { ne: at } })).toBe(0);
    expect(await matching({ released: { lt: at } })).toBe(0);
    expect(await matching({ released: { lte: at } })).toBe(3);
    expect(await matching({ released: { between: [at, at] } })).toBe(3);
  });

  describe("filters that are wrong", () => {
    test("values of other types are refused, all at once, nothing is sent", async ({ stage }) => {
      const filters = { views: "three", released: { gt: "yesterday" }, budget: { in: [1n, "x"] } } as object;
      const error = await caught(stage.films.list({ filters }).toArray(), isCommandValidationError);
      const paths = error.issues.map(({ path }) => path.join("."));
      expect(paths).toEqual(["filters.views", "filters.released.gt", "filters.budget.in.1"]);
      expect(stage.sent).toEqual([]);
    });

    test.for<[string, object, string]>([
      ["undefined", { name: undefined }, "filters.name"],
      ["an operand of undefined", { name: { eq: undefined } }, "filters.name.eq"],
      ["an empty in", { views: { in: [] } }, "filters.views.in"],
      ["an empty $or", { $or: [] }, "filters.$or"],
      ["bounds that are no two", { views: { between: [1] } }, "filters.views.between"],
      ["exists that is no boolean", { nickname: { exists: "yes" } }, "filters.nickname.exists"],
      ["a size that is no number", { tags: { size: "2" } }, "filters.tags.size"],
      ["an operator of a size", { tags: { size: { begins: 2 } } }, "filters.tags.size.begins"],
    ])("%s is refused", async ([, filters, path], { stage }) => {
      const error = await caught(stage.films.list({ filters }).toArray(), isCommandValidationError);
      expect(error.issues.map((issue) => issue.path.join("."))).toEqual([path]);
      expect(stage.sent).toEqual([]);
    });

    if (!namesAreChecked) return;

    test.for<[string, object, string, string?]>([
      ["a misspelt attribute", { nmae: "x" }, "filters.nmae", "name"],
      ["a misspelt nested attribute", { address: { citty: "x" } }, "filters.address.citty", "city"],
      ["a misspelt operator", { name: { beginWith: "x" } }, "filters.name.beginWith", "beginsWith"],
      ["a misspelt combiner", { $nor: [{ name: "x" }] }, "filters.$nor", "$or"],
      ["an enum that is none", { kind: "trailer" }, "filters.kind"],
      ["an order of what has none", { tags: { gt: "x" } }, "filters.tags.gt"],
      ["beginsWith of a number", { views: { beginsWith: "1" } }, "filters.views.beginsWith"],
      ["contains of a number", { views: { contains: 1 } }, "filters.views.contains"],
    ])("%s is refused", async ([, filters, path, suggestion], { stage }) => {
      const error = await caught(stage.films.list({ filters }).toArray(), isCommandValidationError);
      expect(error.issues.map((issue) => [issue.path.join("."), issue.suggestion])).toEqual([[path, suggestion]]);
      expect(stage.sent).toEqual([]);
    });
  });
}
