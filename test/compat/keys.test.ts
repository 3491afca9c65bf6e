import { describe, expect, test } from "vitest";
import { isKeyValidationError } from "standard-dynamo";
import { keys } from "./golden.ts";
import { zodModels } from "./models-zod.ts";
import { GoldenTable } from "./table.ts";
import { untag } from "./tagged.ts";

const table = new GoldenTable();
const item = { name: "n", blob: "b" };

describe("keys of the original", () => {
  test.each(keys.map((golden) => [golden.name, golden] as const))("%s", async (_name, golden) => {
    const repository = table.repository(zodModels, "Many");
    const partitionIds = untag(golden.partition_ids) as string[];
    const contentIds = untag(golden.content_ids) as string[];
    const hasBadId = [...partitionIds, ...contentIds].some((id) => id === "" || id.includes("#"));
    if (hasBadId) {
      expect(() => repository.requests.put({ partitionIds, contentIds, item })).toThrow(
        expect.toSatisfy(isKeyValidationError) as never,
      );
      return;
    }
    const { Item } = repository.requests.put({ partitionIds, contentIds, item }).input;
    expect(Item["_table_item_id"]).toEqual({ S: untag(golden.partition_key) });
    expect(Item["_table_content_id"]).toEqual({ S: untag(golden.sort_key) });
    await repository.put({ partitionIds, contentIds, item });
    const { content } = await repository.get({ partitionIds, contentIds }, { consistentReads: true });
    expect(content).toMatchObject({ partitionIds, contentIds });
  });
});
