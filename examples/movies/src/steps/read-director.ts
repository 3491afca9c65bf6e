import { creditsOf } from "../credit.ts";
import { filmKey } from "../film.ts";
import type { Step } from "../report.ts";
import type { Repositories } from "../repositories.ts";

/** From the credits of a director to the films: a list, then a read of many keys; and one film by its key. */
export async function readDirector({ credits, films }: Repositories, { meter, say, conclude }: Step): Promise<void> {
  const made = await credits.list({ ...creditsOf("Steven Spielberg"), onProgress: meter.watch() }).items();
  const whole = await films.getBatch(made.map(filmKey), { onProgress: meter.watch() }).items();
  const gross = whole.reduce((sum, { money }) => sum + (money.worldwideGross ?? 0), 0);
  say(`Steven Spielberg directed ${made.length} films that took ${(gross / 1e9).toFixed(1)} billion dollars`);

  const jaws = { title: "Jaws", released: new Date("1975-06-20") };
  const { content } = meter.of(await films.get(filmKey(jaws)));
  say(
    `"${content?.item.title}" was distributed by ${content?.item.distributor} and is at version ${content?.currentVersion}`,
  );
  conclude(`${whole.length} films of Steven Spielberg`);
}
