import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { describe, expect } from "vitest";
import {
  isCommandValidationError,
  isRequestObjectStateError,
  type UpdateCommand,
} from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { type Film, type FilmInput, film, plainFilm } from "../support/film.ts";
import type { StageTest } from "../support/stage.ts";

type Command = UpdateCommand<Film, FilmInput>;

const key = { partitionIds: ["1"], contentIds: ["a"] };
const elsewhen = new Date("1999-12-31T23:59:59.999Z");

/** What is told, what it is told to a film with every attribute, what that changes. */
type Case = readonly [string, Command, Partial<Film>];

const changes: Case[] = [
  ["set of text", { set: { name: "Lincoln" } }, { name: "Lincoln" }],
  ["set of a time", { set: { released: elsewhen } }, { released: elsewhen }],
  ["set of a bigint", { set: { budget: 2n } }, { budget: 2n }],
  ["set of bytes", { set: { poster: new Uint8Array([9]) } }, { poster: new Uint8Array([9]) }],
  ["set of a Set", { set: { tags: new Set(["x"]) } }, { tags: new Set(["x"]) }],
  ["set of a Map, as a whole", { set: { cast: new Map([["a", "b"]]) } }, { cast: new Map([["a", "b"]]) }],
  ["set of a list", { set: { lines: [{ text: "x", minute: 1 }] } }, { lines: [{ text: "x", minute: 1 }] }],
  ["set of null", { set: { note: null, awards: null, quotes: null } }, { note: null, awards: null, quotes: null }],
  ["set of undefined, which names nothing", { set: { name: undefined, views: 9 } }, { views: 9 }],
  [
    "set of nested attributes, which leaves the others",
    { set: { address: { city: "London" } } },
    { address: { city: "London", street: "Ranch Road 2810", visits: 2 } },
  ],
  ["replace of an object", { replace: { address: { city: "London" } } }, { address: { city: "London" } }],
  ["replace of a list and a Set", { replace: { lines: [], tags: new Set() } }, { lines: [], tags: new Set() }],
  ["increment", { increment: { views: 4 } }, { views: 7 }],
  ["decrement of a fraction", { increment: { rating: -0.2 } }, { rating: 8 }],
  ["increment of a bigint", { increment: { budget: 1n } }, { budget: film().budget + 1n }],
  ["increment of a nullable number", { increment: { awards: 1 } }, { awards: 3 }],
  [
    "increment of a nested number",
    { increment: { address: { visits: 5 } } },
    { address: { city: "Marfa", street: "Ranch Road 2810", visits: 7 } },
  ],
  [
    "append to a list",
    { append: { lines: [{ text: "x", minute: 1 }], quotes: ["y", "z"] } },
    { lines: [...film().lines, { text: "x", minute: 1 }], quotes: ["I'm finished.", "y", "z"] },
  ],
  ["append of a list to a Set", { append: { tags: ["new"] } }, { tags: new Set(["oil", "drama", "new"]) }],
  ["append of a Set to a Set", { append: { themes: new Set(["god"]) } }, { themes: new Set(["greed", "god"]) }],
  ["append to a Set of what it has", { append: { tags: ["oil"] } }, {}],
  ["append of nothing", { append: { tags: [] } }, {}],
  ["remove", { remove: { nickname: true, rating: true } }, { nickname: undefined, rating: undefined }],
  ["remove by a list of names", { remove: ["nickname", "quotes"] }, { nickname: undefined, quotes: undefined }],
  ["remove of an object", { remove: { address: true } }, { address: undefined }],
  [
    "remove of a nested attribute",
    { remove: { address: { street: true } } },
    { address: { city: "Marfa", visits: 2 } },
  ],
  ["remove of what has a default", { remove: { views: true } }, { views: 0 }],
  ["nothing", {}, {}],
  [
    "everything at once",
    {
      set: { name: "Lincoln", address: { city: "London" } },
      replace: { lines: [] },
      increment: { views: 1, address: { visits: 1 } },
      append: { tags: ["new"], quotes: ["again"] },
      remove: { nickname: true, address: { street: true } },
    },
    {
      name: "Lincoln",
      address: { city: "London", visits: 3 },
      lines: [],
      views: 4,
      tags: new Set(["oil", "drama", "new"]),
      quotes: ["I'm finished.", "again"],
      nickname: undefined,
    },
  ],
];

const gone = undefined;
const nothing: AttributeValue = { NULL: true };

/** What is stored first, what is told then, what that makes. */
type Start = readonly [string, Record<string, AttributeValue | undefined>, Command, Partial<Film>];

