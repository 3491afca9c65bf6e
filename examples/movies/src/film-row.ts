import { z } from "zod";
import { Film, genres, ratings } from "./film.ts";
import { releaseDate } from "./release-date.ts";
import { repairText } from "./repair-text.ts";

const text = orAbsent(z.string().trim().min(1));
const number = orAbsent(z.number());

/** Nine films have a number for a title: 1776, 1941, 1408, 2012, 2046, 21, 300, 9 and 54. */
const Title = z
  .union([z.string(), z.number()], { error: ({ input }) => `expected text or a number, got ${nameOf(input)}` })
  .transform((title) => repairText(String(title).trim()))
  .refine((title) => /[\p{L}\p{N}]/u.test(title), "has no letter or digit to make an id of");

const ReleaseDate = z.string().transform((date, { issues }) => {
  const released = releaseDate(date);
  if (released !== undefined) return released;
  issues.push({ code: "custom", input: date, message: `expected a day like Jun 12 1998, got ${JSON.stringify(date)}` });
  return z.NEVER;
});

/**
 * A row of the file, and how it becomes a film. It only goes this way; what is stored and read again is described by
 * `Film`, which has no transforms. Strict, so that no column gets lost unnoticed.
 */
export const FilmRow = z
  .strictObject({
    Title,
    "Release Date": ReleaseDate,
    Director: text,
    "MPAA Rating": orAbsent(z.enum(ratings)),
    "Major Genre": orAbsent(z.enum(genres)),
    Source: text,
    "Creative Type": text,
    Distributor: text,
    "Running Time min": number,
    "Production Budget": number,
    "US Gross": number,
    "Worldwide Gross": number,
    "US DVD Sales": number,
    "IMDB Rating": number,
    "IMDB Votes": number,
    "Rotten Tomatoes Rating": number,
  })
  .transform(
    (row): z.input<typeof Film> => ({
      title: row.Title,
      released: row["Release Date"],
      director: row.Director,
      rating: row["MPAA Rating"],
      genre: row["Major Genre"],
      source: row.Source,
      creativeType: row["Creative Type"],
      distributor: row.Distributor,
      minutes: row["Running Time min"],
      money: {
        budget: row["Production Budget"],
        usGross: row["US Gross"],
        worldwideGross: row["Worldwide Gross"],
        dvdSales: row["US DVD Sales"],
      },
      imdb: { rating: row["IMDB Rating"], votes: row["IMDB Votes"] },
      tomatoes: row["Rotten Tomatoes Rating"],
    }),
  )
  .pipe(Film);

/** Most columns have nulls; a film has no such attribute then. */
function orAbsent<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().transform((value): z.output<Schema> | undefined => value ?? undefined);
}

function nameOf(value: unknown): string {
  return value === null ? "null" : typeof value;
}
