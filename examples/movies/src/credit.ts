import type { ContentKey } from "standard-dynamo";
import { z } from "zod";
import { type Film, filmKey } from "./film.ts";
import { slug } from "./slug.ts";

/** That a director made a film: what makes films listable by director. It has what the film's key is made of. */
export const Credit = z.object({ director: z.string(), title: z.string(), released: z.date() });

export type Credit = z.infer<typeof Credit>;

/** The credit of a film, if its director is known. */
export function creditOf({ director, title, released }: Film): Credit | undefined {
  return director === undefined ? undefined : { director, title, released };
}

/** Credits are partitioned by director and sorted by day: `["steven-spielberg"]`, `["1975-06-20", "jaws"]`. */
export function creditKey(credit: Credit) {
  return { ...creditsOf(credit.director), contentIds: filmKey(credit).contentIds } satisfies ContentKey;
}

/** The partition of a director. */
export function creditsOf(director: string) {
  return { partitionIds: [slug(director)] } satisfies ContentKey;
}
