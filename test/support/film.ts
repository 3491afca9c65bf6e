/** The logical record of the contract: `test/contract/*.test.ts` writes it in every schema library. */
export interface Film {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly rating?: number | undefined;
  /** 0 where nothing is stored. */
  readonly views: number;
  readonly released: Date;
  readonly tags: Set<string>;
  readonly cast: Map<string, string>;
  readonly lines: Line[];
  readonly address?: Address | undefined;
  readonly budget: bigint;
  readonly poster: Uint8Array;
  readonly nickname?: string | undefined;
  readonly note: string | null;
  readonly awards: number | null;
  readonly quotes?: string[] | null | undefined;
  readonly themes?: Set<string> | null | undefined;
}

type Kind = "feature" | "short";

interface Line {
  readonly text: string;
  readonly minute: number;
}

interface Address {
  readonly city: string;
  readonly street?: string | undefined;
  readonly visits?: number | undefined;
}

/** What the schemas take: `views` may be absent. */
export type FilmInput = Omit<Film, "views"> & { readonly views?: number | undefined };

/** A film with every attribute. */
export function film(changes: Partial<Film> = {}): Film {
  return {
    id: "tt0469494",
    name: "There Will Be Blood",
    kind: "feature",
    rating: 8.2,
    views: 3,
    released: new Date("2007-12-26T12:30:00.250Z"),
    tags: new Set(["oil", "drama"]),
    cast: new Map([
      ["Daniel Plainview", "Daniel Day-Lewis"],
      ["Eli Sunday", "Paul Dano"],
    ]),
    lines: [
      { text: "I have a competition in me.", minute: 47 },
      { text: "I drink your milkshake!", minute: 148 },
    ],
    address: { city: "Marfa", street: "Ranch Road 2810", visits: 2 },
    budget: 25_000_000_000_000_000_001n,
    poster: new Uint8Array([0, 1, 127, 254, 255]),
    nickname: "Plainview",
    note: null,
    awards: 2,
    quotes: ["I'm finished."],
    themes: new Set(["greed"]),
    ...changes,
  };
}

/** A film with nothing that may be absent. */
export function plainFilm(changes: Partial<Film> = {}): Film {
  const { rating: _r, address: _a, nickname: _n, quotes: _q, themes: _t, ...rest } = film();
  return { ...rest, ...changes };
}
