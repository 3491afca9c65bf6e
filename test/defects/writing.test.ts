// Defects of the original in who may overwrite what: `docs/from-pydantic-dynamo.md` has the list.
import { isRequestObjectStateError } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { rejection, Table } from "./table.ts";

const table = new Table();
const Thing = z.object({ n: z.int() });
type Thing = z.infer<typeof Thing>;
const key = { contentIds: ["1"] };

// A put without options overwrites, as the original's: that is what a put is. Each option makes it safe.
test("put_overwrites", async () => {
  const repository = table.repository(Thing);
  const expiry = new Date("2030-01-01");
  const first = { ...key, item: { n: 9 }, currentVersion: 3, expiry };
  const second = { ...key, item: { n: 7 } };
  await repository.put(first, { requireAbsent: true });

  const refused = [
    { options: { requireAbsent: true }, reason: "exists" },
    { options: { requireVersion: 2 }, reason: "version" },
    { options: { condition: { n: { lt: 9 } } }, reason: "condition" },
  ];
  for (const { options, reason } of refused) {
    const error = await rejection(repository.put(second, options));
    expect(isRequestObjectStateError<Thing>(error)).toBe(true);
    expect(error).toMatchObject({ reason, current: { item: { n: 9 }, currentVersion: 3, expiry } });
    expect((await repository.get(key)).content).toMatchObject(first);
  }

  // What was read is put back only over what was read.
  const { content } = await repository.get(key);
  if (content === undefined) throw new Error("nothing was read");
  const next = { ...content, item: { n: 10 }, currentVersion: content.currentVersion + 1 };
  await repository.update(key, { increment: { n: 1 } });
  const late = await rejection(repository.put(next, { requireVersion: content.currentVersion }));
  expect(late).toMatchObject({
    reason: "version",
    expectedVersion: 3,
    current: { item: { n: 10 }, currentVersion: 4 },
  });
  await repository.put({ ...next, currentVersion: 5 }, { requireVersion: 4 });
  expect((await repository.get(key)).content).toMatchObject({ item: { n: 10 }, currentVersion: 5, expiry });
});

test("same_error", async () => {
  const repository = table.repository(Thing);
  await repository.put({ ...key, item: { n: 1 } });
  const missing = await rejection(repository.update({ contentIds: ["none"] }, { increment: { n: 1 } }));
  const version = await rejection(repository.update(key, { increment: { n: 1 }, currentVersion: 7 }));
  const condition = await rejection(repository.update(key, { increment: { n: 1 }, condition: { n: 2 } }));
  expect([missing, version, condition].every((error) => isRequestObjectStateError(error))).toBe(true);
  expect(missing).toMatchObject({ reason: "missing", key: { contentIds: ["none"] }, current: undefined });
  expect(version).toMatchObject({
    reason: "version",
    expectedVersion: 7,
    current: { currentVersion: 1, item: { n: 1 } },
  });
  expect(condition).toMatchObject({ reason: "condition", current: { currentVersion: 1 } });
  expect(missing.message).toBe('There is no record at partitionIds [], contentIds ["none"]');
  expect(version.message).toBe('The record at partitionIds [], contentIds ["1"] has version 1, not 7');
  expect(condition.message).toBe('The condition does not hold for the record at partitionIds [], contentIds ["1"]');
});

test("concurrent_updates", async () => {
  const repository = table.repository(Thing);
  const twenty = (currentVersion?: number): Promise<PromiseSettledResult<unknown>[]> =>
    Promise.allSettled(
      Array.from({ length: 20 }, () => repository.update(key, { increment: { n: 1 }, currentVersion })),
    );
  await repository.put({ ...key, item: { n: 0 } });
  const versioned = await twenty(1);
  const lost = versioned.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));
  expect(lost).toHaveLength(19);
  for (const error of lost) expect(error).toMatchObject({ code: "REQUEST_OBJECT_STATE", reason: "version" });
  expect((await repository.get(key)).content).toMatchObject({ item: { n: 1 }, currentVersion: 2 });

  const unversioned = await twenty();
  expect(unversioned.every(({ status }) => status === "fulfilled")).toBe(true);
  expect((await repository.get(key)).content).toMatchObject({ item: { n: 21 }, currentVersion: 22 });
});
