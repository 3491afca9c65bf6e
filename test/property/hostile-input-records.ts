import { type } from "arktype";
import * as fc from "fast-check";
import {
  type DynamoRepository,
  isItemValidationError,
  isStandardDynamoError,
  model,
  type StandardSchemaV1,
} from "standard-dynamo";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkAsync } from "./check.ts";
import { hostileNames } from "./hostile-names.ts";
import { changedPrototypes } from "./hostile-prototypes.ts";
import { storedAttributes } from "./hostile-stored.ts";
import { openHostileTable, type Place, type RawItem } from "./hostile-table.ts";

// Stored items of any shape: every operation answers, or fails with an error of ours; a bad row hides no other, and
// nothing that is stored gets into a prototype.

type Row = Record<string, unknown>;

const schemas: [name: string, schema: StandardSchemaV1<Row, Row>, runs: number][] = [
  [
    "zod",
    z.looseObject({
      text: z.string().optional(),
      count: z.number().optional(),
      big: z.bigint().optional(),
      when: z.date().optional(),
      tags: z.set(z.string()).optional(),
      entries: z.record(z.string(), z.int()).optional(),
      days: z.map(z.date(), z.boolean()).optional(),
      child: z.object({ bytes: z.instanceof(Uint8Array).optional() }).optional(),
      either: z.union([z.date(), z.int(), z.array(z.string())]).optional(),
    }),
    6,
  ],
  [
    "valibot",
    v.looseObject({
      text: v.optional(v.string()),
      count: v.optional(v.number()),
      big: v.optional(v.bigint()),
      when: v.optional(v.date()),
      tags: v.optional(v.set(v.string())),
      entries: v.optional(v.record(v.string(), v.number())),
      days: v.optional(v.map(v.date(), v.boolean())),
      child: v.optional(v.object({ bytes: v.optional(v.instance(Uint8Array)) })),
    }),
    3,
  ],
  [
    "arktype",
    type({
      "text?": "string",
      "count?": "number",
      "big?": "bigint",
      "when?": "Date",
      "entries?": { "[string]": "number" },
      "child?": { "bytes?": "TypedArray.Uint8" },
    }),
    3,
  ],
];

const names = ["text", "count", "big", "when", "tags", "entries", "days", "child", "either"];
const parts: Place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };

// Whatever may follow `t#`: ids that no key of ours has, too.
const anyEnds = fc.oneof(hostileNames, fc.constantFrom("", "#", "##", "a#", "#a", "a##b", "\u0000", "é#"));
// The good ones are the first and the last in the order of keys.
const goodEnds = ["!", "\u{10FFFF}"];
const sortEnds = anyEnds.filter((end) => !goodEnds.includes(end));
const rawItems = fc.uniqueArray(fc.tuple(sortEnds, storedAttributes(names)), {
  minLength: 1,
  maxLength: 6,
  selector: ([end]) => end,
});

export function describeHostileRecords(): void {
  describe("hostile input: stored items", () => {
    test.each(schemas)(
      "%s: stored items of any shape are read, listed, changed and deleted",
      async (_, schema, runs) => {
        await using table = await openHostileTable();
        const codec = model(schema);
        let bad = 0;
        let run = 0;
        const property = fc.asyncProperty(rawItems, async (some) => {
          // A partition of its own, so that what a failed run leaves behind is in nobody's way.
          const place = { ...parts, partitionName: `n${run++}` };
          const rows = table.open(codec, place);
          await table.open(codec, { ...place, contentType: "t2" }).put({ item: { text: "neighbour" } });
          const before = await table.dump();
          const good = goodEnds.map((id) => ({ partitionIds: [], contentIds: [id], item: { text: id } }));
          await table.putRaw(some.map(([end, attributes]) => rawItem(place, end, attributes)));
          await rows.putBatch(good);
          bad += await expectRead(rows, some.length, good);
          // The AWS SDK (3.1164) fails to read a refusal whose item has a map with such a name in it.
          const changeable = some.filter(([, attributes]) => !JSON.stringify(attributes).includes("__proto__"));
          await expectChanged(
            rows,
            changeable.map(([end]) => end),
          );
          await rows.deletePrefix({});
          expect(await table.dump()).toEqual(before);
          expect(changedPrototypes()).toEqual([]);
        });
        await checkAsync(property, runs);
        expect(bad).toBeGreaterThan(0);
      },
    );

    test("an attribute named __proto__ that somebody stored stays a name", async () => {
      await using table = await openHostileTable();
      const rows = table.open(z.object({ it: z.record(z.string(), z.any()), isAdmin: z.boolean().optional() }), parts);
      const evil = JSON.parse('{"M":{"isAdmin":{"BOOL":true}}}') as RawItem[string];
      const inside = JSON.parse(`{"__proto__":${JSON.stringify(evil)}}`) as RawItem;
      await table.putRaw([rawItem(parts, "1", { ...inside, it: { M: inside } }), rawItem(parts, "2", inside)]);
      const { contents, invalid } = await rows.list({ onInvalid: "return" }).page();
      expect([contents.length, invalid.length]).toEqual([1, 1]);
      expect(Object.hasOwn(invalid[0]?.stored ?? {}, "__proto__")).toBe(true);
      for (const value of [contents[0]?.item, contents[0]?.item.it, invalid[0]?.stored]) {
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
        expect((value as { isAdmin?: unknown }).isAdmin).toBeUndefined();
      }
    });
  });
}

