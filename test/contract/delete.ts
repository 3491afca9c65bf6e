import { describe, expect } from "vitest";
import {
  isCommandValidationError,
  isKeyValidationError,
  isRequestObjectStateError,
  type Progress,
} from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { type Film, film, plainFilm } from "../support/film.ts";
import { contentsOf, idsOf, type StageTest } from "../support/stage.ts";

const key = { contentIds: ["1"] };
const at = (...contentIds: string[]) => ({ contentIds, item: plainFilm() });
const siblings = [[], ["1"], ["1", "x"], ["1", "x", "y"], ["1", "xy"], ["10"], ["11", "x"], ["2"]];

export function describeDelete(test: StageTest): void {
  describe("delete", () => {
    test("deletes exactly one record", async ({ stage }) => {
      await stage.films.putBatch(siblings.map((ids) => at(...ids)));
      await stage.films.put({ partitionIds: ["p"], ...at("1") });
      const sent = await stage.sentBy(async () => {
        expect(await stage.films.delete(key)).toMatchObject({ cost: { requests: 1 } });
      });
      expect(sent.map(({ operation }) => operation)).toEqual(["DeleteItem"]);
      const left = siblings.filter((ids) => ids.join("#") !== "1").map((ids) => ids.join("#"));
      expect(idsOf(await stage.films.list().toArray())).toEqual(left);
      expect(await stage.films.list({ partitionIds: ["p"] }).toArray()).toHaveLength(1);
    });

    test("of a record without ids deletes that one", async ({ stage: { films } }) => {
      await films.putBatch(siblings.map((ids) => at(...ids)));
      await films.delete({});
      expect(await films.list().toArray()).toHaveLength(siblings.length - 1);
      expect((await films.get({})).content).toBeUndefined();
    });

    test("of a record that is missing is no error, unless it is required", async ({ stage: { films } }) => {
      await films.delete(key);
      const error = await caught(films.delete(key, { requireExists: true }), isRequestObjectStateError);
      expect(error).toMatchObject({ reason: "missing", key: { partitionIds: [], contentIds: ["1"] } });
      const versioned = await caught(films.delete(key, { requireVersion: 1 }), isRequestObjectStateError);
      expect(versioned.reason).toBe("missing");
    });

    test("requireVersion deletes that version only", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film(), currentVersion: 2 });
      const error = await caught(films.delete(key, { requireVersion: 1 }), isRequestObjectStateError<Film>);
      expect(error).toMatchObject({
        reason: "version",
        expectedVersion: 1,
        current: { item: film(), currentVersion: 2 },
      });
      expect((await films.get(key)).content?.item).toEqual(film());
      await films.delete(key, { requireVersion: 2, requireExists: true });
      expect((await films.get(key)).content).toBeUndefined();
    });

    test("condition has to hold", async ({ stage: { films } }) => {
      await films.put({ ...key, item: film() });
      const error = await caught(
        films.delete(key, { condition: { views: { gt: 3 } } }),
        isRequestObjectStateError<Film>,
      );
      expect(error).toMatchObject({ reason: "condition", current: { item: { views: 3 } } });
      await films.delete(key, { condition: { tags: { contains: "oil" } } });
      expect((await films.get(key)).content).toBeUndefined();
    });

    test("refuses wrong demands before anything is sent", async ({ stage }) => {
      const options = { requireVersion: Number.NaN, condition: { views: "x" } } as object;
      const error = await caught(stage.films.delete(key, options), isCommandValidationError);
      expect(error.issues.map(({ path }) => path.join("."))).toEqual(["requireVersion", "condition.views"]);
      expect(stage.sent).toEqual([]);
    });
  });

  describe("deletePrefix", () => {
    test.for<[string, object, string[]]>([
      ["a prefix of text", { contentPrefix: ["1"] }, ["", "2"]],
      ["a closed prefix", { contentPrefix: ["1", ""] }, ["", "1", "10", "11#x", "2"]],
      ["several ids", { contentPrefix: ["1", "x"] }, ["", "1", "10", "11#x", "2"]],
      ["no ids", {}, []],
      ["what nothing begins with", { contentPrefix: ["3"] }, siblings.map((ids) => ids.join("#"))],
    ])("deletes by %s, in its partition only", async ([, prefix, left], { stage }) => {
      await stage.films.putBatch(siblings.map((ids) => at(...ids)));
      await stage.films.put({ partitionIds: ["p"], ...at("1") });
      await stage.open({ contentType: "films" }).put(at("1"));
      expect(await stage.films.deletePrefix(prefix)).toMatchObject({ records: siblings.length - left.length });
      expect(idsOf(await stage.films.list().toArray())).toEqual(left);
      expect(await stage.films.list({ partitionIds: ["p"] }).toArray()).toHaveLength(1);
      expect(await stage.open({ contentType: "films" }).list().toArray()).toHaveLength(1);
    });

    test("deletes many, in windows, and reports progress", async ({ stage }) => {
      await stage.films.putBatch(contentsOf(60));
      const reports: Progress[] = [];
      const sent = await stage.sentBy(async () => {
        const onProgress = (progress: Progress) => void reports.push(progress);
        const response = await stage.films.deletePrefix({ contentPrefix: ["00"] }, { onProgress });
        expect(response).toMatchObject({ records: 60, cost: { requests: 4 } });
      });
      expect(sent.map(({ operation }) => operation).toSorted()).toEqual([
        "BatchWriteItem",
        "BatchWriteItem",
        "BatchWriteItem",
        "Query",
      ]);
      const counts = reports.map(({ records }) => records);
      expect(counts).toEqual(counts.toSorted((left, right) => left - right));
      expect(reports.at(-1)?.records).toBe(60);
      expect(await stage.films.list().toArray()).toEqual([]);
    });

    test("refuses a wrong prefix before anything is sent", async ({ stage }) => {
      await caught(stage.films.deletePrefix({ contentPrefix: ["a#"] }), isKeyValidationError);
      expect(stage.sent).toEqual([]);
    });
  });
}
