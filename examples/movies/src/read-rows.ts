import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Film, filmKey } from "./film.ts";
import { FilmRow } from "./film-row.ts";
import { isWrongCentury } from "./release-date.ts";

/** A row that is not loaded, and why. */
interface RefusedRow {
  /** Counted from 1. */
  readonly number: number;
  readonly reason: string;
}

/** What became of the rows: each is one of the films or one of the refused. */
export interface Intake {
  readonly rows: number;
  readonly films: readonly Film[];
  readonly refused: readonly RefusedRow[];
  /** How many films were not as they stood in the file. */
  readonly repaired: { readonly numberTitles: number; readonly centuries: number; readonly letters: number };
}

/** The rows of the file as they are, from the installed package. */
export async function readMovieRows(): Promise<readonly unknown[]> {
  const entry = import.meta.resolve("vega-datasets"); // build/index.js: the data themselves are not exported.
  const file = await readFile(new URL("../data/movies.json", entry), "utf8");
  return z.array(z.unknown()).parse(JSON.parse(file));
}

/** Makes films of rows, and keeps account of every row. */
export function takeIn(rows: readonly unknown[]): Intake {
  const films: Film[] = [];
  const refused: RefusedRow[] = [];
  const rowOfKey = new Map<string, number>();
  const repaired = { numberTitles: 0, centuries: 0, letters: 0 };
  for (const [index, row] of rows.entries()) {
    const number = index + 1;
    const { data: film, error } = FilmRow.safeParse(row);
    if (error !== undefined) {
      refused.push({ number, reason: explain(error) });
      continue;
    }
    // Two records with one key would be one in the table: the first would get lost without a word.
    const key = JSON.stringify(filmKey(film));
    const earlier = rowOfKey.get(key);
    if (earlier !== undefined) {
      refused.push({ number, reason: `has the title and day of row ${earlier}` });
      continue;
    }
    rowOfKey.set(key, number);
    films.push(film);
    const { Title: title, "Release Date": date } = row as { readonly Title: unknown; readonly "Release Date": string };
    if (typeof title === "number") repaired.numberTitles++;
    else if (film.title !== title) repaired.letters++;
    if (isWrongCentury(date)) repaired.centuries++;
  }
  return { rows: rows.length, films, refused, repaired };
}

function explain({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [...path.map(String), message].join(": ")).join("; ");
}
