import { filmKey } from "../film.ts";
import type { Step } from "../report.ts";
import type { Repositories } from "../repositories.ts";
import { knownFilm } from "./known-film.ts";

export const matrix = { title: "The Matrix", released: new Date("1999-03-31") };

/** Changes parts of a film, if nobody has changed it since it was read. */
export async function updateFilm(repositories: Repositories, { meter, say, conclude }: Step): Promise<void> {
  const before = await knownFilm(repositories, matrix, meter);
  const { currentVersion } = meter.of(
    await repositories.films.update(filmKey(matrix), {
      set: { review: "Ada: superb" },
      increment: { views: 1, imdb: { votes: 1 } },
      append: { viewings: [{ viewer: "Ada", at: new Date() }] },
      currentVersion: before.currentVersion,
    }),
  );
  const { item } = await knownFilm(repositories, matrix, meter);
  say(`"${item.title}" went from version ${before.currentVersion} to ${currentVersion}`);
  say(
    `seen ${item.views} time${item.views === 1 ? "" : "s"}, last by ${item.viewings.at(-1)?.viewer}; review: "${item.review}"`,
  );
  conclude(`version ${before.currentVersion} to ${currentVersion}`);
}
