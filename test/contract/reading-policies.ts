import { describe, expect } from "vitest";
import { isCommandValidationError, isItemValidationError } from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { film } from "../support/film.ts";
import type { StageTest } from "../support/stage.ts";

const ids = ["1", "2", "3", "4"];

export function describeReadingPolicies(test: StageTest): void {
  describe("a stored record that does not fit the model", () => {
    test("ends a read of many with the error, unless it is skipped or returned", async ({ stage }) => {
      const { films } = stage;
      await films.putBatch(ids.map((id) => ({ contentIds: [id], item: film() })));
      await stage.rewrite([], ["2"], { name: { BOOL: true } });
      const keys = ids.map((id) => ({ contentIds: [id] }));
      for (const read of [() => films.list(), () => films.getBatch(keys)]) {
        const error = await caught(read().toArray(), isItemValidationError);
        expect(error.key).toEqual({ partitionIds: [], contentIds: ["2"] });
      }
      for (const read of [films.list({ onInvalid: "skip" }), films.getBatch(keys, { onInvalid: "skip" })]) {
        const page = await read.page();
        expect([page.contents.length, page.skipped, page.invalid]).toEqual([3, 1, []]);
      }
      for (const read of [films.list({ onInvalid: "return" }), films.getBatch(keys, { onInvalid: "return" })]) {
        const { contents, skipped, invalid } = await read.page();
        expect([contents.length, skipped]).toEqual([3, 0]);
        expect(invalid).toMatchObject([
          { key: { contentIds: ["2"] }, issues: [{ path: ["name"] }], stored: { name: { BOOL: true } } },
        ]);
      }
    });

    test("does not count for the limit, and is no mistake beyond it", async ({ stage }) => {
      const { films } = stage;
      await films.putBatch(ids.map((id) => ({ contentIds: [id], item: film() })));
      await stage.rewrite([], ["3"], { name: { BOOL: true } });
      expect(await films.list({ limit: 2 }).toArray()).toHaveLength(2);
      const page = await films.list({ limit: 3, onInvalid: "skip" }).page();
      expect(page.contents.map(({ contentIds }) => contentIds[0])).toEqual(["1", "2", "4"]);
    });
  });

  test("records that have expired are read until DynamoDB deletes them, unless they are hidden", async ({ stage }) => {
    const { films } = stage;
    await films.put({ contentIds: ["past"], item: film(), expiry: new Date(1000) });
    await films.put({ contentIds: ["future"], item: film(), expiry: new Date("2200-01-01") });
    await films.put({ contentIds: ["stays"], item: film() });
    const idsOf = (contents: readonly { contentIds: readonly string[] }[]) =>
      contents.map(({ contentIds }) => contentIds[0]);
    expect(idsOf(await films.list().toArray())).toEqual(["future", "past", "stays"]);
    expect(idsOf(await films.list({ expired: "hide" }).toArray())).toEqual(["future", "stays"]);
    expect(idsOf(await films.list({ expired: "hide", limit: 2, pageSize: 1 }).toArray())).toEqual(["future", "stays"]);
    const keys = [{ contentIds: ["past"] }, { contentIds: ["stays"] }];
    expect(idsOf(await films.getBatch(keys, { expired: "hide" }).toArray())).toEqual(["stays"]);
    expect((await films.get({ contentIds: ["past"] })).content).toBeDefined();
    expect((await films.get({ contentIds: ["past"] }, { expired: "hide" })).content).toBeUndefined();
  });

  test.for<[operation: string, options: object, path: string]>([
    ["get", { consistentReads: "yes" }, "consistentReads"],
    ["get", { consistentRead: true }, "consistentRead"],
    ["put", { requireAbsnt: true }, "requireAbsnt"],
    ["update", { requireExists: "no" }, "requireExists"],
    ["delete", { signal: {} }, "signal"],
  ])("%s refuses options such as %j", async ([operation, options, path], { stage }) => {
    const { films } = stage;
    const key = { contentIds: ["1"] };
    const calls: Record<string, () => Promise<unknown>> = {
      get: () => films.get(key, options),
      put: () => films.put({ ...key, item: film() }, options),
      update: () => films.update(key, {}, options),
      delete: () => films.delete(key, options),
    };
    const error = await caught(calls[operation]?.() ?? Promise.resolve(), isCommandValidationError);
    expect(error.issues.map((issue) => issue.path.join("."))).toEqual([path]);
    expect(stage.sent).toEqual([]);
  });

  test("what replaces a version is a later one", async ({ stage: { films } }) => {
    const key = { contentIds: ["1"] };
    await films.put({ ...key, item: film() });
    const { content } = await films.get(key);
    if (content === undefined) throw new Error("not there");
    const first = await films.put(
      { ...content, item: film({ name: "first" }) },
      { requireVersion: content.currentVersion },
    );
    expect(first.currentVersion).toBe(2);
    const second = films.put(
      { ...content, item: film({ name: "second" }) },
      { requireVersion: content.currentVersion },
    );
    await expect(second).rejects.toMatchObject({ reason: "version", expectedVersion: 1 });
  });
}
