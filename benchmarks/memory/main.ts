// Whether memory stays flat however many records go through, and how many go through in a second. Fails if the live heap
// grows by more than the ceiling. `npm run bench:memory -- --records 1000000`, with `--write` into docs/reliability.md.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DynamoRepository } from "standard-dynamo";
import { startLocal } from "standard-dynamo-local";
import { createReadings, readingsAt } from "../readings.ts";
import { type MemoryUse, watchHeap } from "./heap-watch.ts";
import { type Work, worksOf } from "./works.ts";

/** What the live heap may grow by, in bytes, whatever the number of records. */
const ceiling = 64 * 2 ** 20;

const options = { records: { type: "string", default: "200000" }, write: { type: "boolean", default: false } } as const;
const { values } = parseArgs({ options });
const records = Number(values.records);
if (!Number.isSafeInteger(records) || records < 1)
  throw new Error(`--records is a whole number, not ${values.records}`);

await using engine = await startLocal();
const client = engine.createClient();
await createReadings(client);
const readings = new DynamoRepository({ ...readingsAt("memory"), client });

// What is loaded and compiled once is not what is asked about.
for (const work of worksOf(5000)) await checked(work);

const lines = [
  "| work | records | seconds | records a second | live heap before, MB | grown by at most, MB | largest RSS, MB |",
  "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
];
const tooLarge: string[] = [];
for (const line of lines) console.log(line);
for (const work of worksOf(records)) {
  const started = performance.now();
  const use = await watchHeap(() => checked(work));
  const line = lineOf(work, (performance.now() - started) / 1000, use);
  lines.push(line);
  console.log(line);
  if (use.growth > ceiling) tooLarge.push(`${work.name}: the live heap grew by ${megabytes(use.growth)} MB`);
}
if (values.write) writeTable(lines.join("\n"));
if (tooLarge.length > 0) throw new Error(`More than ${megabytes(ceiling)} MB: ${tooLarge.join("; ")}`);
console.log(`the live heap never grew by more than ${megabytes(ceiling)} MB`);

async function checked({ name, run }: Work): Promise<void> {
  const [done, expected] = await run(readings);
  if (done !== expected) throw new Error(`${name}: ${done} records instead of ${expected}`);
}

function lineOf({ name }: Work, seconds: number, { start, growth, rss }: MemoryUse): string {
  const cells = [records, Math.round(seconds), Math.round(records / seconds)].map((cell) => cell.toLocaleString("en"));
  return `| ${[name, ...cells, ...[start, growth, rss].map(megabytes)].join(" | ")} |`;
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

function writeTable(table: string): void {
  const page = fileURLToPath(new URL("../../docs/reliability.md", import.meta.url));
  const marks = /(<!-- memory:begin -->\n)[^]*(<!-- memory:end -->)/;
  const text = readFileSync(page, "utf8");
  if (!marks.test(text)) throw new Error("The page has no marks for the table");
  writeFileSync(page, text.replace(marks, `$1${table}\n$2`));
}
