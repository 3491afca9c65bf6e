import type { NewContent, Repository, Source } from "standard-dynamo";
import { type Credit, creditKey, creditOf } from "../credit.ts";
import { type Film, filmKey } from "../film.ts";
import { ProgressBar } from "../progress-bar.ts";
import type { Step } from "../report.ts";
import type { Repositories } from "../repositories.ts";

/** Writes the films and their credits, and gives the number of films that DynamoDB acknowledged. */
export async function loadFilms(repositories: Repositories, films: readonly Film[], step: Step): Promise<number> {
  const credits = films.map(creditOf).filter((credit) => credit !== undefined);
  // The credits come first: where all films are found later on, the credits are there too.
  await load(repositories.credits, creditContents(credits), credits.length, "credits", step);
  const ordered = films.toSorted((one, other) => one.released.getTime() - other.released.getTime());
  const loaded = await load(repositories.films, filmContents(ordered), films.length, "films", step);
  const withoutDirector = (films.length - credits.length).toLocaleString("en");
  step.say(`${loaded.toLocaleString("en")} films by year; ${credits.length.toLocaleString("en")} of them by director`);
  step.say(`(the other ${withoutDirector} name no director)`);
  step.conclude(`${loaded.toLocaleString("en")} films, ${credits.length.toLocaleString("en")} credits`);
  return loaded;
}

/** A generator, so the contents are made as DynamoDB takes them. */
function* filmContents(films: readonly Film[]): Generator<NewContent<Film>> {
  for (const film of films) yield { ...filmKey(film), item: film };
}

function* creditContents(credits: readonly Credit[]): Generator<NewContent<Credit>> {
  for (const credit of credits) yield { ...creditKey(credit), item: credit };
}

async function load<Item>(
  repository: Pick<Repository<Item>, "putBatch">,
  contents: Source<NewContent<Item>>,
  total: number,
  label: string,
  { meter }: Step,
): Promise<number> {
  const bar = new ProgressBar(process.stderr, label, total);
  const { records } = meter.of(
    await repository.putBatch(contents, { onProgress: (progress) => bar.update(progress.records) }),
  );
  return records;
}
