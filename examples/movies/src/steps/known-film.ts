import type { PartitionedContent } from "standard-dynamo";
import { type Film, type FilmName, filmKey } from "../film.ts";
import type { Repositories } from "../repositories.ts";
import type { StepMeter } from "../step-meter.ts";

/** Reads a film that has to be there. */
export async function knownFilm(
  { films }: Repositories,
  name: FilmName,
  meter: StepMeter,
): Promise<PartitionedContent<Film>> {
  const { content } = meter.of(await films.get(filmKey(name)));
  if (content === undefined) throw new Error(`The film "${name.title}" is not in the table`);
  return content;
}
