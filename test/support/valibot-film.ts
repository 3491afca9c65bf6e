import * as v from "valibot";

const score = v.pipe(v.number(), v.minValue(0), v.maxValue(10));
const count = v.pipe(v.number(), v.integer());

export const ValibotFilm = v.object({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(["feature", "short"]),
  rating: v.optional(score),
  views: v.optional(count, 0),
  released: v.date(),
  tags: v.set(v.string()),
  cast: v.map(v.string(), v.string()),
  lines: v.array(v.object({ text: v.string(), minute: v.number() })),
  address: v.optional(v.object({ city: v.string(), street: v.optional(v.string()), visits: v.optional(count) })),
  budget: v.bigint(),
  poster: v.instance(Uint8Array),
  nickname: v.optional(v.string()),
  note: v.nullable(v.string()),
  awards: v.nullable(count),
  quotes: v.nullish(v.array(v.string())),
  themes: v.nullish(v.set(v.string())),
});

const toSet = v.pipe(
  v.union([v.set(v.string()), v.array(v.string())]),
  v.transform((list) => new Set(list)),
);

/** The film by a schema that takes the stored forms as well: of use where nothing is known of it but `validate`. */
export const StoredFilm = v.object({
  ...ValibotFilm.entries,
  released: v.pipe(
    v.union([v.date(), v.pipe(v.string(), v.isoTimestamp())]),
    v.transform((time) => new Date(time)),
  ),
  tags: toSet,
  cast: v.pipe(
    v.union([v.map(v.string(), v.string()), v.record(v.string(), v.string())]),
    v.transform((entries) => (entries instanceof Map ? entries : new Map(Object.entries(entries)))),
  ),
  budget: v.pipe(
    v.union([v.bigint(), count]),
    v.transform((amount) => BigInt(amount)),
  ),
  themes: v.nullish(toSet),
});
