import * as z from "zod/mini";
import { DynamoRepository } from "../../packages/standard-dynamo/src/index.ts";
import { describeRepositoryContract } from "./repository-contract.ts";

const MiniFilm = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["feature", "short"]),
  rating: z.optional(z.number().check(z.minimum(0), z.maximum(10))),
  views: z._default(z.int(), 0),
  released: z.date(),
  tags: z.set(z.string()),
  cast: z.map(z.string(), z.string()),
  lines: z.array(z.object({ text: z.string(), minute: z.number() })),
  address: z.optional(z.object({ city: z.string(), street: z.optional(z.string()), visits: z.optional(z.int()) })),
  budget: z.bigint(),
  poster: z.instanceof(Uint8Array),
  nickname: z.optional(z.string()),
  note: z.nullable(z.string()),
  awards: z.nullable(z.int()),
  quotes: z.optional(z.nullable(z.array(z.string()))),
  themes: z.optional(z.nullable(z.set(z.string()))),
});

describeRepositoryContract("zod/mini", (options) => new DynamoRepository({ ...options, schema: MiniFilm }));