const starts: Start[] = [
  ["increment of an absent number", { rating: gone }, { increment: { rating: 1.5 } }, { rating: 1.5 }],
  ["increment of an absent number that has a default", { views: gone }, { increment: { views: 2 } }, { views: 2 }],
  ["increment of NULL", { awards: nothing }, { increment: { awards: 2 } }, { awards: 2 }],
  ["increment of NULL where the schema has none", { rating: nothing }, { increment: { rating: 2 } }, { rating: 2 }],
  ["append to an absent list", { quotes: gone }, { append: { quotes: ["x"] } }, { quotes: ["x"] }],
  ["append to a NULL list", { quotes: nothing }, { append: { quotes: ["x"] } }, { quotes: ["x"] }],
  ["append to an absent Set", { themes: gone }, { append: { themes: ["x"] } }, { themes: new Set(["x"]) }],
  ["append to a NULL Set", { themes: nothing }, { append: { themes: ["x"] } }, { themes: new Set(["x"]) }],
  [
    "set below an absent object",
    { address: gone },
    { set: { address: { city: "Rome" } } },
    { address: { city: "Rome" } },
  ],
  [
    "set below a NULL object",
    { address: nothing },
    { set: { address: { city: "Rome" } } },
    { address: { city: "Rome" } },
  ],
  [
    "several below an absent object",
    { address: gone },
    { set: { address: { city: "Rome" } }, increment: { address: { visits: 3 } } },
    { address: { city: "Rome", visits: 3 } },
  ],
  [
    "increment of an absent nested number",
    { address: { M: { city: { S: "Rome" } } } },
    { increment: { address: { visits: 3 } } },
    { address: { city: "Rome", visits: 3 } },
  ],
  [
    "increment of a nested NULL",
    { address: { M: { city: { S: "Rome" }, visits: nothing } } },
    { increment: { address: { visits: 3 } } },
    { address: { city: "Rome", visits: 3 } },
  ],
  ["remove of what is absent", { nickname: gone }, { remove: ["nickname"] }, { nickname: undefined }],
  [
    "remove below an absent object",
    { address: gone },
    { remove: { address: { street: true } } },
    { address: undefined },
  ],
  [
    "several that start from NULL, among others",
    { awards: nothing, quotes: nothing, address: nothing },
    { set: { name: "x", address: { city: "Rome" } }, increment: { awards: 1 }, append: { quotes: ["y"] } },
    { name: "x", address: { city: "Rome" }, awards: 1, quotes: ["y"] },
  ],
];

