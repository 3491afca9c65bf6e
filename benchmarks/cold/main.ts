// What a cold start takes: the import and the first get in fresh processes, and the size of a bundled handler.
// `npm run bench:cold`; see docs/performance.md.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { hostCarrier, tableNameOf } from "../carriers/host-carrier.ts";
import { median, shuffled } from "../compare/rounds.ts";
import { writeTables } from "../compare/write-tables.ts";
import { contestantNames, contestants } from "../peers/contestants.ts";
import { bundleHandlers, type Handlers, type Size } from "./bundle-handlers.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, write: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);

interface Start {
  readonly importing: number;
  readonly firstGet: number;
  readonly cpu: number;
}

interface Entry {
  readonly title: string;
  readonly tableName: string;
  readonly handlers: Handlers;
  readonly installed: Start[];
  readonly bundled: Start[];
}

const entries: Entry[] = [];
for (const name of contestantNames) {
  const handlers = await bundleHandlers(name);
  entries.push({ title: contestants[name].title, tableName: tableNameOf(name), handlers, installed: [], bundled: [] });
}
await using host = await hostCarrier("socket", contestantNames);
// The first round only brings the files into the memory of the system.
for (let round = 0; round <= rounds; round++) {
  console.error(`round ${round} of ${rounds}`);
  for (const each of shuffled(entries)) {
    const installed = await start(each.handlers.installed, each.tableName);
    const bundled = await start(each.handlers.bundled, each.tableName);
    if (round === 0) continue;
    each.installed.push(installed);
    each.bundled.push(bundled);
  }
}
const tables = `${timesTable()}\n\n${sizesTable()}`;
console.log(tables);
if (values.write) writeTables("cold", tables, `\`npm run bench:cold\`: medians of ${rounds} rounds.`);

async function start(program: string, tableName: string): Promise<Start> {
  const first = fileURLToPath(new URL("first-get.js", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [first, program, host.endpoint, tableName]);
  return JSON.parse(stdout) as Start;
}

function timesTable(): string {
  const times = (starts: readonly Start[]): string =>
    (["importing", "firstGet", "cpu"] as const)
      .map((part) => median(starts.map((each) => each[part])).toFixed(0))
      .join(" | ");
  return [
    "| ms | import | first get | CPU of both | bundled: import | first get | CPU of both |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...entries.map(({ title, installed, bundled }) => `| ${title} | ${times(installed)} | ${times(bundled)} |`),
  ].join("\n");
}

function sizesTable(): string {
  const kilobytes = ({ minified, compressed }: Size): string =>
    `${(minified / 1000).toFixed(0)} | ${(compressed / 1000).toFixed(0)}`;
  return [
    "| kB | without the SDK, minified | gzip | with the SDK, minified | gzip |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...entries.map(
      ({ title, handlers }) => `| ${title} | ${kilobytes(handlers.withoutSdk)} | ${kilobytes(handlers.withSdk)} |`,
    ),
  ].join("\n");
}
