import { describe, expect } from "vitest";
import {
  type ContentKey,
  compareContents,
  isCommandValidationError,
} from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { plainFilm } from "../support/film.ts";
import { contentsOf, idsOf, type StageTest } from "../support/stage.ts";

const at = (...contentIds: string[]) => ({ contentIds, item: plainFilm({ name: contentIds.join("#") }) });

// In the order of UTF-8 bytes, which that of JavaScript and of lists of ids are not.
const ordered: string[][] = [
  [],
  ["A"],
  ["Z"],
  ["a"],
  ["a!"],
  ["a", "z"],
  ["a$"],
  ["aa"],
  ["z"],
  ["é"],
  ["\u65E5"],
  ["\uFFFD"],
  ["\u{1F3AC}"],
];

export function describeList(test: StageTest): void {
  describe("list", () => {
    test("gives the records of one partition in the order of UTF-8 bytes", async ({ stage: { films } }) => {
      const shuffled = [...ordered.slice(6), ...ordered.slice(0, 6)].toReversed();
      await films.putBatch(shuffled.map((ids) => ({ partitionIds: ["p"], ...at(...ids) })));
      await films.put({ partitionIds: ["p", "q"], ...at("elsewhere") });
      const listed = await films.list({ partitionIds: ["p"] }).toArray();
      expect(listed.map(({ contentIds }) => contentIds)).toEqual(ordered);
      expect(listed[4]).toEqual({ partitionIds: ["p"], ...at("a!"), currentVersion: 1 });
      const backward = await films.list({ partitionIds: ["p"], sortAscending: false }).toArray();
      expect(backward).toEqual(listed.toReversed());
    });

    test("gives them in the order of compareContents", async ({ stage: { films } }) => {
      const contents = ordered.toReversed().map((ids) => at(...ids));
      await films.putBatch(contents);
      const listed = await films.list().toArray();
      expect(idsOf(listed)).toEqual(idsOf(contents.toSorted(compareContents)));
    });

    test.for<[string, ContentKey["contentIds"], string[]]>([
      ["no prefix", undefined, ["", "1", "1!", "1#x", "1#x#y", "1#xy", "10", "10#x", "2"]],
      ["an empty list", [], ["", "1", "1!", "1#x", "1#x#y", "1#xy", "10", "10#x", "2"]],
      ["the last id as a prefix of text", ["1"], ["1", "1!", "1#x", "1#x#y", "1#xy", "10", "10#x"]],
      ["one text for a list of one", "10", ["10", "10#x"]],
      ["an empty last id, which closes the one before it", ["1", ""], ["1#x", "1#x#y", "1#xy"]],
      ["two ids", ["1", "x"], ["1#x", "1#x#y", "1#xy"]],
      ["two ids, closed", ["1", "x", ""], ["1#x#y"]],
      ["what nothing begins with", ["3"], []],
    ])("of %s", async ([, contentPrefix, expected], { stage: { films } }) => {
      const ids = [[], ["1"], ["1!"], ["1", "x"], ["1", "x", "y"], ["1", "xy"], ["10"], ["10", "x"], ["2"]];
      await films.putBatch(ids.map((each) => at(...each)));
      expect(idsOf(await films.list({ contentPrefix }).toArray())).toEqual(expected);
      const backward = await films.list({ contentPrefix, sortAscending: false }).toArray();
      expect(idsOf(backward)).toEqual(expected.toReversed());
    });

    test("of an empty partition gives nothing, in one request", async ({ stage }) => {
      const sent = await stage.sentBy(async () => {
        expect(await stage.films.list({ partitionIds: ["none"] }).toArray()).toEqual([]);
      });
      expect(sent).toHaveLength(1);
    });

    test("sends nothing before iteration begins, and each iteration reads anew", async ({ stage }) => {
      const list = stage.films.list();
      await stage.films.putBatch(contentsOf(1));
      const before = stage.sent.length;
      const iterator = list[Symbol.asyncIterator]();
      list.pages();
      await Promise.resolve();
      expect(stage.sent).toHaveLength(before);
      expect((await iterator.next()).value).toMatchObject({ contentIds: ["0000"] });
      await stage.films.putBatch(contentsOf(2));
      expect(await list.toArray()).toHaveLength(2);
    });

    test("refuses misspelt options when it is iterated, with a suggestion", async ({ stage }) => {
      const list = stage.films.list({ limitt: 3, sortAscendin: false } as object);
      const error = await caught(list.toArray(), isCommandValidationError);
      expect(error.issues).toMatchObject([
        { path: ["limitt"], suggestion: "limit" },
        { path: ["sortAscendin"], suggestion: "sortAscending" },
      ]);
      expect(stage.sent).toEqual([]);
    });

    test.for<[string, object]>([
      ["limit", { limit: -1 }],
      ["limit", { limit: 1.5 }],
      ["limit", { limit: Number.NaN }],
      ["limit", { limit: "3" }],
      ["pageSize", { pageSize: 0 }],
      ["pageSize", { pageSize: 0.5 }],
    ])("refuses a %s of %o", async ([name, options], { stage }) => {
      const error = await caught(stage.films.list(options).toArray(), isCommandValidationError);
      expect(error.issues.map(({ path }) => path)).toEqual([[name]]);
      expect(stage.sent).toEqual([]);
    });

    test("asks for the consistency that is wanted, in its first or second argument", async ({ stage }) => {
      const asked = async (read: () => Promise<unknown>) =>
        (await stage.sentBy(read)).map(({ input }) => input.ConsistentRead);
      const consistent = stage.open({ consistentReads: true });
      expect(await asked(() => stage.films.list().toArray())).toEqual([false]);
      expect(await asked(() => stage.films.list({ consistentReads: true }).toArray())).toEqual([true]);
      expect(await asked(() => stage.films.list({}, { consistentReads: true }).first())).toEqual([true]);
      expect(await asked(() => consistent.listBetween().items())).toEqual([true]);
      expect(await asked(() => consistent.listBetween({ consistentReads: false }).items())).toEqual([false]);
    });

    test("toArray, items and first agree", async ({ stage: { films } }) => {
      await films.putBatch(contentsOf(3));
      const contents = await films.list().toArray();
      expect(await films.list().items()).toEqual(contents.map(({ item }) => item));
      expect(await films.list().first()).toEqual(contents[0]);
      expect(await films.list({ sortAscending: false }).first()).toEqual(contents[2]);
      expect(await films.list({ filters: { views: { gte: 1 } } }).first()).toEqual(contents[1]);
      expect(await films.list({ contentPrefix: ["none"] }).first()).toBeUndefined();
      expect(await films.list({ limit: 0 }).first()).toBeUndefined();
    });

    test("first asks for one item, in one request", async ({ stage }) => {
      await stage.films.putBatch(contentsOf(5));
      const sent = await stage.sentBy(() => stage.films.list().first());
      expect(sent.map(({ input }) => input.Limit)).toEqual([1]);
    });
  });
}