export function describeUpdate(test: StageTest): void {
  describe("update", () => {
    test.for(changes)("%s", async ([, command, changed], { stage }) => {
      await stage.films.put({ ...key, item: film() });
      const sent = await stage.sentBy(async () => {
        expect(await stage.films.update(key, command)).toMatchObject({ currentVersion: 2, cost: { requests: 1 } });
      });
      expect(sent.map(({ operation }) => operation)).toEqual(["UpdateItem"]);
      expect((await stage.films.get(key)).content).toEqual({ ...key, item: film(changed), currentVersion: 2 });
    });

    test.for(starts)("%s", async ([, start, command, changed], { stage }) => {
      const { partitionIds, contentIds } = key;
      await stage.films.put({ ...key, item: film() });
      await stage.rewrite(partitionIds, contentIds, start);
      expect(await stage.films.update(key, command)).toMatchObject({ currentVersion: 2 });
      expect((await stage.films.get(key)).content).toEqual({ ...key, item: film(changed), currentVersion: 2 });
    });

    test("stores what it sets as put stores it", async ({ stage }) => {
      const { partitionIds, contentIds } = key;
      const now = () => new Date("2026-01-02T03:04:05.006Z");
      const films = stage.open({ now });
      await films.put({ ...key, item: film(), currentVersion: 2 });
      const stored = await stage.raw(partitionIds, contentIds);
      await films.put({
        ...key,
        item: film({ name: "x", kind: "short", views: 0, note: "y", quotes: [], themes: null }),
      });
      const { id: _id, views: _views, ...set } = film();
      await films.update(key, { set, increment: { views: 3 } });
      expect(await stage.raw(partitionIds, contentIds)).toEqual(stored);
    });

    test("raises the version by one each time, the time of writing too", async ({ stage }) => {
      let hour = 1;
      const films = stage.open({ now: () => new Date(`2026-01-01T0${hour++}:00:00Z`) });
      await films.put({ ...key, item: film(), currentVersion: 41 });
      expect((await films.update(key, { increment: { views: 1 } })).currentVersion).toBe(42);
      expect((await films.update(key, { increment: { views: 1 } })).currentVersion).toBe(43);
      expect(await stage.raw(["1"], ["a"])).toMatchObject({
        _object_version: { N: "43" },
        _timestamp: { S: "2026-01-01T03:00:00+00:00" },
      });
    });

    test("of a record without a version makes it 1", async ({ stage }) => {
      await stage.films.put({ ...key, item: film() });
      await stage.rewrite(key.partitionIds, key.contentIds, { _object_version: gone });
      expect((await stage.films.update(key, { set: { name: "x" }, currentVersion: 0 })).currentVersion).toBe(1);
      expect((await stage.films.get(key)).content?.currentVersion).toBe(1);
    });

    test("counts all increments of many at once", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film({ views: 0 }) });
      await Promise.all(Array.from({ length: 20 }, () => films.update(key, { increment: { views: 1 } })));
      expect((await films.get(key)).content).toMatchObject({ currentVersion: 21, item: { views: 20 } });
    });

    test("does not lose any of many increments that start from NULL", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film({ awards: null }) });
      await Promise.all(Array.from({ length: 6 }, () => films.update(key, { increment: { awards: 1 } })));
      expect((await films.get(key)).content).toMatchObject({ currentVersion: 7, item: { awards: 6 } });
    });

    test("does not change its command, which can be used again", async ({ stage: { films } }) => {
      const command: Command = {
        set: { address: { city: "Rome" } },
        increment: { views: 1 },
        append: { tags: new Set(["x"]), quotes: ["y"] },
        expiry: new Date("2031-01-01T00:00:00.5Z"),
      };
      const before = structuredClone(command);
      await films.put({ ...key, item: film() });
      await films.update(key, command);
      await films.update(key, command);
      expect(command).toEqual(before);
      const twice = { views: 5, quotes: ["I'm finished.", "y", "y"], address: { ...film().address, city: "Rome" } };
      expect((await films.get(key)).content).toMatchObject({ currentVersion: 3, item: twice });
    });

    test("takes a frozen command", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film() });
      await films.update(key, Object.freeze({ set: Object.freeze({ name: "frozen" }) }));
      expect((await films.get(key)).content?.item.name).toBe("frozen");
    });

    test("keeps the expiry, sets it, and clears it by null", async ({ stage: { films } }) => {
      const expiry = async () => (await films.get(key)).content?.expiry;
      await films.put({ ...key, item: film(), expiry: new Date("2031-01-01") });
      await films.update(key, { set: { name: "kept" } });
      expect(await expiry()).toEqual(new Date("2031-01-01"));
      await films.update(key, { expiry: new Date("2032-02-02T00:00:00.999Z") });
      expect(await expiry()).toEqual(new Date("2032-02-02T00:00:00.000Z"));
      await films.update(key, { set: { name: "cleared" }, expiry: null });
      expect(await expiry()).toBeUndefined();
    });

    test("leaves other records alone", async ({ stage: { films } }) => {
      const others = [{ contentIds: ["a"] }, { ...key, contentIds: ["a", "b"] }, { ...key, contentIds: ["ab"] }];
      await films.putBatch([key, ...others].map((each) => ({ ...each, item: plainFilm() })));
      await films.update(key, { set: { name: "changed" } });
      const names = (await films.getBatch([key, ...others]).items()).map(({ name }) => name);
      expect(names).toEqual(["changed", ...others.map(() => plainFilm().name)]);
    });

    test("refuses to make half an object of an absent one, and changes nothing", async ({ stage: { films } }) => {
      await films.put({ ...key, item: plainFilm() });
      const work = films.update(key, { set: { name: "x", address: { street: "Via Appia" } } });
      const error = await caught(work, isCommandValidationError);
      expect(error.message).toMatch(/address.*city/);
      expect((await films.get(key)).content).toEqual({ ...key, item: plainFilm(), currentVersion: 1 });
    });

    test("says so where what is stored has another type than it needs", async ({ stage }) => {
      await stage.films.put({ ...key, item: film() });
      await stage.rewrite(key.partitionIds, key.contentIds, { rating: { S: "high" } });
      const error = await caught(stage.films.update(key, { increment: { rating: 1 } }), isRequestObjectStateError);
      expect(error.reason).toBe("condition");
      expect(error.message).toContain("rating is stored as text, the update needs a number");
    });
  });
}
