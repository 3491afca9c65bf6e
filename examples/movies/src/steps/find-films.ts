import { type Film, yearOf } from "../film.ts";
import type { Step } from "../report.ts";
import type { Repositories } from "../repositories.ts";

/** Whether an earlier run has loaded all these films into the table. */
export async function findFilms({ films }: Repositories, expected: readonly Film[], step: Step): Promise<boolean> {
  const years = [...new Set(expected.map(yearOf))].toSorted();
  let found = 0;
  for (const year of years) {
    for await (const { contents, cost } of films.list({ partitionIds: year }).pages()) {
      step.meter.of({ cost });
      found += contents.length;
    }
    if (found === 0) break; // The films are written in the order of years, so there are none at all.
  }
  const isComplete = found === expected.length;
  const count = found.toLocaleString("en");
  if (isComplete) step.say(`found ${count} movies from an earlier run: nothing to load`);
  else if (found > 0) step.say(`found ${count} movies from a run that was broken off: loading all again`);
  else step.say("the table is empty");
  step.conclude(isComplete ? `found ${count} movies` : "to be loaded");
  return isComplete;
}
