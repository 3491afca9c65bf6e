import { describe, expect } from "vitest";
import { type ContentKey, compareContents, isKeyValidationError } from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { plainFilm } from "../support/film.ts";
import type { FilmRepository, StageTest } from "../support/stage.ts";

const item = plainFilm();
const long = (bytes: number): string => "x".repeat(bytes);

/** Every operation that takes ids, as it is called with a key. */
const operations: Record<string, (films: FilmRepository, key: ContentKey) => Promise<unknown>> = {
  get: (films, key) => films.get(key),
  put: (films, key) => films.put({ ...key, item }),
  update: (films, key) => films.update(key, { set: { name: "Lincoln" } }),
  delete: (films, key) => films.delete(key),
  getBatch: (films, key) => films.getBatch([{ contentIds: ["right"] }, key]).toArray(),
  putBatch: (films, key) =>
    films.putBatch([
      { contentIds: ["right"], item },
      { ...key, item },
    ]),
  list: (films, { partitionIds, contentIds }) => films.list({ partitionIds, contentPrefix: contentIds }).toArray(),
  listBetween: (films, { partitionIds, contentIds }) =>
    films.listBetween({ partitionIds, contentStart: contentIds }).toArray(),
  deletePrefix: (films, { partitionIds, contentIds }) =>
    films.deletePrefix({ partitionIds, contentPrefix: contentIds }),
};

const badIds: [string, readonly unknown[]][] = [
  ["with the delimiter", ["a#b"]],
  ["that is empty", ["", "a"]],
  ["with a lone surrogate", ["a\uD800"]],
  ["that is no text", [7]],
  ["that is null", [null]],
];

export function describeKeys(test: StageTest): void {
  describe("ids", () => {
    test.for<[string, ContentKey]>([
      ["no ids", {}],
      ["empty lists", { partitionIds: [], contentIds: [] }],
      ["null", { partitionIds: null, contentIds: null }],
      ["one text", { partitionIds: "1997", contentIds: "titanic" }],
      ["lists", { partitionIds: ["1997", "12"], contentIds: ["titanic", "1", "x"] }],
      ["content ids alone", { contentIds: ["titanic"] }],
      ["partition ids alone", { partitionIds: ["1997"] }],
      ["unicode", { partitionIds: ["日本", "é", "e\u0301"], contentIds: ["\u{1F3AC}", "\uFFFD", "\u0000"] }],
      ["blanks and controls", { partitionIds: [" "], contentIds: [" a ", "\t\n", "$", '"'] }],
    ])("are restored exactly: %s", async ([, key], { stage: { films } }) => {
      const list = (ids: ContentKey["contentIds"]) => (typeof ids === "string" ? [ids] : (ids ?? []));
      const ids = { partitionIds: list(key.partitionIds), contentIds: list(key.contentIds) };
      await films.put({ ...key, item });
      const content = { ...ids, item, currentVersion: 1 };
      expect((await films.get(key)).content).toEqual(content);
      expect(await films.getBatch([key]).toArray()).toEqual([content]);
      expect(await films.list({ partitionIds: key.partitionIds }).toArray()).toEqual([content]);
    });

    test("keep records apart that differ in one id only", async ({ stage: { films } }) => {
      const keys = [[], ["a"], ["b"], ["a", "b"], ["ab"], ["a", "b", "c"]];
      const all = keys.flatMap((partitionIds) => keys.map((contentIds) => ({ partitionIds, contentIds })));
      const named = all.map((key) => ({ ...key, item: plainFilm({ name: JSON.stringify(key) }) }));
      await films.putBatch(named);
      const read = await films.getBatch(all).toArray();
      expect(read.map((content) => content.item.name)).toEqual(named.map((content) => content.item.name));
      const sorted = named.toSorted(compareContents).map((content) => content.item.name);
      const listed = await Promise.all(keys.map((partitionIds) => films.list({ partitionIds }).items()));
      expect(
        listed
          .flat()
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual(sorted.toSorted());
    });

    test("of 2048 and 1024 bytes of UTF-8 fit, prefix included", async ({ stage }) => {
      const start = `content#${stage.place.partitionName}#`.length;
      const key = { partitionIds: [long(2048 - start)], contentIds: [`é${long(1024 - "film#".length - 2)}`] };
      await stage.films.put({ ...key, item });
      expect((await stage.films.get(key)).content).toEqual({ ...key, item, currentVersion: 1 });
    });
  });

  describe.for(Object.entries(operations))("%s sends nothing for an id", ([, operate]) => {
    test.for(badIds)("%s", async ([, ids], { stage }) => {
      const contentIds = ids as readonly string[];
      const error = await caught(operate(stage.films, { contentIds }), isKeyValidationError);
      expect(error).toMatchObject({ code: "KEY_VALIDATION" });
      expect(error.issues).toHaveLength(1);
      expect(error.issues[0]?.path[1]).toBe(0);
      const partition = await caught(operate(stage.films, { partitionIds: contentIds }), isKeyValidationError);
      expect(partition.issues.map(({ path }) => path)).toEqual([["partitionIds", 0]]);
      expect(stage.sent).toEqual([]);
    });

    test("that makes a key too long", async ({ stage }) => {
      const sort = await caught(operate(stage.films, { contentIds: [long(1020)] }), isKeyValidationError);
      expect(sort.message).toContain("1025 bytes, DynamoDB takes 1024");
      const wide = await caught(operate(stage.films, { contentIds: ["é".repeat(510)] }), isKeyValidationError);
      expect(wide.message).toContain("1025 bytes, DynamoDB takes 1024");
      const partition = await caught(operate(stage.films, { partitionIds: [long(2048)] }), isKeyValidationError);
      expect(partition.message).toMatch(/partitionIds: .* DynamoDB takes 2048/);
      expect(stage.sent).toEqual([]);
    });
  });

  test("every wrong id of a key is named at once", async ({ stage: { films } }) => {
    const key = { partitionIds: ["", "right", "a#b"], contentIds: ["\uDC00"] };
    const error = await caught(films.get(key), isKeyValidationError);
    expect(error.issues.map(({ path }) => path)).toEqual([
      ["partitionIds", 0],
      ["partitionIds", 2],
      ["contentIds", 0],
    ]);
  });
}
