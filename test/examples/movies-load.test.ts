import { createTable, startLocal } from "standard-dynamo-local";
import { expect, test, vi } from "vitest";
import type { Film } from "../../examples/movies/src/film.ts";
import { readMovieRows, takeIn } from "../../examples/movies/src/read-rows.ts";
import type { Step } from "../../examples/movies/src/report.ts";
import { openRepositories, type Repositories, table } from "../../examples/movies/src/repositories.ts";
import { StepMeter } from "../../examples/movies/src/step-meter.ts";
import { findFilms } from "../../examples/movies/src/steps/find-films.ts";
import { loadFilms } from "../../examples/movies/src/steps/load-films.ts";

/** Gives also what was said. */
function step(): Step & { readonly said: string[] } {
  const said: string[] = [];
  return { meter: new StepMeter(), said, say: (line) => void said.push(line), conclude: () => undefined };
}

async function find(repositories: Repositories, films: readonly Film[]): Promise<[boolean, string[]]> {
  const finding = step();
  return [await findFilms(repositories, films, finding), finding.said];
}

test("films are loaded unless all of them are found", async () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true); // The progress.
  await using engine = await startLocal();
  const client = engine.createClient();
  await createTable(client, table);
  const repositories = openRepositories(client);
  const films = takeIn(await readMovieRows()).films.filter(({ released }) => released.getUTCFullYear() < 1970);

  expect(await find(repositories, films)).toEqual([false, ["the table is empty"]]);

  const early = films.filter(({ released }) => released.getUTCFullYear() < 1960);
  expect(await loadFilms(repositories, early, step())).toBe(early.length);
  const brokenOff = `found ${early.length} movies from a run that was broken off: loading all again`;
  expect(await find(repositories, films)).toEqual([false, [brokenOff]]);

  const loading = step();
  expect(await loadFilms(repositories, films, loading)).toBe(films.length);
  expect(loading.meter.cost()).toMatchObject({ requests: expect.any(Number), capacityUnits: expect.any(Number) });
  const found = `found ${films.length} movies from an earlier run: nothing to load`;
  expect(await find(repositories, films)).toEqual([true, [found]]);
  vi.restoreAllMocks();
});
