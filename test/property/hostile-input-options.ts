import * as fc from "fast-check";
import { type DynamoRepository, isCommandValidationError, isStandardDynamoError } from "standard-dynamo";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { rejection } from "../support/caught.ts";
import { checkAsync } from "./check.ts";
import { anyNames } from "./hostile-names.ts";
import { changedPrototypes } from "./hostile-prototypes.ts";
import { openHostileTable } from "./hostile-table.ts";

// Options, keys and queries as plain data from outside: what is no option is refused before anything is sent, and no
// object gets a meaning from what it is made of.

type Rows = DynamoRepository<{ n: number }>;

const place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };
const item = { n: 1 };
const key = { contentIds: "1" };

const flag = fc.boolean();
const count = fc.integer({ min: 1, max: 9 });
const version = fc.integer({ min: 0, max: 9 });
const reads = { consistentReads: flag, expired: fc.constantFrom("include", "hide") };
const conditions = { requireVersion: version, condition: fc.constantFrom({}, { n: 1 }, { n: { gt: 5 } }) };
const many = { ...reads, onInvalid: fc.constantFrom("throw", "skip", "return") };
const query = { ...many, sortAscending: flag, limit: count, pageSize: count, filters: fc.constantFrom({}, { n: 1 }) };

type Parts = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const operations: [name: string, options: Parts, call: (rows: Rows, options: object) => Promise<unknown>][] = [
  ["get", reads, (rows, options) => rows.get(key, options)],
  ["getBatch", { ...many, concurrency: count }, (rows, options) => rows.getBatch([key], options).page()],
  ["put", conditions, (rows, options) => rows.put({ ...key, item }, options)],
  ["putBatch", { concurrency: count }, (rows, options) => rows.putBatch([{ ...key, item }], options)],
  ["update", { requireExists: flag }, (rows, options) => rows.update(key, { set: item }, options)],
  ["delete", { ...conditions, requireExists: flag }, (rows, options) => rows.delete(key, options)],
  ["deletePrefix", { concurrency: count }, (rows, options) => rows.deletePrefix({ partitionIds: "none" }, options)],
  ["list", query, (rows, options) => rows.list(options).page()],
  ["listBetween", query, (rows, options) => rows.listBetween(options).page()],
];

/** The same entries in objects of several makes. */
const makes: ((entries: object) => object)[] = [
  (entries) => ({ ...entries }),
  (entries) => Object.freeze({ ...entries }),
  (entries) => Object.defineProperties(Object.create(null) as object, Object.getOwnPropertyDescriptors(entries)),
  (entries) => new Proxy({ ...entries }, {}),
];

// What is right for no option.
const nonsense = fc.oneof(
  fc.constantFrom<unknown>("yes", 1.5, Number.NaN, [], { toString: () => "true" }, "__proto__", new Date(0)),
  fc.constantFrom<unknown>(Number.POSITIVE_INFINITY, -0.5, "1", "include ", Symbol("it"), () => true, 10n),
);

export function describeHostileOptions(): void {
  describe("hostile input: options and keys", () => {
    describe.each(operations)("%s", (_, parts, call) => {
      const names = [...Object.keys(parts), "signal", "onProgress", "partitionIds", "contentPrefix"];
      const ranges = ["contentStart", "contentEnd", "cursor"];
      const right = fc.record(parts, { requiredKeys: [], noNullPrototype: true });
      const strange = anyNames.filter((name) => ![...names, ...ranges].includes(name));
      const wrong = fc.oneof(
        fc.tuple(strange, fc.constantFrom<unknown>(undefined, true, { polluted: true })),
        fc.tuple(fc.constantFrom(...Object.keys(parts)), nonsense),
      );

      test("takes its options from objects of every make, and refuses anything else before it sends", async () => {
        await using table = await openHostileTable();
        const rows = table.open(z.object({ n: z.int() }), place);
        const property = fc.asyncProperty(
          right,
          fc.option(wrong, { nil: undefined, freq: 2 }),
          fc.constantFrom(...makes),
          async (options, bad, make) => {
            table.sent.length = 0;
            if (bad === undefined) {
              const outcome: unknown = await call(rows, make(options)).catch((error: unknown) => error);
              // That there is no such record is an answer too.
              if (outcome instanceof Error) expect(outcome).toMatchObject({ code: "REQUEST_OBJECT_STATE" });
              return;
            }
            const [name, value] = bad;
            const entries = Object.defineProperty({ ...options }, name, {
              value,
              enumerable: true,
              configurable: true,
            });
            expect(await rejection(call(rows, make(entries)))).toSatisfy(isCommandValidationError);
            expect(table.sent).toEqual([]);
          },
        );
        await checkAsync(property, 10);
        expect(changedPrototypes()).toEqual([]);
      });
    });

    describe("keys and prefixes", () => {
      const ids = { partitionIds: ["a"], contentIds: ["b", "c"] };

      class Given {
        get partitionIds() {
          return ids.partitionIds;
        }
        get contentIds() {
          return ids.contentIds;
        }
      }

      test("of every make are the same key", async () => {
        await using table = await openHostileTable();
        const { requests } = table.open(z.object({ n: z.int() }), place);
        const expected = { PK: { S: "p#n#a" }, SK: { S: "t#b#c" } };
        const others = [new Given(), Object.create(ids) as object, new Proxy(ids, {}), { ...ids, other: 1 }];
        for (const some of [...makes.map((make) => make(ids)), ...others]) {
          expect(requests.get(some).input.Key).toEqual(expected);
        }
        const own = JSON.parse(`{"__proto__":${JSON.stringify(ids)}}`) as object;
        expect(requests.get(own).input.Key).toEqual({ PK: { S: "p#n#" }, SK: { S: "t#" } });
      });

      test("that say something else each time stay in their repository", async () => {
        await using table = await openHostileTable();
        const { requests } = table.open(z.object({ n: z.int() }), place);
        const texts = fc.array(fc.constantFrom("a", "b", "#", "../", "x#y", "", "p#m#"), {
          minLength: 1,
          maxLength: 5,
        });
        const property = fc.asyncProperty(texts, async (answers) => {
          let asked = 0;
          const answer = (): string => answers[asked++ % answers.length] ?? "";
          const each = new Proxy(["first", "second"], {
            get: (target, name) => (name === "0" || name === "1" ? answer() : (Reflect.get(target, name) as unknown)),
          });
          const joining = Object.assign(["first"], { join: answer, slice: () => [answer()], toString: answer });
          for (const liar of [each, joining]) {
            for (const make of [
              () => requests.get({ partitionIds: liar, contentIds: liar }).input.Key,
              () => requests.deletePrefix({ partitionIds: liar, contentPrefix: liar }).input.ExpressionAttributeValues,
            ]) {
              const made = unlessRefused(make);
              if (made === undefined) continue;
              const [partition, sort] = Object.values(made).map((value) => (value as { S: string }).S);
              expect(partition).toMatch(/^p#n#/);
              expect(sort).toMatch(/^t#/);
            }
          }
        });
        await checkAsync(property, 100);
      });
    });
  });
}

function unlessRefused<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!isStandardDynamoError(error)) throw error;
    return undefined;
  }
}
