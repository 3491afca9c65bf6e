import { describe, expect, test } from "vitest";
import { isStandardDynamoError } from "standard-dynamo";
import { putDifferences } from "./accepted-differences.ts";
import { type GoldenContent, puts } from "./golden.ts";
import { decimalFields, libraries } from "./models.ts";
import { canonical, setFields, withoutNulls } from "./same-item.ts";
import { GoldenTable } from "./table.ts";
import { datetime, untag } from "./tagged.ts";

const table = new GoldenTable();

describe.each(libraries)("puts of the original, %s", (_library, models) => {
  test.each(puts.cases.map((golden) => [golden.name, golden] as const))("%s", async (name, golden) => {
    const repository = table.repository(models, golden.model, puts.timestamp_frozen_at);
    const decimals = decimalFields[golden.model] ?? [];
    const content = contentOf(golden.input_tagged, decimals);
    const difference = putDifferences[name];
    const outcome = await repository.put(content).then(
      () => "stores",
      (error: unknown) => error,
    );

    if (difference?.ours === "refuses" || (golden.put.error !== undefined && difference === undefined)) {
      expect(isStandardDynamoError(outcome), String(outcome)).toBe(true);
      return;
    }
    expect(outcome).toBe("stores");
    const back = (await repository.get(content)).content;
    expect(withoutNulls(back?.item)).toEqual(withoutNulls(expectedItem(content.item)));
    if (difference?.ours === "stores") return;

    const { _table_item_id, _table_content_id } = golden.stored as Record<string, { S: string }>;
    const stored = await table.getRaw(full(_table_item_id), full(_table_content_id));
    const sets = setFields(golden.input_tagged.item);
    expect(canonical(stored ?? {}, sets)).toEqual(canonical(golden.stored ?? {}, sets));

    // What the original stored reads here as the same content.
    await table.putRaw(golden.stored ?? {});
    const read = (await repository.get(content)).content;
    expect(read?.currentVersion).toBe(golden.input_tagged.current_version);
    expect(read?.expiry?.getTime()).toBe(content.expiry === undefined ? undefined : cut(content.expiry));
    if (golden.get && difference?.ours !== "differs")
      expect(withoutNulls(read?.item)).toEqual(withoutNulls(untag(golden.get.item, { decimals })));
  });
});

function contentOf(golden: GoldenContent, decimals: readonly string[]) {
  const expiry = (golden.expiry as { $datetime?: string } | null)?.$datetime;
  return {
    partitionIds: untag(golden.partition_ids) as string[],
    contentIds: untag(golden.content_ids) as string[],
    currentVersion: golden.current_version,
    expiry: expiry === undefined ? undefined : datetime(expiry),
    item: untag(golden.item, { decimals }) as Record<string, unknown>,
  };
}

// An attribute that takes anything gives times back as stored: as text.
function expectedItem(item: unknown): unknown {
  const record = item as Record<string, unknown>;
  const loose = (value: unknown): unknown => {
    if (value instanceof Date) return value.toISOString();
    if (value instanceof Set) return [...value].map(loose);
    if (Array.isArray(value)) return value.map(loose);
    const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    return isPlain ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, loose(entry)])) : value;
  };
  const free = ["dict_field", "list_field", "any_field", "any_dict", "any_list"];
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, free.includes(name) ? loose(value) : value]),
  );
}

function full(key: { S: string } | undefined): string {
  return untag(key?.S) as string;
}

function cut(expiry: Date): number {
  return Math.trunc(expiry.getTime() / 1000) * 1000;
}
