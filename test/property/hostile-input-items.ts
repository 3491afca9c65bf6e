import { type } from "arktype";
import {
  ExactNumber,
  isCommandValidationError,
  isItemValidationError,
  model,
  type StandardSchemaV1,
} from "standard-dynamo";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { caught } from "../support/caught.ts";
import { changingAnswers } from "./changing-answers.ts";
import { openHostileTable } from "./hostile-table.ts";

// Items with code in them: getters, Proxies, objects that only look like a Date. A put stores what the schema has seen, or
// fails by an error of ours that names the place.

const place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };
const key = { contentIds: "1" };

const fromOutside = new Error("from outside");
const throwing = {
  get a(): never {
    throw fromOutside;
  },
};

/** Each: a schema in which `it` is an object with the text `a`. */
const schemas: [name: string, schema: StandardSchemaV1<{ it: { a: string } }>][] = [
  ["zod", z.object({ it: z.object({ a: z.string() }) })],
  ["valibot", v.object({ it: v.object({ a: v.string() }) })],
  ["arktype", type({ it: { a: "string" } })],
  ["no description", model(z.object({ it: z.any() }), { fields: false }) as never],
];

export function describeHostileItems(): void {
  describe("hostile input: items with code in them", () => {
    test.each(schemas)("%s: a getter that throws is refused at its place, with the cause", async (_, schema) => {
      await using table = await openHostileTable();
      const error = await caught(
        table.open(schema, place).put({ ...key, item: { it: throwing } }),
        isItemValidationError,
      );
      expect(error.issues).toEqual([
        { path: ["it", "a"], message: expect.stringContaining("could not be read") as string },
      ]);
      expect(error.message).not.toContain(fromOutside.message);
      expect(error.cause).toBe(fromOutside);
      expect(table.sent).toEqual([]);
    });

    test.each(schemas)("%s: a revoked Proxy is refused at its place", async (_, schema) => {
      await using table = await openHostileTable();
      const rows = table.open(schema, place);
      for (const [item, path] of [
        [{ it: revoked() }, ["it"]],
        [revoked(), []],
      ]) {
        const error = await caught(rows.put({ ...key, item: item as never }), isItemValidationError);
        expect(error.issues).toEqual([{ path, message: expect.stringContaining("could not be read") as string }]);
      }
      expect(table.sent).toEqual([]);
    });

    test.each(schemas.slice(0, 3))(
      "%s: an attribute that says something else each time is stored as it was checked, or refused",
      async (_, schema) => {
        await using table = await openHostileTable();
        const rows = table.open(schema, place);
        for (let late = 0; late < 6; late++) {
          const answer = changingAnswers(late);
          const it = {
            get a(): never {
              return answer() as never;
            },
          };
          const outcome = await rows.put({ ...key, item: { it } }).catch((error: unknown) => error);
          if (isItemValidationError(outcome)) continue;
          expect(outcome).toMatchObject({ currentVersion: 1 });
          expect((await rows.get(key)).content?.item.it.a).toMatch(/early|first|last/);
        }
      },
    );

    test.each([
      ["an object with the prototype of a Date", Object.create(Date.prototype)],
      ["a revoked Proxy", revoked()],
      ["a Proxy of a Date", new Proxy(new Date(), {})],
    ])("%s is no expiry", async (_, expiry) => {
      await using table = await openHostileTable();
      const rows = table.open(z.object({}), place);
      for (const work of [
        rows.put({ ...key, item: {}, expiry: expiry as Date }),
        rows.update(key, { expiry: expiry as Date }),
      ]) {
        const { issues } = await caught(work, isCommandValidationError);
        expect(issues).toMatchObject([{ path: ["expiry"] }]);
      }
      expect(table.sent).toEqual([]);
    });

    test.each<[what: string, item: unknown]>([
      ["a native set", new Set(["a"])],
      ["a number", new ExactNumber(`0.${"1".repeat(20)}`)],
      ["bytes", Uint8Array.of(1)],
    ])("%s is no item", async (_, item) => {
      await using table = await openHostileTable();
      const Anything: StandardSchemaV1 = z.any();
      const rows = table.open(model(Anything, { sets: "native" }), place);
      const { issues } = await caught(rows.put({ ...key, item }), isItemValidationError);
      expect(issues).toEqual([{ path: [], message: "an item is an object" }]);
    });

    test("the same bytes twice in a native set are refused", async () => {
      await using table = await openHostileTable();
      const rows = table.open(model(z.object({ tags: z.set(z.instanceof(Uint8Array)) }), { sets: "native" }), place);
      const item = { tags: new Set([Uint8Array.of(1), Uint8Array.of(1)]) };
      const { issues } = await caught(rows.put({ ...key, item }), isItemValidationError);
      expect(issues).toMatchObject([{ path: ["tags"] }]);
      expect(table.sent).toEqual([]);
    });

    const Decimals = model(z.object({ price: z.string() }), { decimals: ["price"] });
    const Numbers = model(z.object({ n: z.number(), big: z.bigint() }));
    test.each<[what: string, work: () => unknown]>([
      ["zeros and a letter", () => Decimals.serialize({ price: `${"0".repeat(40_000)}x` })],
      ["zeros between ones", () => Decimals.serialize({ price: `1${"0".repeat(40_000)}1` })],
      ["stored zeros and a letter for a number", () => Numbers.parse({ n: `${"0".repeat(40_000)}x`, big: 1 })],
      ["a stored exponent for a number", () => Numbers.parse({ n: "1e999999999", big: 1 })],
      ["stored digits for a bigint", () => Numbers.parse({ n: 1, big: "9".repeat(400_000) })],
    ])("numeric text is read in linear time: %s", (_, work) => {
      const started = process.cpuUsage();
      expect(work).toThrow(expect.objectContaining({ code: "ITEM_VALIDATION" }) as Error);
      expect(process.cpuUsage(started).user).toBeLessThan(500_000);
    });
  });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
