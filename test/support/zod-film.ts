import * as z from "zod";

export const ZodFilm = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["feature", "short"]),
  rating: z.number().min(0).max(10).optional(),
  views: z.int().default(0),
  released: z.date(),
  tags: z.set(z.string()),
  cast: z.map(z.string(), z.string()),
  lines: z.array(z.object({ text: z.string(), minute: z.number() })),
  address: z.object({ city: z.string(), street: z.string().optional(), visits: z.int().optional() }).optional(),
  budget: z.bigint(),
  poster: z.instanceof(Uint8Array),
  nickname: z.string().optional(),
  note: z.string().nullable(),
  awards: z.int().nullable(),
  quotes: z.array(z.string()).nullable().optional(),
  themes: z.set(z.string()).nullable().optional(),
});
