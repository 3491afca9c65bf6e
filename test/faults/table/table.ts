import { createTable, type Fault, faults, startLocal } from "../../../packages/local/src/index.ts";
import { type Call, calls } from "./calls.ts";
import { cellOf } from "./cell.ts";
import { type Outcome, play, type Stage } from "./play.ts";

/** What becomes of every call under every fault, as a table in Markdown. */
export async function faultsTable(): Promise<string> {
  await using engine = await startLocal();
  const table = { tableName: "counters", partitionKey: "PK", sortKey: "SK" };
  const direct = engine.createClient();
  await createTable(direct, table);
  const stage = { engine, direct, table };
  const plain = new Map(await sideBySide(calls.map((call) => async () => [call, await play(stage, call)] as const)));
  const cells = await sideBySide(faults.flatMap((fault) => calls.map((call) => () => cell(stage, call, fault, plain))));
  const rows = faults.map((fault, row) => [
    `\`${fault}\``,
    ...cells.slice(row * calls.length, (row + 1) * calls.length),
  ]);
  const heading = ["fault", ...calls.map(({ name }) => name)];
  return [heading, heading.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** The page with the table put in between its marks. */
export function withTable(page: string, table: string): string {
  const [, before, after] = /^([^]*<!-- table:begin -->\n)[^]*(<!-- table:end -->[^]*)$/.exec(page) ?? [];
  if (before === undefined || after === undefined) throw new Error("The page has no marks for the table");
  return `${before}${table}\n${after}`;
}

async function cell(stage: Stage, call: Call, fault: Fault, plain: ReadonlyMap<Call, Outcome>): Promise<string> {
  const unharmed = plain.get(call);
  if (unharmed === undefined || unharmed.isMet || unharmed.error !== undefined || unharmed.problem !== undefined) {
    throw new Error(`${call.name} does not do what it should without faults`, { cause: unharmed?.error });
  }
  return cellOf(await play(stage, call, fault), unharmed);
}

/** Most of the time is waiting between retries. */
async function sideBySide<Result>(works: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < works.length; index = next++) results[index] = (await works[index]?.()) as Result;
  };
  await Promise.all(Array.from({ length: 40 }, worker));
  return results;
}
