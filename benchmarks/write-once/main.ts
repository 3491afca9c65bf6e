// How write once compares with blind puts when several writers write the same records at once: what each writes twice,
// and what it costs. Prints a table in Markdown. `npm run bench:write-once -- 10000 1,2,8,32` (records, writers).
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DynamoRepository, type NewContent, WriteOnceRepository } from "standard-dynamo";
import { startLocal } from "standard-dynamo-local";
import { createReadings, type Reading, readingsAt } from "../readings.ts";

const records = Number(process.argv[2] ?? 10_000);
const writerCounts = (process.argv[3] ?? "1,2,8,32").split(",").map(Number);
const methods = ["blind puts", "likely", "exactly-once"] as const;

interface Outcome {
  readonly reported: number;
  readonly requests: number;
  readonly units: number;
}

/** Conditional writes that were refused: DynamoDB charges each like a write, and does not say so in its answer. */
let refused = 0;

await using engine = await startLocal();
const client = engine.createClient();
client.middlewareStack.add(
  (next) => async (given) => {
    try {
      return await next(given);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) refused++;
      throw error;
    }
  },
  { step: "initialize" },
);
await createReadings(client);

console.log(`| writers | method | written | written twice | requests | refused | capacity units | seconds |`);
console.log(`| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |`);
for (const writers of writerCounts) {
  for (const method of methods) {
    const repository = open(`${method}-${writers}`);
    refused = 0;
    const started = performance.now();
    const outcomes = await Promise.all(Array.from({ length: writers }, () => write(repository, method)));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const written = sum(outcomes.map(({ reported }) => reported));
    const requests = sum(outcomes.map((outcome) => outcome.requests));
    // The records are below 1 KB, so a refused write is one unit.
    const units = Math.round(sum(outcomes.map((outcome) => outcome.units))) + refused;
    const row = [writers, method, written, written - records, requests, refused, units, seconds];
    console.log(`| ${row.map(format).join(" | ")} |`);
    // The table is in memory: what is done with goes.
    await repository.deletePrefix({ partitionIds: ["a"] });
  }
}

async function write(repository: DynamoRepository<Reading>, method: (typeof methods)[number]): Promise<Outcome> {
  if (method === "blind puts") {
    const { records: reported, cost } = await repository.putBatch(contents());
    return { reported, requests: cost.requests, units: cost.capacityUnits ?? 0 };
  }
  let reported = 0;
  const once = new WriteOnceRepository(repository, { guarantee: method, onWritten: () => void reported++ });
  const { cost } = await once.write(contents());
  return { reported, requests: cost.requests, units: cost.capacityUnits ?? 0 };
}

function* contents(): Generator<NewContent<Reading>> {
  for (let index = 0; index < records; index++) {
    const item = { sensor: `sensor ${index % 7}`, value: index / 8, at: new Date(index * 1000), note: "x".repeat(100) };
    yield { partitionIds: ["a"], contentIds: [String(index).padStart(8, "0")], item };
  }
}

function open(partitionName: string): DynamoRepository<Reading> {
  return new DynamoRepository({ ...readingsAt(partitionName), client, returnConsumedCapacity: true });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function format(cell: string | number): string {
  return typeof cell === "number" ? cell.toLocaleString("en") : cell;
}
