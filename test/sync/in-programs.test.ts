// Where a synchronous repository is used: between promises, several at once, with models that misbehave.
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type } from "arktype";
import { DynamoRepository, isItemValidationError, model, type StandardSchemaV1 } from "standard-dynamo";
import { isSyncWorkerError, SyncDynamoRepository } from "standard-dynamo/sync";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openTable, type TestTable } from "../support/table.ts";

const Note = z.object({ text: z.string() });

let table: TestTable;
beforeAll(async () => {
  table = await openTable();
});
afterAll(() => table[Symbol.asyncDispose]());

function placeOf(partitionName: string) {
  const { tableName, partitionKey, sortKey } = table;
  return { tableName, partitionKey, sortKey, partitionPrefix: "content", partitionName, contentType: "note" };
}

const broken = (text: string): boolean => {
  if (text === "bad") throw new Error("the refinement itself is broken");
  return true;
};
const refined: Record<string, StandardSchemaV1<{ text: string }, { text: string }>> = {
  zod: z.object({ text: z.string().refine(broken) }),
  valibot: v.object({ text: v.pipe(v.string(), v.check(broken)) }),
  arktype: type({ text: type("string").narrow(broken) }),
};

test.each(Object.entries(refined))("a refinement of %s that throws is an ItemValidationError", (name, schema) => {
  const place = placeOf(`refined-${name}`);
  using notes = new SyncDynamoRepository({ ...place, schema, clientConfig: table.config });
  using anything = new SyncDynamoRepository({ ...place, schema: Note, clientConfig: table.config });
  const bad = { contentIds: ["1"], item: { text: "bad" } };
  expect(thrown(() => notes.put(bad))).toSatisfy(isItemValidationError);
  expect(thrown(() => notes.putBatch([bad]))).toSatisfy(isItemValidationError);
  anything.put(bad);
  expect(thrown(() => notes.get(bad))).toSatisfy(isItemValidationError);
  expect(thrown(() => notes.list().toArray())).toSatisfy(isItemValidationError);
  expect(notes.list({}, { onInvalid: "skip" }).toArray()).toEqual([]);
});

test("it works inside a running event loop, beside the asynchronous one, which goes on afterwards", async () => {
  const place = placeOf("loop");
  const { client } = table;
  const awaited = new DynamoRepository({ ...place, schema: Note, client });
  using notes = new SyncDynamoRepository({ ...place, schema: Note, clientConfig: table.config });
  await awaited.putBatch(
    Array.from({ length: 60 }, (_, index) => ({ contentIds: [String(index)], item: { text: "a" } })),
  );
  const ticks: number[] = [];
  const timer = setInterval(() => ticks.push(Date.now()), 1);
  let read = 0;
  for await (const content of awaited.list({ pageSize: 10 })) {
    notes.update(content, { set: { text: "b" } });
    read++;
  }
  await Promise.all(
    [1, 2, 3].map(async (index) => {
      const pending = awaited.get({ contentIds: [String(index)] });
      expect(notes.get({ contentIds: [String(index)] }).content?.item.text).toBe("b");
      queueMicrotask(() => notes.put({ contentIds: [`micro${index}`], item: { text: "c" } }));
      expect((await pending).content?.item.text).toBe("b");
    }),
  );
  await pause(5);
  clearInterval(timer);
  expect([read, ticks.length > 0]).toEqual([60, true]);
  expect(notes.list().toArray()).toHaveLength(63);
});

test("several at once, each with its own configuration, also one within the read of another", async () => {
  const open = (partitionName: string) =>
    new SyncDynamoRepository({ ...placeOf(partitionName), schema: Note, clientConfig: table.config });
  using first = open("one");
  using second = open("two");
  first.putBatch(["a", "b", "c"].map((id) => ({ contentIds: [id], item: { text: id } })));
  for (const { contentIds, item } of first.list({ pageSize: 1 })) second.put({ contentIds, item });
  expect(second.list().items()).toEqual([{ text: "a" }, { text: "b" }, { text: "c" }]);
  first.dispose();
  expect(second.get({ contentIds: ["a"] }).content).toBeDefined();
  expect(thrown(() => first.get({ contentIds: ["a"] }))).toMatchObject({ reason: "disposed" });
  first.dispose();
});

test("an engine that takes a request and never answers: a typed error in time, and a signal between two requests", async () => {
  const silent = await startSilentServer();
  const clientConfig = { ...table.config, endpoint: silent.endpoint };
  using notes = new SyncDynamoRepository({ ...placeOf("silent"), schema: Note, clientConfig, timeoutMs: 400 });
  for (const call of [
    () => notes.get({ contentIds: ["1"] }),
    () => notes.put({ contentIds: ["1"], item: { text: "a" } }),
    () => notes.list().toArray(),
  ]) {
    const started = Date.now();
    const error = thrown(call);
    expect(isSyncWorkerError(error) && error.reason).toBe("timeout");
    expect(Date.now() - started).toBeLessThan(3000);
  }
  expect(thrown(() => notes.get({ contentIds: ["1"] }, { signal: AbortSignal.abort(new Error("no")) }))).toMatchObject({
    message: "no",
  });
  silent.close();
});

test("a batch that times out says what was not written", async () => {
  const silent = await startSilentServer();
  const clientConfig = { ...table.config, endpoint: silent.endpoint };
  using notes = new SyncDynamoRepository({ ...placeOf("late"), schema: Note, clientConfig, timeoutMs: 500 });
  const contents = Array.from({ length: 30 }, (_, index) => ({ contentIds: [String(index)], item: { text: "a" } }));
  const error = thrown(() => notes.putBatch(contents));
  expect(error).toMatchObject({
    code: "BATCH_INCOMPLETE",
    written: 0,
    cause: { code: "SYNC_WORKER", reason: "timeout" },
  });
  expect(error).toHaveProperty("unwritten", contents);
  silent.close();
});

test("what a model makes of values does not depend on the thread: bytes, numbers, native sets", async () => {
  const Rich = z.object({
    bytes: z.instanceof(Uint8Array),
    big: z.bigint(),
    price: z.string(),
    tags: z.set(z.string()),
  });
  const schema = model(Rich, { decimals: ["price"], sets: "native" });
  using rich = new SyncDynamoRepository({ ...placeOf("rich"), schema, clientConfig: table.config });
  // Not the whole of its buffer: of a pool, as Node.js makes small ones.
  const item = {
    bytes: new Uint8Array([9, 1, 2, 9]).subarray(1, 3),
    big: 2n ** 70n,
    price: "0.10",
    tags: new Set(["a"]),
  };
  rich.put({ contentIds: ["1"], item });
  expect(rich.get({ contentIds: ["1"] }).content?.item).toEqual({
    ...item,
    price: "0.1",
    bytes: new Uint8Array([1, 2]),
  });
});

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return expect.fail("nothing was thrown");
}

/** The system takes the connection; nobody ever reads from it. */
async function startSilentServer(): Promise<{ endpoint: string; close: () => void }> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  return { endpoint: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
