import { readFileSync } from "node:fs";
import { WriteOnceRepository } from "standard-dynamo";
import { beforeAll, describe, expect, test } from "vitest";
import { writeOnceDifferences } from "./accepted-differences.ts";
import { requests } from "./golden.ts";
import { libraries } from "./models.ts";
import { GoldenTable } from "./table.ts";
import { datetime, untag } from "./tagged.ts";

type Row = [string[], string[], number, number, string | null];

interface WriteOnceCase {
  readonly name: string;
  readonly consistent_reads: boolean;
  readonly written_in_order: [string[], string[]][];
  readonly stored_versions?: Record<string, [string, string]>;
}

const input = "input [partition_ids, content_ids, int_field, current_version, expiry]";
const cases = JSON.parse(
  readFileSync(new URL("../golden/write_once.json", import.meta.url), "utf8"),
) as (WriteOnceCase & Record<typeof input, Row[]>)[];

const keyText = (partitionIds: string[], contentIds: string[]) =>
  `test#integration#${partitionIds.join("#")} | example#${contentIds.join("#")}`;

const table = new GoldenTable();
const base = untag(requests.reads.find(({ name }) => name === "get")?.returned?.item) as Record<string, unknown>;

describe.each(libraries)("write once of the original, %s", (_library, models) => {
  // The cases build on each other, once with eventually and once with strongly consistent reads.
  describe.each([false, true])("consistent reads %s", (consistentReads) => {
    beforeAll(async () => {
      const repository = table.repository(models, "Example");
      for (const partitionIds of [["q", "2"], ["p", "1"], ["r"], ["e"], ["s"]])
        await repository.deletePrefix({ partitionIds });
    });

    const own = cases.filter((golden) => golden.consistent_reads === consistentReads);
    test.each(own.map((golden) => [golden.name, golden] as const))("%s", async (name, golden) => {
      const repository = table.repository(models, "Example", undefined, consistentReads);
      const contents = golden[input].map(([partitionIds, contentIds, int_field, currentVersion, expiry]) => ({
        partitionIds,
        contentIds,
        currentVersion,
        expiry: expiry === null ? undefined : datetime(expiry),
        item: { ...base, int_field },
      }));
      const { written, created, replaced, unchanged } = await new WriteOnceRepository(repository).write(contents);
      const difference = writeOnceDifferences[name];
      const expected = difference?.written ?? golden.written_in_order;
      expect(written.map(({ partitionIds, contentIds }) => [partitionIds, contentIds])).toEqual(expected);
      expect(created + replaced).toBe(expected.length);
      expect(created + replaced + unchanged).toBe(contents.length);
      // The golden table also holds what other cases have left there.
      const touched = new Set(golden[input].map(([partitionIds, contentIds]) => keyText(partitionIds, contentIds)));
      for (const [key, [, int]] of Object.entries(golden.stored_versions ?? {})) {
        if (!touched.has(key)) continue;
        const [partition = "", sort = ""] = key.split(" | ");
        expect(await table.getRaw(partition, sort)).toMatchObject({ int_field: { N: int } });
      }
    });
  });
});
