import type { FilterCommand, PartitionedContent } from "standard-dynamo";
import type { Film } from "../film.ts";
import type { Step } from "../report.ts";
import type { Repositories } from "../repositories.ts";

const praised: FilterCommand<Film> = {
  genre: { in: ["Drama", "Thriller/Suspense"] },
  imdb: { rating: { gte: 8 }, votes: { gt: 10_000 } },
  director: { exists: true },
};

/** Filters a year, four films at a time: the limit counts what the filters let through. */
export async function filterFilms({ films }: Repositories, { meter, say, conclude }: Step): Promise<void> {
  let cursor: string | undefined;
  let found = 0;
  let page = 0;
  do {
    const contents: PartitionedContent<Film>[] = [];
    const query = { partitionIds: "1999", filters: praised, limit: 4, cursor };
    for await (const response of films.list(query).pages()) {
      contents.push(...response.contents);
      ({ cursor } = meter.of(response));
    }
    page++;
    found += contents.length;
    for (const { item } of contents) say(`page ${page}: ${describe(item)}`);
  } while (cursor !== undefined);
  conclude(`${found} of 1999 in ${page} pages`);
}

function describe({ title, released, director, genre, imdb }: Film): string {
  return `${released.toISOString().slice(0, 10)} ${title} (${director}, ${genre}, ${imdb.rating?.toFixed(1)})`;
}
