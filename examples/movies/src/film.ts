import type { ContentKey } from "standard-dynamo";
import { z } from "zod";
import { slug } from "./slug.ts";

/** `Open` is a film that the MPAA had not rated yet. */
export const ratings = ["G", "PG", "PG-13", "R", "NC-17", "Not Rated", "Open"] as const;

export const genres = [
  "Action",
  "Adventure",
  "Black Comedy",
  "Comedy",
  "Concert/Performance",
  "Documentary",
  "Drama",
  "Horror",
  "Musical",
  "Romantic Comedy",
  "Thriller/Suspense",
  "Western",
] as const;

const count = z.int().nonnegative();

/** A film as it is stored. What is not known is absent, so that `{ genre: { exists: false } }` finds it. */
export const Film = z.object({
  title: z.string().min(1),
  released: z.date(),
  director: z.string().min(1).optional(),
  rating: z.enum(ratings).optional(),
  genre: z.enum(genres).optional(),
  source: z.string().optional(),
  creativeType: z.string().optional(),
  distributor: z.string().optional(),
  minutes: count.optional(),
  /** In US dollars. */
  money: z.object({
    budget: count.optional(),
    usGross: count.optional(),
    worldwideGross: count.optional(),
    dvdSales: count.optional(),
  }),
  imdb: z.object({ rating: z.number().min(0).max(10).optional(), votes: count.optional() }),
  /** Rotten Tomatoes, in percent. */
  tomatoes: count.max(100).optional(),
  // What the viewers of this demo add.
  review: z.string().optional(),
  views: count.default(0),
  viewings: z.array(z.object({ viewer: z.string(), at: z.date() })).default([]),
});

export type Film = z.infer<typeof Film>;

/** What tells films apart: no two rows have the same title and day. */
export type FilmName = Pick<Film, "title" | "released">;

/** Films are partitioned by year and sorted by day: `["1999"]`, `["1999-03-31", "the-matrix"]`. */
export function filmKey(film: FilmName) {
  const day = film.released.toISOString().slice(0, 10);
  return { partitionIds: [yearOf(film)], contentIds: [day, slug(film.title)] } satisfies ContentKey;
}

export function yearOf({ released }: Pick<Film, "released">): string {
  return String(released.getUTCFullYear());
}
