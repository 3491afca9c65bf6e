// One model written in three schema libraries, so that a claim about commands is a claim about each of them. A command
// of type `Accepted` must suit all three; one that is not even of type `Offered` is refused by all three.
import { type } from "arktype";
import * as v from "valibot";
import { z } from "zod";
import type { FilterCommand } from "../../packages/standard-dynamo/src/model/filter-command.ts";
import type { InferInput, InferOutput } from "../../packages/standard-dynamo/src/model/standard-schema.ts";
import type { UpdateCommand } from "../../packages/standard-dynamo/src/model/update-command.ts";

const ZodActor = z.object({
  id: z.string().brand<"ActorId">(),
  name: z.string(),
  nickname: z.string().optional(),
  review: z.string().nullable(),
  year: z.number(),
  level: z.number().default(1),
  rating: z.number().brand<"Rating">().optional(),
  debt: z.number().nullable(),
  views: z.bigint(),
  status: z.enum(["active", "retired"]),
  famous: z.boolean(),
  born: z.date(),
  released: z.codec(z.iso.datetime(), z.date(), {
    decode: (text) => new Date(text),
    encode: (date) => date.toISOString(),
  }),
  portrait: z.instanceof(Uint8Array),
  homepage: z.instanceof(URL),
  address: z.object({
    city: z.string(),
    street: z.string().optional(),
    lines: z.array(z.string()),
    visits: z.number().default(0),
    location: z.object({ latitude: z.number(), longitude: z.number() }),
    size: z.string(),
  }),
  agent: z.object({ name: z.string(), fee: z.number(), phone: z.string().optional() }).nullable().optional(),
  motto: z.object({ text: z.string() }),
  scores: z.record(z.string(), z.number()),
  people: z.record(z.string(), z.object({ age: z.number(), since: z.string() })),
  tags: z.array(z.string()),
  friends: z.array(z.object({ name: z.string() })).optional(),
  genres: z.set(z.string()),
  roles: z.map(z.string(), z.number()),
  range: z.tuple([z.number(), z.number()]),
  payload: z.union([
    z.object({ kind: z.literal("a"), a: z.string() }),
    z.object({ kind: z.literal("b"), b: z.number() }),
  ]),
  key: z.union([z.string(), z.number()]),
  anything: z.any(),
  something: z.unknown(),
});

const ValibotActor = v.object({
  id: v.pipe(v.string(), v.brand("ActorId")),
  name: v.string(),
  nickname: v.optional(v.string()),
  review: v.nullable(v.string()),
  year: v.number(),
  level: v.optional(v.number(), 1),
  rating: v.optional(v.pipe(v.number(), v.brand("Rating"))),
  debt: v.nullable(v.number()),
  views: v.bigint(),
  status: v.picklist(["active", "retired"]),
  famous: v.boolean(),
  born: v.date(),
  released: v.pipe(
    v.string(),
    v.transform((text) => new Date(text)),
  ),
  portrait: v.instance(Uint8Array),
  homepage: v.instance(URL),
  address: v.object({
    city: v.string(),
    street: v.optional(v.string()),
    lines: v.array(v.string()),
    visits: v.optional(v.number(), 0),
    location: v.object({ latitude: v.number(), longitude: v.number() }),
    size: v.string(),
  }),
  agent: v.nullish(v.object({ name: v.string(), fee: v.number(), phone: v.optional(v.string()) })),
  motto: v.object({ text: v.string() }),
  scores: v.record(v.string(), v.number()),
  people: v.record(v.string(), v.object({ age: v.number(), since: v.string() })),
  tags: v.array(v.string()),
  friends: v.optional(v.array(v.object({ name: v.string() }))),
  genres: v.set(v.string()),
  roles: v.map(v.string(), v.number()),
  range: v.tuple([v.number(), v.number()]),
  payload: v.union([
    v.object({ kind: v.literal("a"), a: v.string() }),
    v.object({ kind: v.literal("b"), b: v.number() }),
  ]),
  key: v.union([v.string(), v.number()]),
  anything: v.any(),
  something: v.unknown(),
});

const ArktypeActor = type({
  id: "string#ActorId",
  name: "string",
  "nickname?": "string",
  review: "string | null",
  year: "number",
  level: "number = 1",
  "rating?": "number#Rating",
  debt: "number | null",
  views: "bigint",
  status: "'active' | 'retired'",
  famous: "boolean",
  born: "Date",
  released: "string.date.iso.parse",
  portrait: type.instanceOf(Uint8Array),
  homepage: type.instanceOf(URL),
  address: {
    city: "string",
    "street?": "string",
    lines: "string[]",
    visits: "number = 0",
    location: { latitude: "number", longitude: "number" },
    size: "string",
  },
  "agent?": type({ name: "string", fee: "number", "phone?": "string" }).or("null"),
  motto: { text: "string" },
  scores: "Record<string, number>",
  people: type({ "[string]": { age: "number", since: "string" } }),
  tags: "string[]",
  "friends?": type({ name: "string" }).array(),
  genres: type("Set").as<Set<string>>(),
  roles: type("Map").as<Map<string, number>>(),
  range: ["number", "number"],
  payload: type({ kind: "'a'", a: "string" }).or({ kind: "'b'", b: "number" }),
  key: "string | number",
  anything: "unknown.any",
  something: "unknown",
});

type Zod = UpdateCommand<InferOutput<typeof ZodActor>, InferInput<typeof ZodActor>>;
type Valibot = UpdateCommand<InferOutput<typeof ValibotActor>, InferInput<typeof ValibotActor>>;
type Arktype = UpdateCommand<InferOutput<typeof ArktypeActor>, InferInput<typeof ArktypeActor>>;

export type AcceptedUpdate = Zod & Valibot & Arktype;
export type OfferedUpdate = Zod | Valibot | Arktype;

type ZodFilter = FilterCommand<InferOutput<typeof ZodActor>>;
type ValibotFilter = FilterCommand<InferOutput<typeof ValibotActor>>;
type ArktypeFilter = FilterCommand<InferOutput<typeof ArktypeActor>>;

export type AcceptedFilter = ZodFilter & ValibotFilter & ArktypeFilter;
export type OfferedFilter = ZodFilter | ValibotFilter | ArktypeFilter;

/** Takes what every library's model accepts. */
export function accept(...commands: AcceptedUpdate[]): number {
  return commands.length;
}

/** Takes what any library's model accepts: an error here is an error in each. */
export function offer(command: OfferedUpdate): OfferedUpdate {
  return command;
}

export function acceptFilter(...filters: AcceptedFilter[]): number {
  return filters.length;
}

export function offerFilter(filter: OfferedFilter): OfferedFilter {
  return filter;
}
