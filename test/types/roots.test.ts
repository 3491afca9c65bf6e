// Models whose root is not one closed object: unions, recursive and loose objects, and schemas that tell nothing.
import { type } from "arktype";
import * as v from "valibot";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import type { FilterCommand } from "../../packages/standard-dynamo/src/model/filter-command.ts";
import type {
  InferInput,
  InferOutput,
  StandardSchemaV1,
} from "../../packages/standard-dynamo/src/model/standard-schema.ts";
import type {
  IncrementPatch,
  RemovableName,
  SetPatch,
  UpdateCommand,
} from "../../packages/standard-dynamo/src/model/update-command.ts";

type Update<Schema extends StandardSchemaV1> = UpdateCommand<InferOutput<Schema>, InferInput<Schema>>;
type Filter<Schema extends StandardSchemaV1> = FilterCommand<InferOutput<Schema>>;

describe("a discriminated union", () => {
  const zod = z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("film"), title: z.string(), minutes: z.number(), note: z.string().optional() }),
    z.object({
      kind: z.literal("series"),
      title: z.string(),
      seasons: z.array(z.number()),
      note: z.string().optional(),
    }),
  ]);
  const valibot = v.variant("kind", [
    v.object({ kind: v.literal("film"), title: v.string(), minutes: v.number(), note: v.optional(v.string()) }),
    v.object({
      kind: v.literal("series"),
      title: v.string(),
      seasons: v.array(v.number()),
      note: v.optional(v.string()),
    }),
  ]);
  const arktype = type({ kind: "'film'", title: "string", minutes: "number", "note?": "string" }).or({
    kind: "'series'",
    title: "string",
    seasons: "number[]",
    "note?": "string",
  });

  test("has the attributes of every branch", () => {
    type All = Update<typeof zod> & Update<typeof valibot> & Update<typeof arktype>;
    type Any = Update<typeof zod> | Update<typeof valibot> | Update<typeof arktype>;
    const update = { set: { kind: "film", title: "x" }, increment: { minutes: 1 }, append: { seasons: [1] } } as const;
    expectTypeOf(update).toExtend<All>();
    expectTypeOf<{ remove: { note: true } }>().toExtend<All>();
    expectTypeOf<{ remove: ["note"] }>().toExtend<All>();

    // @ts-expect-error text is not incremented
    const text: Any = { increment: { title: 1 } };
    // @ts-expect-error required in its branch
    const required: Any = { remove: { minutes: true } };
    // @ts-expect-error in no branch
    const misspelt: Any = { set: { titel: "x" } };
    expectTypeOf([text, required, misspelt]).toBeArray();
  });

  test("is filtered by the attributes of every branch", () => {
    type All = Filter<typeof zod> & Filter<typeof valibot> & Filter<typeof arktype>;
    const filter: All = { kind: "film", minutes: { gt: 90 }, $or: [{ seasons: { contains: 2 } }, { title: "x" }] };
    // @ts-expect-error not a branch
    const other: Filter<typeof zod> | Filter<typeof valibot> | Filter<typeof arktype> = { kind: "play" };
    expectTypeOf([filter, other]).toBeArray();
  });
});

describe("a recursive model", () => {
  const zod = z.object({
    label: z.string(),
    weight: z.number(),
    get left() {
      return zod.optional();
    },
    get children() {
      return z.array(zod);
    },
  });
  interface Tree {
    label: string;
    weight: number;
    left?: Tree | undefined;
    children: Tree[];
  }
  const valibot: v.GenericSchema<Tree> = v.object({
    label: v.string(),
    weight: v.number(),
    left: v.optional(v.lazy(() => valibot)),
    children: v.array(v.lazy(() => valibot)),
  });
  const arktype = type({ label: "string", weight: "number", "left?": "this", children: "this[]" });

  test("is patched and filtered to any depth", () => {
    type All = Update<typeof zod> & Update<typeof valibot> & Update<typeof arktype>;
    const update: All = {
      set: { left: { left: { label: "x" } }, children: [] },
      increment: { left: { left: { weight: 1 } } },
      remove: { left: { left: true } },
    };
    const filter: Filter<typeof zod> & Filter<typeof valibot> & Filter<typeof arktype> = {
      left: { left: { label: "x", $exists: true } },
      children: { size: 2 },
    };
    // @ts-expect-error a wrong value two levels down
    const wrong: Update<typeof zod> | Update<typeof valibot> = { set: { left: { left: { label: 1 } } } };
    expectTypeOf([update, filter, wrong]).toBeArray();
  });
});

