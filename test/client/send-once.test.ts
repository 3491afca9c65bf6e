import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { createTable, type LocalEngine, startFaults, startLocal } from "../../packages/local/src/index.ts";
import { DynamoRepository } from "../../packages/standard-dynamo/src/index.ts";
import { SyncDynamoRepository } from "../../packages/standard-dynamo/src/sync.ts";

const Film = z.object({ title: z.string(), views: z.number() });
const table = { tableName: "films", partitionKey: "PK", sortKey: "SK" };
const place = { schema: Film, ...table, partitionPrefix: "content", partitionName: "movies", contentType: "film" };
const key = { contentIds: "1" };
const content = { ...key, item: { title: "one", views: 0 } };
const never = { retry: "never" } as const;

let engine: LocalEngine;

beforeAll(async () => {
  engine = await startLocal();
  await createTable(engine.createClient(), table);
});

afterAll(() => engine.stop());

type Films = DynamoRepository<z.infer<typeof Film>>;

const operations: Record<string, (films: Films) => Promise<unknown>> = {
  get: (films) => films.get(key, never),
  getBatch: (films) => films.getBatch([key], never).items(),
  list: (films) => films.list({}, never).items(),
  listBetween: (films) => films.listBetween({}, never).items(),
  put: (films) => films.put(content, never),
  putBatch: (films) => films.putBatch([content], never),
  update: (films) => films.update(key, { increment: { views: 1 } }, never),
  delete: (films) => films.delete(key, never),
  deletePrefix: (films) => films.deletePrefix({}, never),
};

describe.each(Object.entries(operations))("%s with retry: never", (_name, work) => {
  test.each(["cut-before", "cut-after", "internal-error", "throttling"] as const)(
    "is sent once when it meets %s",
    async (fault) => {
      await using faulty = await startFaults(engine, { plan: () => fault });
      const films = new DynamoRepository({ ...place, client: faulty.createClient() });
      await expect(work(films)).rejects.toThrow();
      expect(faulty.counts.requests).toBe(1);
    },
  );
});

type SyncFilms = SyncDynamoRepository<z.infer<typeof Film>>;

const blocking: Record<string, (films: SyncFilms) => unknown> = {
  get: (films) => films.get(key, never),
  getBatch: (films) => films.getBatch([key], never).items(),
  list: (films) => films.list({}, never).items(),
  listBetween: (films) => films.listBetween({}, never).items(),
  put: (films) => films.put(content, never),
  putBatch: (films) => films.putBatch([content], never),
  update: (films) => films.update(key, { increment: { views: 1 } }, never),
  delete: (films) => films.delete(key, never),
  deletePrefix: (films) => films.deletePrefix({}, never),
};

test.each(Object.entries(blocking))(
  "blocking %s with retry: never is sent once when it is cut",
  async (_name, work) => {
    const counts = new Int32Array(new SharedArrayBuffer(4));
    const server = new Worker(cutting, { eval: true, workerData: counts, execArgv: [] });
    const [port] = (await once(server, "message")) as [number];
    const clientConfig = { ...engine.clientConfig, endpoint: `http://127.0.0.1:${port}` };
    const films = new SyncDynamoRepository({ ...place, clientConfig });
    try {
      expect(() => work(films)).toThrow();
      expect(counts[0]).toBe(1);
    } finally {
      films.dispose();
      await server.terminate();
    }
  },
);

// In a thread of its own, because the one that calls is blocked.
const cutting = `
  const { createServer } = require("node:http");
  const { parentPort, workerData: counts } = require("node:worker_threads");
  const server = createServer((request) => {
    Atomics.add(counts, 0, 1);
    request.resume().on("end", () => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

test("an increment whose answer is lost counts once", async () => {
  const films = new DynamoRepository({ ...place, client: engine.createClient() });
  await films.put(content);
  await using faulty = await startFaults(engine, { plan: () => "cut-after" });
  const lossy = new DynamoRepository({ ...place, client: faulty.createClient() });
  await expect(lossy.update(key, { increment: { views: 1 } }, never)).rejects.toThrow();
  expect((await films.get(key)).content?.item.views).toBe(1);
});

test("without it the same increment is sent again, and counts twice", async () => {
  const films = new DynamoRepository({ ...place, client: engine.createClient() });
  await films.put(content);
  await using faulty = await startFaults(engine, { plan: ({ index }) => (index === 0 ? "cut-after" : undefined) });
  const lossy = new DynamoRepository({ ...place, client: faulty.createClient() });
  const { cost } = await lossy.update(key, { increment: { views: 1 } });
  expect((await films.get(key)).content?.item.views).toBe(2);
  expect(cost.retries).toBe(1);
});
