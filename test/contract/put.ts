import { describe, expect } from "vitest";
import {
  isCommandValidationError,
  isItemValidationError,
  isRequestObjectStateError,
} from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { type Film, film, plainFilm } from "../support/film.ts";
import type { StageTest } from "../support/stage.ts";

const key = { partitionIds: ["1", "2"], contentIds: ["a", "b"] };

export function describePut(test: StageTest): void {
  describe("put", () => {
    test("gives back everything: the item, its place, its version, its expiry", async ({ stage: { films } }) => {
      const expiry = new Date("2031-05-06T07:08:09.987Z");
      const response = await films.put({ ...key, item: film(), currentVersion: 7, expiry });
      expect(response).toMatchObject({ currentVersion: 7, cost: { requests: 1, retries: 0, waitedMs: 0 } });
      const { content } = await films.get(key);
      expect(content).toEqual({
        ...key,
        item: film(),
        currentVersion: 7,
        expiry: new Date("2031-05-06T07:08:09.000Z"),
      });
      expect(content?.item.poster).toBeInstanceOf(Uint8Array);
      expect([content?.item.tags, content?.item.themes, content?.item.cast].map(String)).toEqual([
        "[object Set]",
        "[object Set]",
        "[object Map]",
      ]);
    });

    test("gives back a record with nothing that may be absent, at version 1", async ({ stage: { films } }) => {
      await films.put({ ...key, item: plainFilm() });
      const { content } = await films.get(key);
      expect(content).toEqual({ ...key, item: plainFilm(), currentVersion: 1, expiry: undefined });
      expect(Object.keys(content?.item ?? {})).not.toContain("nickname");
    });

    test.for<[string, Partial<Film>]>([
      ["empty collections", { tags: new Set(), cast: new Map(), lines: [], quotes: [], themes: new Set() }],
      ["nulls where they are allowed", { note: null, awards: null, quotes: null, themes: null }],
      ["empty text and bytes", { name: "", note: "", poster: new Uint8Array() }],
      ["small and negative bigints", { budget: -3n }],
      ["a bigint of 38 digits", { budget: BigInt("9".repeat(38)) }],
      ["zero and fractions", { rating: 0.1 + 0.2, views: 0, awards: -1 }],
      ["times before 1970 and beyond 9999", { released: new Date("0999-01-01T00:00:00.001Z") }],
      ["text beyond the basic plane, and lines", { name: "\u{1F3AC}\u0000\n\u2028\uFFFD", note: "é" }],
      [
        "names of DynamoDB in a map",
        {
          cast: new Map([
            ["size", "M"],
            ["a.b", "#n0"],
            ["ä€", ":v0"],
          ]),
        },
      ],
      ["4 kB of text", { note: "x".repeat(4096) }],
    ])("gives back %s", async ([, changes], { stage: { films } }) => {
      await films.put({ ...key, item: film(changes) });
      expect((await films.get(key)).content?.item).toEqual(film(changes));
    });

    test("stores the layout that the original stores", async ({ stage }) => {
      const now = () => new Date("2026-01-02T03:04:05.006Z");
      const expiry = new Date("2031-05-06T07:08:09.987Z");
      await stage.open({ now }).put({ ...key, item: film({ quotes: null }), expiry });
      const { partitionName } = stage.place;
      expect(await stage.raw(key.partitionIds, key.contentIds)).toEqual({
        PK: { S: `content#${partitionName}#1#2` },
        SK: { S: "film#a#b" },
        _timestamp: { S: "2026-01-02T03:04:05.006000+00:00" },
        _object_version: { N: "1" },
        _ttl: { N: "1935817689" },
        id: { S: "tt0469494" },
        name: { S: "There Will Be Blood" },
        kind: { S: "feature" },
        rating: { N: "8.2" },
        views: { N: "3" },
        released: { S: "2007-12-26T12:30:00.250Z" },
        tags: { L: [{ S: "oil" }, { S: "drama" }] },
        cast: { M: { "Daniel Plainview": { S: "Daniel Day-Lewis" }, "Eli Sunday": { S: "Paul Dano" } } },
        lines: {
          L: [
            { M: { text: { S: "I have a competition in me." }, minute: { N: "47" } } },
            { M: { text: { S: "I drink your milkshake!" }, minute: { N: "148" } } },
          ],
        },
        address: { M: { city: { S: "Marfa" }, street: { S: "Ranch Road 2810" }, visits: { N: "2" } } },
        budget: { N: "25000000000000000001" },
        poster: { B: new Uint8Array([0, 1, 127, 254, 255]) },
        nickname: { S: "Plainview" },
        note: { NULL: true },
        awards: { N: "2" },
        quotes: { NULL: true },
        themes: { L: [{ S: "greed" }] },
      });
    });

    test("overwrites what is there, version and expiry included", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film(), currentVersion: 5, expiry: new Date("2031-01-01") });
      await films.put({ ...key, item: plainFilm({ name: "Lincoln" }) });
      expect((await films.get(key)).content).toEqual({
        ...key,
        item: plainFilm({ name: "Lincoln" }),
        currentVersion: 1,
      });
    });

    test("takes a content as it was read", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film(), currentVersion: 4, expiry: new Date("2031-01-01") });
      const { content } = await films.get(key);
      if (content === undefined) throw new Error("nothing was read");
      await films.put(content);
      expect((await films.get(key)).content).toEqual(content);
    });

    test("changes nothing of what it is given", async ({ stage: { films } }) => {
      const content = { ...key, item: film(), expiry: new Date("2031-01-01T00:00:00.5Z") };
      const before = structuredClone(content);
      await films.put(content);
      expect(content).toEqual(before);
    });

    test("refuses an item that the schema refuses, with path and key, and sends nothing", async ({ stage }) => {
      const item = { ...film(), kind: "trailer", lines: [{ text: 1, minute: 2 }] } as unknown as Film;
      const error = await caught(stage.films.put({ ...key, item }), isItemValidationError);
      expect(error).toMatchObject({ code: "ITEM_VALIDATION", direction: "write", key });
      expect(error.issues.map(({ path }) => path.join(".")).toSorted()).toEqual(["kind", "lines.0.text"]);
      expect(error.message).toContain('contentIds ["a","b"]');
      expect(stage.sent).toEqual([]);
    });

    test.for<[string, unknown]>([
      ["name", 1],
      ["views", "7"],
      ["note", 5],
      ["kind", true],
      ["budget", "4"],
      ["lines", [{ text: 3, minute: 4 }]],
    ])("takes no %s of another type for its own, however near: %o", async ([name, value], { stage }) => {
      const error = await caught(
        stage.films.put({ ...key, item: { ...film(), [name]: value } }),
        isItemValidationError,
      );
      expect(error.issues.map(({ path }) => path[0])).toEqual([name]);
      expect(stage.sent).toEqual([]);
    });

    test.for<[string, object]>([
      ["a version that is no whole number", { currentVersion: 1.5 }],
      ["an expiry that is no time", { expiry: new Date("never") }],
      ["an expiry that is no Date", { expiry: 1_900_000_000 }],
    ])("refuses %s and sends nothing", async ([, wrong], { stage }) => {
      const error = await caught(stage.films.put({ ...key, item: film(), ...wrong }), isCommandValidationError);
      expect(error.issues.map(({ path }) => path)).toEqual([Object.keys(wrong)]);
      expect(stage.sent).toEqual([]);
    });

    test("names an item over 400 KB before it is sent, and what makes it so large", async ({ stage }) => {
      const item = film({ note: "x".repeat(410 * 1024), name: "y".repeat(1000) });
      const error = await caught(stage.films.put({ ...key, item }), isItemValidationError);
      expect(error).toMatchObject({ direction: "write", key });
      expect(error.message).toMatch(/409600.*note 419840, name 1000/);
      expect(stage.sent).toEqual([]);
    });

    test("writes an item of just under 400 KB", async ({ stage: { films } }) => {
      const item = film({ note: "x".repeat(408_000) });
      await films.put({ ...key, item });
      expect((await films.get(key)).content?.item.note).toHaveLength(408_000);
    });
  });

  describe("put with a demand", () => {
    const other = plainFilm({ name: "Lincoln" });

    test("requireAbsent makes a record once, and shows the one that is there", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film() }, { requireAbsent: true });
      const again = films.put({ ...key, item: other }, { requireAbsent: true });
      const error = await caught(again, isRequestObjectStateError<Film>);
      expect(error).toMatchObject({ code: "REQUEST_OBJECT_STATE", reason: "exists", key });
      expect(error.current).toEqual({ ...key, item: film(), currentVersion: 1 });
      expect((await films.get(key)).content?.item).toEqual(film());
    });

    test("requireAbsent has one winner among many", async ({ stage: { films } }) => {
      const names = Array.from({ length: 8 }, (_, index) => `film ${index}`);
      const puts = names.map((name) => films.put({ ...key, item: plainFilm({ name }) }, { requireAbsent: true }));
      const settled = await Promise.allSettled(puts);
      const winners = names.filter((_, index) => settled[index]?.status === "fulfilled");
      expect(winners).toHaveLength(1);
      expect((await films.get(key)).content?.item.name).toBe(winners[0]);
    });

    test("requireVersion writes over that version only", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film(), currentVersion: 3 });
      const stale = films.put({ ...key, item: other, currentVersion: 3 }, { requireVersion: 2 });
      const error = await caught(stale, isRequestObjectStateError<Film>);
      expect(error).toMatchObject({ reason: "version", expectedVersion: 2, current: { currentVersion: 3 } });
      expect(error.message).toContain("has version 3, not 2");
      expect((await films.get(key)).content?.item).toEqual(film());
      await films.put({ ...key, item: other, currentVersion: 4 }, { requireVersion: 3 });
      expect((await films.get(key)).content).toMatchObject({ item: other, currentVersion: 4 });
    });

    test("requireVersion 0 is a demand like any other", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film(), currentVersion: 1 });
      const stale = await caught(films.put({ ...key, item: other }, { requireVersion: 0 }), isRequestObjectStateError);
      expect(stale.reason).toBe("version");
      await films.put({ ...key, item: film(), currentVersion: 0 });
      await films.put({ ...key, item: other }, { requireVersion: 0 });
      expect((await films.get(key)).content?.item).toEqual(other);
    });

    test.for([0, 1])("requireVersion %i of a record that is missing", async (requireVersion, { stage: { films } }) => {
      const error = await caught(films.put({ ...key, item: film() }, { requireVersion }), isRequestObjectStateError);
      expect(error).toMatchObject({ reason: "missing", current: undefined });
      expect((await films.get(key)).content).toBeUndefined();
    });

    test("condition holds for what is there", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film({ views: 3 }) });
      const refused = films.put({ ...key, item: other }, { condition: { views: { gt: 3 } } });
      const error = await caught(refused, isRequestObjectStateError<Film>);
      expect(error).toMatchObject({ reason: "condition", current: { item: { views: 3 } } });
      expect((await films.get(key)).content?.item).toEqual(film());
      await films.put({ ...key, item: other }, { condition: { views: 3, note: null } });
      expect((await films.get(key)).content?.item).toEqual(other);
    });

    test("demands that contradict each other are refused, nothing is sent", async ({ stage }) => {
      const options = { requireAbsent: true, requireVersion: 1.5 };
      const error = await caught(stage.films.put({ ...key, item: film() }, options), isCommandValidationError);
      expect(error.issues.map(({ path }) => path)).toEqual([["requireAbsent"], ["requireVersion"]]);
      expect(stage.sent).toEqual([]);
    });
  });
}
