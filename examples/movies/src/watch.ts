import type { ContentKey } from "standard-dynamo";
import { z } from "zod";
import { type FilmName, filmKey } from "./film.ts";

/** A film on somebody's watchlist. */
export const Watch = z.object({ title: z.string(), released: z.date(), note: z.string().optional() });

export type Watch = z.infer<typeof Watch>;

/** A watchlist is the partition of its viewer, sorted by the day of the film. */
export function watchKey(viewer: string, film: FilmName) {
  return { partitionIds: [viewer], contentIds: filmKey(film).contentIds } satisfies ContentKey;
}