function rawItem({ partitionPrefix, partitionName, contentType }: Place, end: string, attributes: RawItem): RawItem {
  return { ...attributes, PK: { S: `${partitionPrefix}#${partitionName}#` }, SK: { S: `${contentType}#${end}` } };
}

interface Good {
  readonly contentIds: readonly string[];
  readonly item: Row;
}

/** Reads what is stored in every way; gives how many rows do not fit the model. */
async function expectRead(rows: DynamoRepository<Row>, count: number, good: readonly Good[]): Promise<number> {
  const returned = await rows.list({ onInvalid: "return", pageSize: 2 }).page();
  const skipped = await rows.list({ onInvalid: "skip" }).page();
  const total = count + good.length;
  expect(returned.contents.length + returned.invalid.length).toBe(total);
  expect(skipped.contents).toEqual(returned.contents);
  expect(skipped.skipped).toBe(returned.invalid.length);
  for (const { contentIds, item } of good)
    expect(returned.contents).toContainEqual(expect.objectContaining({ contentIds, item }));
  for (const { key, stored, issues } of returned.invalid) {
    expect(stored["SK"]).toEqual({ S: `t#${key.contentIds.join("#")}` });
    expect(issues.length).toBeGreaterThan(0);
    expect(Object.getPrototypeOf(stored)).toBe(Object.prototype);
  }
  for (const { item } of returned.contents) expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
  const thrown = await rows
    .list()
    .toArray()
    .catch((error: unknown) => error);
  if (returned.invalid.length === 0) expect(thrown).toHaveLength(total);
  else expect(isItemValidationError(thrown)).toBe(true);

  const places = [...returned.contents, ...returned.invalid.map(({ key }) => key)];
  const keys = places.filter(({ contentIds }) => !contentIds.includes(""));
  const batch = await rows.getBatch(keys, { onInvalid: "return" }).page();
  expect(batch.contents.length + batch.invalid.length).toBe(keys.length);
  for (const key of keys) {
    const isBad = returned.invalid.some((row) => row.key.contentIds.join("#") === key.contentIds.join("#"));
    const outcome = await rows.get(key).catch((error: unknown) => error);
    expect(isItemValidationError(outcome)).toBe(isBad);
  }
  return returned.invalid.length;
}

/** Changes what is stored in every way; what cannot be changed says so by an error of ours, or by DynamoDB's own. */
async function expectChanged(rows: DynamoRepository<Row>, ends: readonly string[]): Promise<void> {
  for (const end of ends) {
    const key = { contentIds: end.split("#") };
    const condition = { text: { exists: true }, $not: { count: { gt: 0 } } };
    const works = [
      () => rows.update(key, { set: { text: "set" } }),
      () => rows.update(key, { increment: { count: 1 }, set: { entries: { a: 1 } }, condition }),
      () => rows.update(key, { set: { when: new Date(0) }, currentVersion: 1 }, { requireExists: false }),
      () => rows.delete(key, { requireVersion: 1, condition }),
      () => rows.put({ ...key, item: { text: "put" } }, { requireVersion: 2 }),
      () => rows.put({ ...key, item: { text: "put" } }),
      () => rows.delete(key, { requireExists: true }),
    ];
    for (const work of works) {
      const outcome: unknown = await work().catch((error: unknown) => error);
      const isKnown = !(outcome instanceof Error) || isStandardDynamoError(outcome) || isRefusedByType(outcome);
      if (!isKnown) throw outcome;
    }
  }
}

// A stored version that is no number cannot be counted up: DynamoDB says so itself.
function isRefusedByType(error: Error): boolean {
  return error.name === "ValidationException";
}
