import { beforeAll, describe, expect, test } from "vitest";
import { creditKey, creditOf } from "../../examples/movies/src/credit.ts";
import { filmKey } from "../../examples/movies/src/film.ts";
import { FilmRow } from "../../examples/movies/src/film-row.ts";
import { readMovieRows, takeIn } from "../../examples/movies/src/read-rows.ts";
import { slug } from "../../examples/movies/src/slug.ts";

let rows: readonly unknown[];
beforeAll(async () => {
  rows = await readMovieRows();
});

/** The row of this number, counted from 1. */
function row(number: number): Record<string, unknown> {
  return rows[number - 1] as Record<string, unknown>;
}

function film(number: number) {
  return FilmRow.parse(row(number));
}

function issues(value: unknown): string[] {
  return (FilmRow.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the nastiest real rows", () => {
  test("a title that is a number becomes text", () => {
    expect(row(1075)["Title"]).toBe(2012);
    expect(film(1075)).toMatchObject({ title: "2012", released: new Date("2009-11-13") });
    expect(film(1113).title).toBe("9");
  });

  test("a title without any value is refused", () => {
    expect(issues(row(3054))).toEqual(["Title: expected text or a number, got null"]);
  });

  test.each([
    [121, "The Birth of a Nation", "1915-02-08"],
    [401, "Gone with the Wind", "1939-12-15"],
    [10, "Duel in the Sun", "1946-12-31"],
  ])("row %i, %s, is put into its century", (number, title, day) => {
    expect(film(number)).toMatchObject({ title, released: new Date(day) });
  });

  test("the last years of the file are right as they stand", () => {
    expect(film(2968).released).toEqual(new Date("2011-12-23"));
  });

  test("broken letters are put right, and whole ones left", () => {
    const titles = takeIn(rows).films.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining([
        "Le Fabuleux destin d'Amélie Poulain",
        "De battre mon coeur s'est arrêté",
        "Per qualche dollaro in più",
        "Obsluhoval jsem anglického krále",
        "The Naked Gun 2½: The Smell of Fear",
        "I Love You … Don't Touch Me!",
        "Alien³",
        "Ri¢hie Ri¢h",
      ]),
    );
  });

  test("what is null is absent, and what is 0 stays", () => {
    const intolerance = film(468);
    expect(intolerance).toMatchObject({ title: "Intolerance", tomatoes: 96, money: { budget: 385_907 } });
    expect(intolerance.imdb).toEqual({});
    expect(intolerance.director).toBeUndefined();
    expect(creditOf(intolerance)).toBeUndefined();
    expect(film(413).money.usGross).toBe(0);
  });
});

test("every row is a film or refused, and all keys differ", () => {
  const { films, refused, ...counts } = takeIn(rows);
  expect(counts).toEqual({ rows: 3201, repaired: { numberTitles: 9, centuries: 22, letters: 18 } });
  expect(films).toHaveLength(3200);
  expect(refused).toEqual([{ number: 3054, reason: "Title: expected text or a number, got null" }]);
  expect(new Set(films.map((each) => JSON.stringify(filmKey(each)))).size).toBe(3200);
  const credits = films.map(creditOf).filter((credit) => credit !== undefined);
  expect(new Set(credits.map((each) => JSON.stringify(creditKey(each)))).size).toBe(1870);
});

test("a row with the key of an earlier one is refused, not overwritten", () => {
  expect(takeIn([row(1), row(2), row(1)]).refused).toEqual([{ number: 3, reason: "has the title and day of row 1" }]);
});

test("every mistake of a row is told", () => {
  const wrong = { ...row(1), Title: "?!", "Release Date": "Feb 30 1998", "Major Genre": "Dram", Colour: "red" };
  expect(issues(wrong)).toEqual([
    "Title: has no letter or digit to make an id of",
    'Release Date: expected a day like Jun 12 1998, got "Feb 30 1998"',
    expect.stringContaining("Major Genre: "),
    ': Unrecognized key: "Colour"',
  ]);
  expect(issues({ ...row(1), "IMDB Rating": 11 })).toEqual([expect.stringContaining("imdb.rating: ")]);
});

test.each([
  ["Revolution#9", "revolution-9"],
  ["What the #$'! Do We Know", "what-the-do-we-know"],
  ["Amélie & Jaguar", "amelie-jaguar"],
  ["Romeo+Juliet", "romeo-juliet"],
  ["M*A*S*H", "m-a-s-h"],
])("the id of %s is %s", (title, id) => {
  expect(slug(title)).toBe(id);
});
