// What blocking costs: the same work by the asynchronous and by the synchronous repository, interleaved, on the local
// engine. Prints medians and ratios in Markdown. `npm run bench:sync`.
import { DynamoRepository } from "standard-dynamo";
import { SyncDynamoRepository } from "standard-dynamo/sync";
import { startLocal } from "standard-dynamo-local";
import { createReadings, readingsAt } from "../readings.ts";

const rounds = 7;
const item = { sensor: "s", value: 1.5, at: new Date(0), note: "x".repeat(100) };
const large = { ...item, note: "x".repeat(10_000) };

await using engine = await startLocal();
const client = engine.createClient();
await createReadings(client);

const place = readingsAt("sync");
const awaited = new DynamoRepository({ ...place, client });
using blocking = new SyncDynamoRepository({ ...place, clientConfig: engine.clientConfig });

const many = Array.from({ length: 10_000 }, (_, index) => ({
  partitionIds: ["many"],
  contentIds: [String(index)],
  item,
}));
await awaited.putBatch(
  Array.from({ length: 100 }, (_, index) => ({ partitionIds: ["page"], contentIds: [String(index)], item: large })),
);
await awaited.put({ contentIds: ["1"], item });

const works = [
  {
    name: "get, 200 one after another",
    awaited: async () => {
      for (let index = 0; index < 200; index++) await awaited.get({ contentIds: ["1"] });
    },
    blocking: () => {
      for (let index = 0; index < 200; index++) blocking.get({ contentIds: ["1"] });
    },
  },
  {
    name: "put, 200 one after another",
    awaited: async () => {
      for (let index = 0; index < 200; index++) await awaited.put({ contentIds: [String(index)], item });
    },
    blocking: () => {
      for (let index = 0; index < 200; index++) blocking.put({ contentIds: [String(index)], item });
    },
  },
  {
    name: "list of one page of 1 MB",
    awaited: () => awaited.list({ partitionIds: ["page"] }).items(),
    blocking: () => blocking.list({ partitionIds: ["page"] }).items(),
  },
  {
    name: "putBatch of 10,000",
    awaited: () => awaited.putBatch(many),
    blocking: () => blocking.putBatch(many),
  },
  {
    name: "list of 10,000",
    awaited: () => awaited.list({ partitionIds: ["many"] }).items(),
    blocking: () => blocking.list({ partitionIds: ["many"] }).items(),
  },
];

console.log("| work | awaited, ms | blocking, ms | ratio |");
console.log("| --- | ---: | ---: | ---: |");
for (const { name, awaited: asynchronous, blocking: synchronous } of works) {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(await timed(asynchronous));
    times[1].push(await timed(async () => synchronous()));
  }
  const [left, right] = times.map(median) as [number, number];
  console.log(`| ${name} | ${left.toFixed(0)} | ${right.toFixed(0)} | ${(right / left).toFixed(2)} |`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
