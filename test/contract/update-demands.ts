import { describe, expect } from "vitest";
import {
  isCommandValidationError,
  isKeyValidationError,
  isRequestObjectStateError,
  type UpdateCommand,
} from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { type Film, type FilmInput, film, plainFilm } from "../support/film.ts";
import type { StageTest } from "../support/stage.ts";

type Command = UpdateCommand<Film, FilmInput>;

const key = { partitionIds: ["1"], contentIds: ["a"] };

// What makes a whole film: of plainFilm, with every section that has a part in it.
const { views: _views, awards: _awards, ...whole } = plainFilm();
const making: Command = {
  set: { ...whole, awards: null },
  increment: { views: 4, rating: 0.5 },
  append: { quotes: ["first"], themes: ["x", "x"] },
  remove: { nickname: true },
  expiry: new Date("2031-01-01"),
};
const made = plainFilm({ awards: null, views: 4, rating: 0.5, quotes: ["first"], themes: new Set(["x"]) });

export function describeUpdateDemands(test: StageTest, namesAreChecked: boolean): void {
  describe("update with a demand", () => {
    test.for<[string, Command]>([
      ["without a version", {}],
      ["with a version", { currentVersion: 1 }],
      ["with version 0", { currentVersion: 0 }],
      ["with a condition", { condition: { views: 3 } }],
    ])("a record that is missing is refused %s, and not made", async ([, demand], { stage: { films } }) => {
      const work = films.update(key, { set: { name: "x" }, ...demand });
      const error = await caught(work, isRequestObjectStateError);
      expect(error).toMatchObject({ code: "REQUEST_OBJECT_STATE", reason: "missing", key, current: undefined });
      expect(error.message).toContain('contentIds ["a"]');
      expect((await films.get(key)).content).toBeUndefined();
    });

    test("currentVersion writes at that version only, and shows the record as it stands", async ({ stage }) => {
      await stage.films.put({ ...key, item: film(), currentVersion: 3, expiry: new Date("2031-01-01") });
      const stale = stage.films.update(key, { set: { name: "stale" }, currentVersion: 2 });
      const error = await caught(stale, isRequestObjectStateError<Film>);
      expect(error).toMatchObject({ reason: "version", expectedVersion: 2, key });
      const { content } = await stage.films.get(key);
      expect(error.current).toEqual(content);
      expect(content).toEqual({ ...key, item: film(), currentVersion: 3, expiry: new Date("2031-01-01") });
      const again = await stage.films.update(key, {
        set: { name: "x" },
        currentVersion: error.current?.currentVersion,
      });
      expect(again.currentVersion).toBe(4);
    });

    test("currentVersion 0 is a demand like any other", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film() });
      const stale = films.update(key, { set: { name: "x" }, currentVersion: 0 });
      expect((await caught(stale, isRequestObjectStateError)).reason).toBe("version");
      await films.put({ ...key, item: film(), currentVersion: 0 });
      expect((await films.update(key, { set: { name: "x" }, currentVersion: 0 })).currentVersion).toBe(1);
    });

    test("of many with the same currentVersion one wins", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film() });
      const names = Array.from({ length: 8 }, (_, index) => `film ${index}`);
      const settled = await Promise.allSettled(
        names.map((name) => films.update(key, { set: { name }, currentVersion: 1 })),
      );
      const winners = names.filter((_, index) => settled[index]?.status === "fulfilled");
      expect(winners).toHaveLength(1);
      expect((await films.get(key)).content).toMatchObject({ currentVersion: 2, item: { name: winners[0] } });
    });

    test("condition is of the record as stored", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film() });
      const command: Command = { set: { views: 9 }, condition: { views: { lt: 3 }, kind: "feature" } };
      const error = await caught(films.update(key, command), isRequestObjectStateError<Film>);
      expect(error).toMatchObject({ reason: "condition", current: { item: { views: 3 }, currentVersion: 1 } });
      expect((await films.get(key)).content?.item).toEqual(film());
      await films.update(key, { ...command, condition: { views: { lte: 3 } } });
      expect((await films.get(key)).content?.item.views).toBe(9);
    });

    test("version and condition hold also where the first attempt meets a NULL", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film({ awards: null }), currentVersion: 5 });
      const stale = films.update(key, { increment: { awards: 1 }, currentVersion: 4 });
      expect((await caught(stale, isRequestObjectStateError)).reason).toBe("version");
      const other = films.update(key, { increment: { awards: 1 }, condition: { views: 0 } });
      expect((await caught(other, isRequestObjectStateError)).reason).toBe("condition");
      await films.update(key, { increment: { awards: 1 }, currentVersion: 5, condition: { views: 3 } });
      expect((await films.get(key)).content).toMatchObject({ currentVersion: 6, item: { awards: 1 } });
    });
  });

  describe("update with requireExists: false", () => {
    const optional = { requireExists: false };

    test("makes a record that is missing, whole", async ({ stage: { films } }) => {
      expect(await films.update(key, making, optional)).toMatchObject({ currentVersion: 1 });
      const { content } = await films.get(key);
      expect(content).toEqual({ ...key, item: made, currentVersion: 1, expiry: making.expiry });
    });

    test("updates a record that is there", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film() });
      expect(await films.update(key, making, optional)).toMatchObject({ currentVersion: 2 });
      expect((await films.get(key)).content?.item).toMatchObject({ views: 7, quotes: ["I'm finished.", "first"] });
    });

    test("refuses where the command makes no whole record, and says why", async ({ stage: { films } }) => {
      const error = await caught(films.update(key, { increment: { views: 1 } }, optional), isRequestObjectStateError);
      expect(error.reason).toBe("missing");
      expect(error.message).toMatch(/the update alone makes no whole record: .*name/);
      expect((await films.get(key)).content).toBeUndefined();
      expect(await films.list({ partitionIds: key.partitionIds }).toArray()).toEqual([]);
    });

    test("does not make a record where a version is asked for", async ({ stage: { films } }) => {
      const work = films.update(key, { ...making, currentVersion: 1 }, optional);
      expect((await caught(work, isRequestObjectStateError)).reason).toBe("missing");
      expect((await films.get(key)).content).toBeUndefined();
    });

    test("counts every one of many that meet at a missing record", async ({ stage: { films } }) => {
      await Promise.all(Array.from({ length: 6 }, () => films.update(key, making, optional)));
      expect((await films.get(key)).content).toMatchObject({ currentVersion: 6, item: { views: 24 } });
    });
  });

  describe("update refuses, all at once and before anything is sent,", () => {
    test.for<[string, object, string[]]>([
      [
        "values that the schema refuses",
        { set: { name: 1, kind: "trailer", rating: 11 } },
        ["set.name", "set.kind", "set.rating"],
      ],
      [
        "wrong elements",
        { append: { quotes: [7], lines: [{ text: "x" }] } },
        ["append.quotes.0", "append.lines.0.minute"],
      ],
      [
        "amounts that are no numbers",
        { increment: { views: "1", budget: Number.NaN } },
        ["increment.views", "increment.budget"],
      ],
      ["what is appended and no list", { append: { tags: "x" } }, ["append.tags"]],
      ["removals that are not true", { remove: { nickname: false } }, ["remove.nickname"]],
      ["overlapping paths", { set: { address: { city: "x" } }, remove: { address: true } }, ["remove.address"]],
      ["one attribute in two sections", { set: { views: 1 }, increment: { views: 1 } }, ["increment.views"]],
      ["internal attributes and keys", { set: { _ttl: 1, PK: "x", SK: "y" } }, ["set._ttl", "set.PK", "set.SK"]],
      ["a version that is no whole number", { currentVersion: "1" }, ["currentVersion"]],
      ["an expiry that is no time", { expiry: new Date("never") }, ["expiry"]],
      ["a wrong condition", { set: { name: "x" }, condition: { views: "3" } }, ["condition.views"]],
      ["a section that is no object", { set: 5 }, ["set"]],
    ])("%s", async ([, command, paths], { stage }) => {
      const error = await caught(stage.films.update(key, command), isCommandValidationError);
      expect(error).toMatchObject({ code: "COMMAND_VALIDATION" });
      expect(error.issues.map(({ path }) => path.join("."))).toEqual(paths);
      for (const path of paths) expect(error.message).toContain(path);
      expect(stage.sent).toEqual([]);
    });

    test("a misspelt section, with a suggestion", async ({ stage }) => {
      const error = await caught(
        stage.films.update(key, { inrement: { views: 1 } } as object),
        isCommandValidationError,
      );
      expect(error.issues).toMatchObject([{ path: ["inrement"], suggestion: "increment" }]);
    });

    test("what is no command", async ({ stage }) => {
      for (const command of [undefined, null, "set", []]) {
        await caught(stage.films.update(key, command as unknown as Command), isCommandValidationError);
      }
      expect(stage.sent).toEqual([]);
    });

    test("a key that is none", async ({ stage }) => {
      await caught(stage.films.update({ contentIds: ["a#b"] }, { set: { name: "x" } }), isKeyValidationError);
      expect(stage.sent).toEqual([]);
    });

    if (!namesAreChecked) return;

    test("misspelt attributes, with suggestions, in every section", async ({ stage }) => {
      const command = {
        set: { nickane: "x", address: { streat: "x" } },
        replace: { linez: [] },
        increment: { vews: 1 },
        append: { quots: ["x"] },
        remove: ["nicknam"],
        condition: { raiting: 1 },
      } as object;
      const error = await caught(stage.films.update(key, command), isCommandValidationError);
      expect(error.issues.map(({ path, suggestion }) => [path.join("."), suggestion])).toEqual([
        ["set.nickane", "nickname"],
        ["set.address.streat", "street"],
        ["replace.linez", "lines"],
        ["increment.vews", "views"],
        ["append.quots", "quotes"],
        ["remove.0", "nickname"],
        ["condition.raiting", "rating"],
      ]);
      expect(error.message).toContain('did you mean "street"?');
      expect(stage.sent).toEqual([]);
    });

    test.for<[string, object, string[]]>([
      ["increment of what is no number", { increment: { name: 1 } }, ["increment.name"]],
      [
        "fractions for whole numbers",
        { increment: { views: 0.5, budget: 0.5 } },
        ["increment.views", "increment.budget"],
      ],
      ["append to what is no list", { append: { name: ["x"], cast: ["x"] } }, ["append.name", "append.cast"]],
      ["removal of what is required", { remove: { name: true, note: true } }, ["remove.name", "remove.note"]],
      ["removal of what is required below", { remove: { address: { city: true } } }, ["remove.address.city"]],
    ])("%s", async ([, command, paths], { stage }) => {
      const error = await caught(stage.films.update(key, command), isCommandValidationError);
      expect(error.issues.map(({ path }) => path.join("."))).toEqual(paths);
      expect(stage.sent).toEqual([]);
    });
  });
}
