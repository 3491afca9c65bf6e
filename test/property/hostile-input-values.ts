import { isDeepStrictEqual } from "node:util";
import { type } from "arktype";
import * as fc from "fast-check";
import { isItemValidationError, model, type StandardSchemaV1 } from "standard-dynamo";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { caught } from "../support/caught.ts";
import { changingAnswers } from "./changing-answers.ts";
import { checkAsync } from "./check.ts";
import { changedPrototypes } from "./hostile-prototypes.ts";
import { type HostileTable, openHostileTable } from "./hostile-table.ts";
import { type HostileValue, largeValues, plainerValues, refusedValues } from "./hostile-value.ts";

// A value is refused before anything is sent, with the name of its attribute, or a read gives it back.

interface Row {
  it: unknown;
}

const schemas: [name: string, schema: StandardSchemaV1<Row, Row> | ReturnType<typeof model<StandardSchemaV1<Row>>>][] =
  [
    ["zod", z.object({ it: z.any() })],
    ["valibot", v.object({ it: v.any() })],
    ["arktype", type({ it: "unknown" })],
    ["no description", model(z.object({ it: z.any() }), { fields: false })],
  ];

const place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };
const key = { contentIds: "1" };

/** CPU time that one value may take, in seconds: far more than it takes, far less than a hang. */
const patience = 20;

export function describeHostileValues(): void {
  describe("hostile input: values", () => {
    // In one test for each library: there are too many to start an engine for each.
    describe.each(schemas)("%s", (_, schema) => {
      test("what cannot be stored is refused, and what can be comes back as it is", async () => {
        await using table = await openHostileTable();
        const rows = table.open(schema, place);
        for (const value of [...refusedValues, ...plainerValues]) await expectRefusedOrBack(table, rows, value);
        expect(changedPrototypes()).toEqual([]);
      });
    });

    test("what is too large is refused in time, with the name of the attribute", async () => {
      await using table = await openHostileTable();
      const rows = table.open(z.object({ it: z.any() }), place);
      for (const value of largeValues) {
        const started = process.cpuUsage();
        await expectRefusedOrBack(table, rows, value);
        const { user, system } = process.cpuUsage(started);
        expect(user + system, value.label).toBeLessThan(patience * 1e6);
      }
    });

    test("a hostile value beside others is refused at its path, and nothing of a batch is sent", async () => {
      await using table = await openHostileTable();
      const Rows = z.object({ rows: z.array(z.record(z.string(), z.any())) });
      const rows = table.open(Rows, place);
      const property = fc.asyncProperty(fc.constantFrom(...refusedValues), fc.nat(3), async ({ make }, index) => {
        const some = Array.from({ length: 4 }, (__, at) => ({ it: at === index ? make() : "well" }));
        const work = rows.putBatch([
          { contentIds: "1", item: { rows: [] } },
          { contentIds: "2", item: { rows: some } },
        ]);
        const { issues, key: record } = await caught(work, isItemValidationError);
        expect(record?.contentIds).toEqual(["2"]);
        expect(issues.map(({ path }) => path.slice(0, 3))).toEqual([["rows", index, "it"]]);
      });
      await checkAsync(property, 40);
      expect(table.sent).toEqual([]);
    });

    test.each<[library: string, schema: StandardSchemaV1<{ name: string }>]>([
      ["zod", z.object({ name: z.string() })],
      ["valibot", v.object({ name: v.string() })],
    ])(
      "%s: an attribute that says something else each time is stored as it was checked, or refused",
      async (_, schema) => {
        await using table = await openHostileTable();
        const rows = table.open(schema, place);
        for (let late = 0; late < 6; late++) {
          const answer = changingAnswers(late);
          const item = {
            get name() {
              return answer() as string;
            },
          };
          const outcome = await rows.put({ ...key, item }).catch((error: unknown) => error);
          if (isItemValidationError(outcome)) continue;
          expect(outcome).toMatchObject({ currentVersion: 1 });
          expect((await rows.get(key)).content?.item.name).toMatch(/early|first|last/);
        }
      },
    );
  });
}

async function expectRefusedOrBack(
  table: HostileTable,
  rows: ReturnType<typeof table.open<Row>>,
  { label, make, back }: HostileValue,
): Promise<void> {
  table.sent.length = 0;
  const put = rows.put({ ...key, item: { it: make() } });
  if (back === undefined) {
    const error = await caught(put, isItemValidationError);
    // The size is that of the whole item, so the attribute stands in the message.
    const names = error.issues.map(({ path, message }) => path[0] ?? /largest: (\w+)/.exec(message)?.[1]);
    expect(names, label).toEqual(["it"]);
    expect(table.sent, label).toEqual([]);
    return;
  }
  await put;
  const { content } = await rows.get(key);
  expect(isDeepStrictEqual(content?.item.it, back.value), label).toBe(true);
}
