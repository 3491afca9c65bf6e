// Defects of the original in writing many records: `docs/from-pydantic-dynamo.md` has the list.
import { BatchIncompleteError, isBatchIncompleteError, isItemValidationError } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Around, ids, rejection, Table } from "./table.ts";

const table = new Table();
const Thing = z.object({ n: z.number(), text: z.string().default("") });
interface Content {
  readonly contentIds: string[];
  readonly item: z.infer<typeof Thing>;
}

const things = (count: number): Content[] =>
  Array.from({ length: count }, (_, n) => ({ contentIds: [String(n).padStart(2, "0")], item: { n, text: "" } }));

test("batch_duplicates", async () => {
  const repository = table.repository(Thing);
  const again = (n: number): Content => ({ contentIds: ["00"], item: { n, text: "" } });
  // In one window of 25, and in two: the last wins.
  await repository.putBatch([...things(3), again(100), again(101)]);
  expect((await repository.get({ contentIds: ["00"] })).content?.item.n).toBe(101);
  const { records } = await repository.putBatch([...things(60), again(102)]);
  expect((await repository.get({ contentIds: ["00"] })).content?.item.n).toBe(102);
  expect(await repository.list().toArray()).toHaveLength(60);
  // The answer counts distinct records.
  expect(records).toBe(60);
});

test("batch_partial", async () => {
  const repository = table.repository(Thing);
  // A list is checked whole before anything is sent.
  const wrong = things(60).with(30, { contentIds: ["30"], item: { n: Number.NaN, text: "" } });
  const invalid = await rejection(repository.putBatch(wrong));
  expect(isItemValidationError(invalid)).toBe(true);
  expect(invalid).toMatchObject({ key: { contentIds: ["30"] }, issues: [{ path: ["n"] }] });
  const large = things(10).with(4, { contentIds: ["04"], item: { n: 4, text: "x".repeat(410 * 1024) } });
  expect((await rejection(repository.putBatch(large))).message).toMatch(/contentIds \["04"\].*text 419840/);
  expect(table.sent).toEqual([]);

  // Of a source that fails midway, the error tells what was written and what was taken but not written.
  function* failing(): Generator<Content> {
    yield* things(30);
    throw new Error("source failed");
  }
  const error = await rejection(repository.putBatch(failing()));
  if (!isBatchIncompleteError<Content>(error)) throw error;
  expect(error.message).toContain("source failed");
  const stored = ids(await repository.list().toArray());
  expect(stored).toHaveLength(error.written);
  expect([...stored, ...ids(error.unwritten)].toSorted()).toEqual(ids(things(30)));
});

const refusing =
  (times: number): Around =>
  (send, { input }) =>
    times-- > 0 ? Promise.resolve({ UnprocessedItems: input.RequestItems }) : send();

test("unprocessed_items", async () => {
  const retry = { maxAttempts: 4, baseDelayMs: 4, maxDelayMs: 8 };
  const patient = table.repository(Thing, { around: refusing(3), retry });
  const { records, cost } = await patient.putBatch(things(3));
  expect([records, cost]).toEqual([3, expect.objectContaining({ requests: 4, retries: 3 })]);
  expect(cost.waitedMs).toBeLessThanOrEqual(4 + 8 + 8);

  table.sent = [];
  const refused = table.repository(Thing, { around: refusing(Number.POSITIVE_INFINITY), retry });
  const error = await rejection(refused.putBatch(things(3)));
  expect(error).toBeInstanceOf(BatchIncompleteError);
  expect(error).toMatchObject({ written: 0, unwritten: things(3) });
  expect(table.sent).toHaveLength(4);
});

test("unprocessed_items_partial", async () => {
  // Of every request the engine takes all but the last five.
  const around: Around = async (send, { input }) => {
    const [[name, writes] = ["", []]] = Object.entries(input.RequestItems ?? {});
    const left = (writes as unknown[]).length > 5 ? (writes as unknown[]).splice(-5) : [];
    return { ...((await send()) as object), UnprocessedItems: left.length > 0 ? { [name]: left } : {} };
  };
  const repository = table.repository(Thing, { around, retry: { baseDelayMs: 1 } });
  expect((await repository.putBatch(things(60))).records).toBe(60);
  const read = await table.repository(Thing).list().toArray();
  expect(ids(read)).toEqual(ids(things(60)));
});
