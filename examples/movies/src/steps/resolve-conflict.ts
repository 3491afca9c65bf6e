import { isRequestObjectStateError, type RecordState } from "standard-dynamo";
import { type Film, filmKey } from "../film.ts";
import type { Step } from "../report.ts";
import type { Repositories } from "../repositories.ts";
import { knownFilm } from "./known-film.ts";
import { matrix } from "./update-film.ts";

/** Two viewers add to the review of a film, both from what they read before: the slower one must not undo the other. */
export async function resolveConflict(repositories: Repositories, step: Step): Promise<void> {
  const seenByBoth = await knownFilm(repositories, matrix, step.meter);
  await addToReview(repositories, seenByBoth, "Ben: loud", step);
  const conflicts = await addToReview(repositories, seenByBoth, "Eve: loud and superb", step);
  const { item, currentVersion } = await knownFilm(repositories, matrix, step.meter);
  step.say(`both are kept, at version ${currentVersion}: "${item.review}"`);
  step.conclude(`${conflicts} conflict, both changes kept`);
}

/** Gives the number of conflicts on the way. */
async function addToReview(
  { films }: Repositories,
  seen: RecordState<Film>,
  text: string,
  { meter, say }: Step,
): Promise<number> {
  let known = seen;
  for (let conflicts = 0; ; conflicts++) {
    const { item, currentVersion } = known;
    const review = item.review === undefined ? text : `${item.review}. ${text}`;
    try {
      meter.of(await films.update(filmKey(item), { set: { review }, currentVersion }));
      return conflicts;
    } catch (error) {
      if (!isRequestObjectStateError<Film>(error) || error.reason !== "version" || error.current === undefined)
        throw error;
      meter.refused();
      say(`refused: ${error.message}`);
      known = error.current; // As it stood when the write was refused, so the next try needs no read.
    }
  }
}
