import { createTable, startLocal } from "standard-dynamo-local";
import { type Intake, readMovieRows, takeIn } from "./read-rows.ts";
import { Report, type Step } from "./report.ts";
import { openRepositories, table } from "./repositories.ts";
import { deleteEntries } from "./steps/delete-entries.ts";
import { expireEntry } from "./steps/expire-entry.ts";
import { filterFilms } from "./steps/filter-films.ts";
import { findFilms } from "./steps/find-films.ts";
import { listYear } from "./steps/list-year.ts";
import { loadFilms } from "./steps/load-films.ts";
import { readDirector } from "./steps/read-director.ts";
import { resolveConflict } from "./steps/resolve-conflict.ts";
import { updateFilm } from "./steps/update-film.ts";

/** Runs all steps against a local engine that keeps its table in the file `path`, or in memory without one. */
export async function runDemo(path: string | undefined): Promise<void> {
  const report = new Report();
  const started = await report.step("Start the engine", async (step) => {
    const engine = await startLocal({ path });
    const place = path === undefined ? "in memory" : `in ${path}`;
    step.say(`${engine.endpoint} (process ${engine.pid}), tables ${place}`);
    step.conclude(`tables ${place}`);
    return engine;
  });
  await using engine = started;
  const client = engine.createClient();
  const repositories = openRepositories(client);

  await report.step("Make the table", async (step) => {
    await createTable(client, table);
    step.say(`"${table.tableName}" with the keys ${table.partitionKey} and ${table.sortKey}, records expire`);
    step.conclude(`"${table.tableName}"`);
  });
  const intake = await report.step("Read the rows of vega-datasets", async (step) => {
    const taken = takeIn(await readMovieRows());
    tellIntake(taken, step);
    return taken;
  });
  const { rows, films, refused } = intake;
  const isLoaded = await report.step("Look for an earlier run", (step) => findFilms(repositories, films, step));
  const loaded = isLoaded
    ? films.length
    : await report.step("Load the films", (step) => loadFilms(repositories, films, step));

  await report.step("List a year", (step) => listYear(repositories, step));
  await report.step("Filter it, page by page", (step) => filterFilms(repositories, step));
  await report.step("Read a director's films", (step) => readDirector(repositories, step));
  await report.step("Update with a version", (step) => updateFilm(repositories, step));
  await report.step("Resolve a version conflict", (step) => resolveConflict(repositories, step));
  await report.step("Let a record expire", (step) => expireEntry(repositories, client, step));
  await report.step("Delete", (step) => deleteEntries(repositories, step));

  report.summary();
  if (loaded + refused.length !== rows)
    throw new Error(`Of ${rows} rows only ${loaded + refused.length} are accounted for`);
  report.say(`${text(rows)} rows = ${text(loaded)} in the table + ${text(refused.length)} refused`);
}

function tellIntake({ rows, films, refused, repaired }: Intake, { say, conclude }: Step): void {
  say(`${text(rows)} rows: ${text(films.length)} films, ${text(refused.length)} refused:`);
  for (const { number, reason } of refused) say(`  row ${number}: ${reason}`);
  say(
    `repaired: ${repaired.numberTitles} titles that were numbers, ${repaired.centuries} dates in the wrong century, ` +
      `${repaired.letters} titles with broken letters`,
  );
  conclude(`${text(films.length)} films, ${refused.length} refused`);
}

function text(count: number): string {
  return count.toLocaleString("en");
}
