// Defects of the original in its keys: `docs/from-pydantic-dynamo.md` has the list.
import { isKeyValidationError, isModelDefinitionError } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { ids, internal, rejection, Table } from "./table.ts";

const table = new Table();
const Thing = z.object({ n: z.int() });
const item = { n: 1 };

test("ids_roundtrip", async () => {
  const repository = table.repository(Thing);
  for (const key of [
    { partitionIds: [], contentIds: [] },
    { partitionIds: ["a", "b"], contentIds: ["test", "record"] },
    { partitionIds: ["test", "x"], contentIds: ["record"] },
  ]) {
    await repository.put({ ...key, item });
    expect((await repository.get(key)).content).toMatchObject(key);
  }
  table.sent = [];
  for (const key of [
    { contentIds: ["a#b"] },
    { contentIds: [""] },
    { partitionIds: ["a", ""] },
    { partitionIds: "#" },
  ]) {
    for (const work of [repository.put({ ...key, item }), repository.get(key), repository.delete(key)]) {
      const error = await rejection(work);
      expect(isKeyValidationError(error)).toBe(true);
      expect(error.message).toMatch(/(partition|content)Ids.*would be equal to the key/);
    }
  }
  expect(table.sent).toEqual([]);

  // What the original stored under such ids is listed, and can be deleted by prefix.
  await table.putRaw(["a", ""], { ...internal, n: { N: "1" } });
  await table.putRaw(["b#c"], { ...internal, n: { N: "1" } });
  expect((await repository.get({ contentIds: ["b", "c"] })).content).toMatchObject({ contentIds: ["b", "c"] });
  expect((await repository.list({ contentPrefix: ["a", ""] }).first())?.contentIds).toEqual(["a", ""]);
  expect((await repository.deletePrefix({ contentPrefix: ["a", ""] })).records).toBe(1);
});

test("prefix_collision", () => {
  for (const part of ["partitionPrefix", "partitionName", "contentType"] as const) {
    const make = () => table.repository(Thing, { [part]: "example#sub" });
    expect(make).toThrow(new RegExp(`${part} must not contain "#".*another repository`));
    expect(make).toThrow(expect.toSatisfy(isModelDefinitionError) as never);
  }
});

test("delete_siblings", async () => {
  const repository = table.repository(Thing);
  const all = [["1"], ["1", "x"], ["10"], ["11"], ["2"]].map((contentIds) => ({ contentIds, item }));
  const left = async (): Promise<string[]> => ids(await repository.list().toArray());
  await repository.putBatch(all);
  await repository.delete({ contentIds: ["1"] });
  expect(await left()).toEqual(["1/x", "10", "11", "2"]);

  await repository.putBatch(all);
  expect((await repository.deletePrefix({ contentPrefix: ["1", ""] })).records).toBe(1);
  expect(await left()).toEqual(["1", "10", "11", "2"]);

  // What the original's delete does has a name of its own.
  expect((await repository.deletePrefix({ contentPrefix: ["1"] })).records).toBe(3);
  expect(await left()).toEqual(["2"]);
});

test("key_clash", async () => {
  for (const name of ["PK", "SK", "_ttl", "_object_version", "_timestamp"]) {
    const make = () => table.repository(z.object({ [name]: z.string() }));
    expect(make).toThrow(expect.toSatisfy(isModelDefinitionError) as never);
    expect(make).toThrow(`"${name}"`);
  }
  // A model that takes attributes of any name shows them only when it writes.
  const loose = table.repository(z.looseObject({}));
  const error = await rejection(loose.put({ contentIds: ["1"], item: { PK: "mine" } }));
  expect(error).toMatchObject({ code: "ITEM_VALIDATION", issues: [{ path: ["PK"] }] });
  expect(table.sent).toEqual([]);
  await table.putRaw(["1"], { ...internal, name: { S: "n" } });
  expect((await loose.get({ contentIds: ["1"] })).content?.item).toEqual({ name: "n" });
});
