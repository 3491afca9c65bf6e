import type { Film } from "../film.ts";
import type { Step } from "../report.ts";
import type { Repositories } from "../repositories.ts";

/** Lists a partition, and a range of it. */
export async function listYear({ films }: Repositories, { meter, say, conclude }: Step): Promise<void> {
  let count = 0;
  let best: Film | undefined;
  for await (const { item } of films.list({ partitionIds: "1999", onProgress: meter.watch() })) {
    count++;
    if ((item.imdb.rating ?? 0) > (best?.imdb.rating ?? 0)) best = item;
  }
  say(`1999 has ${count} films, the best rated is "${best?.title}" (${best?.imdb.rating})`);

  // Content ids begin with the day: everything from 1 June to the last of 31 August.
  const summer = await films
    .listBetween({
      partitionIds: "1999",
      contentStart: "1999-06",
      contentEnd: "1999-09",
      onProgress: meter.watch(),
    })
    .items();
  say(`its summer has ${summer.length}, from "${summer[0]?.title}" to "${summer.at(-1)?.title}"`);
  conclude(`${count} films, ${summer.length} of the summer`);
}