describe("a loose object", () => {
  const zod = z.looseObject({ name: z.string(), address: z.object({ city: z.string(), zip: z.string() }) });
  const valibot = v.looseObject({ name: v.string(), address: v.object({ city: v.string(), zip: v.string() }) });

  test("keeps its named attributes typed and takes any other", () => {
    type All = Update<typeof zod> & Update<typeof valibot>;
    type Any = Update<typeof zod> | Update<typeof valibot>;
    const update: All = {
      set: { name: "x", address: { city: "x" }, other: { a: 1 } },
      increment: { count: 1 },
      remove: { other: true },
    };
    const filter: Filter<typeof zod> & Filter<typeof valibot> = { name: "x", other: { gt: 1 }, $or: [{ name: "y" }] };
    // @ts-expect-error a named attribute
    const named: Any = { set: { name: 1 } };
    // @ts-expect-error text
    const text: Any = { increment: { name: 1 } };
    // @ts-expect-error required
    const required: Any = { remove: { name: true } };
    expectTypeOf([update, filter, named, text, required]).toBeArray();
  });

  test("with a catchall keeps the type of the others", () => {
    const model = z.object({ name: z.string() }).catchall(z.number());
    const update: Update<typeof model> = { set: { other: 1 }, increment: { other: 1 } };
    // @ts-expect-error not of the catchall's type
    const wrong: Update<typeof model> = { set: { other: true } };
    expectTypeOf([update, wrong]).toBeArray();
  });
});

test("any and unknown roots take any attribute", () => {
  type Unknown = UpdateCommand<unknown>;
  // oxlint-disable-next-line typescript/no-explicit-any -- what an untyped model gives
  type Untyped = UpdateCommand<any>;
  const update: Unknown & Untyped = {
    set: { a: 1, b: { c: "x" } },
    replace: { b: {} },
    increment: { a: 1n },
    append: { d: [1] },
    remove: ["e"],
  };
  const filter: FilterCommand<unknown> = { a: 1, b: { gt: 2 }, $not: { c: "x" } };
  expectTypeOf([update, filter]).toBeArray();
});

test("a record of named entries is a nested object of these", () => {
  const model = z.object({ byDay: z.partialRecord(z.enum(["mon", "tue"]), z.number()) });
  const update: Update<typeof model> = { increment: { byDay: { mon: 1 } }, remove: { byDay: { tue: true } } };
  // @ts-expect-error not an entry
  const wrong: Update<typeof model> = { set: { byDay: { sun: 1 } } };
  expectTypeOf([update, wrong]).toBeArray();
});

test("branded objects are patched, class instances are not", () => {
  class Money {
    readonly cents: number;
    constructor(cents: number) {
      this.cents = cents;
    }
    plus(other: Money): Money {
      return new Money(this.cents + other.cents);
    }
  }
  type Model = InferOutput<typeof model>;
  const model = z.object({
    place: z.object({ city: z.string(), visits: z.number() }).brand<"Place">(),
    price: z.instanceof(Money),
  });
  const update: UpdateCommand<Model> = { set: { place: { city: "x" }, price: new Money(1) } };
  // @ts-expect-error part of an instance
  const wrong: UpdateCommand<Model> = { set: { price: { cents: 1 } } };
  expectTypeOf<SetPatch<Model>["price"]>().toEqualTypeOf<Money | undefined>();
  expectTypeOf<IncrementPatch<Model>>().not.toHaveProperty("price");
  expectTypeOf([update, wrong]).toBeArray();
});

test("the names that a removal may list", () => {
  type Model = { a: string; b?: number; c: string | undefined; d?: { e: 1 } };
  expectTypeOf<RemovableName<Model>>().toEqualTypeOf<"b" | "d">();
  expectTypeOf<RemovableName<{ a: string }>>().toEqualTypeOf<never>();
});

test("what a codec gives out is set, what it takes decides removal", () => {
  const model = z.object({
    released: z.codec(z.string().optional(), z.date(), {
      decode: () => new Date(0),
      encode: (date) => date.toISOString(),
    }),
  });
  const update: Update<typeof model> = { set: { released: new Date(0) }, remove: undefined };
  expectTypeOf<RemovableName<InferInput<typeof model>>>().toEqualTypeOf<"released">();
  expectTypeOf(update).toExtend<object>();
});
