import { isStandardDynamoError } from "standard-dynamo";
import { describe, expect, test } from "vitest";
import { readDifferences } from "./accepted-differences.ts";
import { type ReadCase, reads } from "./golden.ts";
import { decimalFields, libraries } from "./models.ts";
import { withoutNulls } from "./same-item.ts";
import { GoldenTable } from "./table.ts";
import { datetime, untag } from "./tagged.ts";

const table = new GoldenTable();

describe.each(libraries)("items of other writers, %s", (_library, models) => {
  test.each(reads.map((golden) => [golden.name, golden] as const))("%s", async (name, golden) => {
    const repository = table.repository(models, golden.model);
    const { partition, sort } = keyOf(golden);
    await table.deleteRaw(partition, sort);
    await table.putRaw(golden.item);
    const partitionIds = ids(partition, "test#integration#");
    const contentIds = ids(sort, "example#");
    const outcome = await repository.get({ partitionIds, contentIds }).then(
      ({ content }) => content,
      (error: unknown) => error,
    );
    await table.deleteRaw(partition, sort);

    const difference = readDifferences[name];
    if (difference?.ours === "refuses") {
      expect(isStandardDynamoError(outcome), String(outcome)).toBe(true);
      expect(String(outcome)).toMatch(/int_field/);
      return;
    }
    if (!golden.get) {
      // What the original chokes on is read, or refused naming the attribute: never another value.
      if (isStandardDynamoError(outcome)) expect(outcome.message).toContain(changedAttribute(golden));
      else expect(outcome).toMatchObject({ partitionIds, contentIds });
      return;
    }
    expect(outcome).toMatchObject({ partitionIds, contentIds, currentVersion: golden.get.current_version });
    if (difference?.ours === "differs") return;
    const content = outcome as { item: unknown; expiry?: Date };
    const decimals = decimalFields[golden.model] ?? [];
    expect(withoutNulls(content.item)).toEqual(withoutNulls(untag(golden.get.item, { decimals })));
    const expiry = (golden.get.expiry as { $datetime: string } | null)?.$datetime;
    expect(content.expiry).toEqual(expiry === undefined ? undefined : datetime(expiry));
  });
});

function keyOf({ item }: ReadCase): { partition: string; sort: string } {
  const { _table_item_id, _table_content_id } = item as Record<string, { S: string }>;
  return { partition: _table_item_id?.S ?? "", sort: _table_content_id?.S ?? "" };
}

function ids(key: string, start: string): string[] {
  return key === start ? [] : key.slice(start.length).split("#");
}

const plain = reads.find(({ name }) => name === "plain");

function changedAttribute({ item }: ReadCase): string {
  const base = plain?.item ?? {};
  const names = new Set([...Object.keys(base), ...Object.keys(item)]);
  const changed = [...names].filter((name) => JSON.stringify(item[name]) !== JSON.stringify(base[name]));
  return changed.find((name) => !name.startsWith("_table")) ?? "";
}
