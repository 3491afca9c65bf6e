import { DynamoRepository, WriteOnceRepository } from "standard-dynamo";
import { createTable, startLocal } from "standard-dynamo-local";
import { expect, test } from "vitest";
import { z } from "zod";

const Film = z.object({ title: z.string(), year: z.number(), tags: z.set(z.string()), released: z.date() });

async function start() {
  const engine = await startLocal();
  const client = engine.createClient();
  await createTable(client, { tableName: "films", partitionKey: "PK", sortKey: "SK" });
  const open = (partitionName: string) =>
    new DynamoRepository({
      schema: Film,
      client,
      tableName: "films",
      partitionKey: "PK",
      sortKey: "SK",
      partitionPrefix: "content",
      partitionName,
      contentType: "film",
    });
  return { engine, open };
}

function films(count: number, year = 1990) {
  return Array.from({ length: count }, (_, index) => ({
    partitionIds: [String(index % 3)],
    contentIds: [`film-${String(index).padStart(4, "0")}`],
    item: { title: `Film ${index}`, year, tags: new Set(["b", "a"]), released: new Date(index * 1e9) },
  }));
}

const keyOf = (content: { partitionIds?: unknown; contentIds?: unknown }) =>
  JSON.stringify([content.partitionIds, content.contentIds]);

// `RACE_ROUNDS=100 npx vitest run test/write-once/races` makes sure.
const rounds = Number(process.env["RACE_ROUNDS"] ?? 2);

test("exactly once: of 32 racing writers exactly one reports each write", { timeout: 20_000 * rounds }, async () => {
  const { engine, open } = await start();
  await using _engine = engine;
  let reports = 0;
  for (let round = 0; round < rounds; round++) {
    const repository = open(`round${round}`);
    const writers = Array.from(
      { length: 32 },
      () => new WriteOnceRepository(repository, { guarantee: "exactly-once" }),
    );
    for (const year of [1990, 1991]) {
      const results = await Promise.all(writers.map((writer) => writer.write(films(12, year))));
      const reported = results.flatMap(({ written }) => written.map(keyOf));
      expect(reported.toSorted()).toEqual(films(12).map(keyOf).toSorted());
      for (const { created, replaced, unchanged } of results) expect(created + replaced + unchanged).toBe(12);
      reports += reported.length;
    }
    const [stored] = await repository.list({ partitionIds: ["0"] }).toArray();
    expect(stored).toMatchObject({ currentVersion: 2, item: { year: 1991 } });
  }
  // Creations and replacements of 12 records: that many reports, so no duplicates.
  expect(reports).toBe(rounds * 2 * 12);
});

test("a record that was updated goes on with the next version, whatever the guarantee", async () => {
  const { engine, open } = await start();
  await using _engine = engine;
  for (const guarantee of ["likely", "exactly-once"] as const) {
    const repository = open(guarantee);
    const once = new WriteOnceRepository(repository, { guarantee });
    const [film] = films(1);
    if (film === undefined) throw new Error("no film");
    expect(await once.write([film])).toMatchObject({ created: 1, replaced: 0, unchanged: 0 });
    await repository.update(film, { set: { year: 2000 } });
    expect(await once.write([film])).toMatchObject({ created: 0, replaced: 1, unchanged: 0 });
    expect((await repository.get(film)).content).toMatchObject({ currentVersion: 3, item: { year: 1990 } });
    expect(await once.write([film])).toMatchObject({ created: 0, replaced: 0, unchanged: 1 });
  }
});

test("the last of several contents with one key counts, equal ones are written once", async () => {
  const { engine, open } = await start();
  await using _engine = engine;
  const once = new WriteOnceRepository(open("duplicates"));
  const [first] = films(1);
  const [last] = films(1, 2001);
  if (first === undefined || last === undefined) throw new Error("no film");
  const { written } = await once.write([first, first, last, last]);
  expect(written).toEqual([last]);
});

test("empty ids, sets in another order and ids around # are compared right", async () => {
  const { engine, open } = await start();
  await using _engine = engine;
  const once = new WriteOnceRepository(open("ids"));
  const item = { title: "t", year: 1, tags: new Set(["a", "b"]), released: new Date(0) };
  const ids = [[], ["a", "z"], ["a!"], ["A", "z"], ["A "], ["B"]];
  const contents = ids.map((contentIds) => ({ partitionIds: [], contentIds, item }));
  expect(await once.write(contents)).toMatchObject({ created: 6 });
  const reordered = contents.map((content) => ({ ...content, item: { ...item, tags: new Set(["b", "a"]) } }));
  expect(await once.write(reordered)).toMatchObject({ created: 0, replaced: 0, unchanged: 6 });
});

test("a range full of other records is not read to its end", async () => {
  const { engine, open } = await start();
  await using _engine = engine;
  const repository = open("sparse");
  const item = { title: "x".repeat(3000), year: 1, tags: new Set<string>(), released: new Date(0) };
  await repository.putBatch(
    Array.from({ length: 2000 }, (_, index) => ({ contentIds: [String(index).padStart(4, "0")], item })),
  );
  const contents = ["0000", "0500", "1000", "1500", "1999"].map((id) => ({
    contentIds: [id],
    item: { ...item, year: 2 },
  }));
  const { replaced, cost } = await new WriteOnceRepository(repository).write(contents);
  expect(replaced).toBe(5);
  // One page of the range, the rest by key, one batch write.
  expect(cost.requests).toBeLessThanOrEqual(3);
});

test("a million of contents would not be kept: with onWritten nothing is collected", async () => {
  const { engine, open } = await start();
  await using _engine = engine;
  const seen: string[] = [];
  const once = new WriteOnceRepository(open("stream"), {
    bufferSize: 50,
    onWritten: (content) => seen.push(keyOf(content)),
  });
  async function* source() {
    yield* films(120);
  }
  const { written, created } = await once.write(source());
  expect(created).toBe(120);
  expect(written).toEqual([]);
  expect(new Set(seen).size).toBe(120);
});
