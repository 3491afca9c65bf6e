import { describe, expect } from "vitest";
import { isItemValidationError } from "../../packages/standard-dynamo/src/index.ts";
import { caught } from "../support/caught.ts";
import { film, plainFilm } from "../support/film.ts";
import type { StageTest } from "../support/stage.ts";

const key = { partitionIds: ["1"], contentIds: ["a"] };

export function describeGet(test: StageTest): void {
  describe("get", () => {
    test("of a record that is missing gives no content", async ({ stage: { films } }) => {
      expect(await films.get(key)).toMatchObject({ content: undefined, cost: { requests: 1 } });
    });

    test("sends one request, which asks for no more consistency than wanted", async ({ stage }) => {
      const asked = async (repository = stage.films, consistentReads?: boolean) =>
        stage.sentBy(() => repository.get(key, { consistentReads }));
      const consistent = stage.open({ consistentReads: true });
      const requests = [await asked(), await asked(stage.films, true), await asked(consistent)];
      requests.push(await asked(consistent, false));
      const seen = requests.map((sent) => sent.map(({ operation, input }) => [operation, input.ConsistentRead]));
      expect(seen).toEqual([[["GetItem", false]], [["GetItem", true]], [["GetItem", true]], [["GetItem", false]]]);
    });

    test("costs what DynamoDB says, where the repository asks for it", async ({ stage }) => {
      await stage.films.put({ ...key, item: film() });
      const { cost } = await stage.films.get(key);
      expect(cost.capacityUnits).toBeUndefined();
      const asking = stage.open({ returnConsumedCapacity: true });
      expect((await asking.get(key, { consistentReads: true })).cost).toMatchObject({ requests: 1, capacityUnits: 1 });
    });

    test.for<[string, object]>([
      ["content type", { contentType: "actor" }],
      ["partition name", { partitionName: "another" }],
      ["partition prefix", { partitionPrefix: "another" }],
    ])("does not see records of another %s", async ([, other], { stage }) => {
      await stage.films.put({ ...key, item: film() });
      expect((await stage.open(other).get(key)).content).toBeUndefined();
      expect(await stage.open(other).list({ partitionIds: key.partitionIds }).toArray()).toEqual([]);
    });

    test("fills in defaults where another writer left the attribute out", async ({ stage }) => {
      await stage.films.put({ ...key, item: film() });
      await stage.rewrite(key.partitionIds, key.contentIds, { views: undefined });
      expect((await stage.films.get(key)).content?.item).toEqual(film({ views: 0 }));
    });

    test("passes over attributes that the schema does not know", async ({ stage }) => {
      await stage.films.put({ ...key, item: film() });
      await stage.rewrite(key.partitionIds, key.contentIds, { studio: { S: "Paramount" } });
      expect((await stage.films.get(key)).content?.item).toMatchObject({ name: film().name });
    });

    test("reads an item without internal attributes as version 0 that stays", async ({ stage }) => {
      await stage.films.put({ ...key, item: film(), expiry: new Date("2031-01-01") });
      const none = { _object_version: undefined, _timestamp: undefined, _ttl: undefined };
      await stage.rewrite(key.partitionIds, key.contentIds, none);
      expect((await stage.films.get(key)).content).toEqual({ ...key, item: film(), currentVersion: 0 });
    });

    test("reads the expiry of a record that has expired", async ({ stage: { films } }) => {
      const expiry = new Date("2001-01-01T00:00:00Z");
      await films.put({ ...key, item: plainFilm(), expiry });
      // An engine that deletes expired records by itself may have done so; what it still gives has its expiry.
      const { content } = await films.get(key);
      expect([expiry, undefined]).toContainEqual(content?.expiry);
    });

    test("tells which record does not fit the schema, and where", async ({ stage }) => {
      await stage.films.put({ ...key, item: film() });
      await stage.rewrite(key.partitionIds, key.contentIds, { name: { BOOL: true } });
      for (const read of [
        () => stage.films.get(key),
        () => stage.films.getBatch([key]).toArray(),
        () => stage.films.list({ partitionIds: key.partitionIds }).toArray(),
      ]) {
        const error = await caught(read(), isItemValidationError);
        expect(error).toMatchObject({ direction: "read", key });
        expect(error.issues.map(({ path }) => path)).toEqual([["name"]]);
      }
    });
  });
}
