import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { isRequestObjectStateError, ModelDefinitionError } from "standard-dynamo";
import { isSyncWorkerError, SyncDynamoRepository } from "standard-dynamo/sync";
import { createTable, startLocal } from "standard-dynamo-local";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const Film = z.object({
  title: z.string(),
  released: z.date(),
  tags: z.set(z.string()),
  views: z.int().default(0),
  poster: z.instanceof(Uint8Array).optional(),
});

let engine: Awaited<ReturnType<typeof startLocal>>;
let number = 0;

beforeAll(async () => {
  engine = await startLocal();
  await createTable(engine.createClient(), { tableName: "films", partitionKey: "PK", sortKey: "SK" });
});
afterAll(() => engine.stop());

function place(tableName = "films") {
  return {
    schema: Film,
    tableName,
    partitionKey: "PK",
    sortKey: "SK",
    partitionPrefix: "content",
    partitionName: `movies${number++}`,
    contentType: "film",
  };
}

function open(timeoutMs?: number) {
  return new SyncDynamoRepository({ ...place(), clientConfig: engine.clientConfig, timeoutMs });
}

const item = {
  title: "M",
  released: new Date("1931-05-11"),
  tags: new Set(["noir"]),
  views: 0,
  poster: new Uint8Array([1, 2]),
};

test("the same results as the asynchronous repository, without promises", () => {
  using films = open();
  expect(films.put({ contentIds: ["1"], item })).toMatchObject({ currentVersion: 1 });
  expect(films.get({ contentIds: ["1"] }).content).toMatchObject({ contentIds: ["1"], item, currentVersion: 1 });
  expect(films.update({ contentIds: ["1"] }, { increment: { views: 2 } })).toMatchObject({ currentVersion: 2 });
  expect(films.get({ contentIds: ["2"] }).content).toBeUndefined();
  const contents = Array.from({ length: 130 }, (_, index) => ({
    partitionIds: ["p"],
    contentIds: [String(index).padStart(3, "0")],
    item,
  }));
  expect(films.putBatch(contents)).toMatchObject({ records: 130, cost: { requests: 6 } });
  expect(
    films
      .list({ partitionIds: ["p"], limit: 3, pageSize: 2 })
      .toArray()
      .map(({ contentIds }) => contentIds[0]),
  ).toEqual(["000", "001", "002"]);
  expect([...films.getBatch(contents)]).toHaveLength(130);
  expect(films.listBetween({ partitionIds: ["p"], contentStart: ["128"] }).items()).toHaveLength(2);
  expect(films.list({ partitionIds: ["p"] }).first()).toMatchObject({ contentIds: ["000"] });
  films.delete({ partitionIds: ["p"], contentIds: ["000"] });
  expect(films.deletePrefix({ partitionIds: ["p"] })).toMatchObject({ records: 129 });
});

test("a page is asked for when it is needed", () => {
  using films = open();
  films.putBatch(Array.from({ length: 10 }, (_, index) => ({ contentIds: [String(index)], item })));
  const seen: number[] = [];
  for (const { contentIds } of films.list({ pageSize: 2 }, { onProgress: ({ cost }) => seen.push(cost.requests) })) {
    if (contentIds[0] === "3") break;
  }
  expect(seen).toEqual([1, 2]);
});

test("errors cross the thread as the same classes with the same fields", () => {
  using films = open();
  films.put({ contentIds: ["1"], item });
  const conflict = thrown(() => films.update({ contentIds: ["1"] }, { currentVersion: 9 }));
  expect(isRequestObjectStateError(conflict) && conflict.reason).toBe("version");
  expect(isRequestObjectStateError(conflict) && conflict.current?.item).toEqual(item);
  using missing = new SyncDynamoRepository({ ...place("nowhere"), clientConfig: engine.clientConfig });
  const error = thrown(() => missing.get({ contentIds: ["1"] }));
  expect(error).toBeInstanceOf(ResourceNotFoundException);
  expect(error).toMatchObject({ name: "ResourceNotFoundException", $metadata: { httpStatusCode: 400 } });
  expect(String(error)).toContain('"nowhere"');
});

test("an endless engine gives a typed error within the time-out, and the next call a new thread", () => {
  using films = new SyncDynamoRepository({
    ...place(),
    clientConfig: { ...engine.clientConfig, endpoint: "http://127.0.0.1:9", maxAttempts: 1000, retryMode: "standard" },
    timeoutMs: 700,
  });
  for (let round = 0; round < 2; round++) {
    const started = Date.now();
    const error = thrown(() => films.get({ contentIds: ["1"] }));
    expect(isSyncWorkerError(error) && error.reason).toBe("timeout");
    expect(Date.now() - started).toBeLessThan(4000);
  }
});

test("a thread that cannot start gives a typed error", () => {
  using films = new SyncDynamoRepository({
    ...place(),
    clientConfig: { ...engine.clientConfig, endpoint: "not a url" },
  });
  const error = thrown(() => films.get({ contentIds: ["1"] }));
  expect(error).toBeInstanceOf(Error);
});

test("several at once, from the options of an asynchronous one, after dispose a typed error", async () => {
  const client = engine.createClient();
  const shared = place();
  using first = await SyncDynamoRepository.from({ ...shared, client });
  using second = await SyncDynamoRepository.from({ ...shared, client });
  first.put({ contentIds: ["1"], item });
  expect(second.get({ contentIds: ["1"] }).content?.item.title).toBe("M");
  first.dispose();
  const error = thrown(() => first.get({ contentIds: ["1"] }));
  expect(isSyncWorkerError(error) && error.reason).toBe("disposed");
});

test("functions in clientConfig and asynchronous schemas are refused at once", () => {
  const credentials = async () => ({ accessKeyId: "a", secretAccessKey: "b" });
  expect(() => new SyncDynamoRepository({ ...place(), clientConfig: { credentials } })).toThrow(ModelDefinitionError);
  using films = new SyncDynamoRepository({
    ...place(),
    schema: Film.refine(async () => true),
    clientConfig: engine.clientConfig,
  });
  expect(() => films.put({ contentIds: ["1"], item })).toThrow(/asynchronous/);
});

test("it works inside a worker thread under a loader, and a program that forgets to dispose exits", async () => {
  const { schema: _, ...data } = place();
  const host = fileURLToPath(new URL("worker-host.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      "--import",
      "tsx",
      "--conditions=@standard-dynamo/source",
      host,
      JSON.stringify({ ...data, clientConfig: engine.clientConfig }),
    ],
    { timeout: 15_000 },
  );
  expect(stdout.trim()).toBe("W");
});

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
