import { type } from "arktype";

export const ArktypeFilm = type({
  id: "string",
  name: "string",
  kind: "'feature' | 'short'",
  "rating?": "0 <= number <= 10",
  views: "number.integer = 0",
  released: "Date",
  tags: type("Set").as<Set<string>>(),
  cast: type("Map").as<Map<string, string>>(),
  lines: type({ text: "string", minute: "number" }).array(),
  "address?": { city: "string", "street?": "string", "visits?": "number.integer" },
  budget: "bigint",
  poster: "TypedArray.Uint8",
  "nickname?": "string",
  note: "string | null",
  awards: "number.integer | null",
  "quotes?": "string[] | null",
  "themes?": type("Set").as<Set<string>>().or("null"),
});
