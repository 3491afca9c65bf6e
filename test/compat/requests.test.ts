import { isStandardDynamoError, type PartitionedContent } from "standard-dynamo";
import { beforeAll, describe, expect, test } from "vitest";
import { requestDifferences } from "./accepted-differences.ts";
import { type RequestCase, requests } from "./golden.ts";
import { libraries, type Models } from "./models.ts";
import { zodModels } from "./models-zod.ts";
import { withoutNulls } from "./same-item.ts";
import { type AnyRepository, GoldenTable } from "./table.ts";
import { untag } from "./tagged.ts";

type Contents = readonly PartitionedContent<Record<string, unknown>>[];

const table = new GoldenTable();

beforeAll(async () => {
  for (const item of requests.stored_before) await table.putRaw(item);
});

describe.each(libraries)("reads of the original, %s", (_library, models) => {
  test.each(requests.reads.map((golden) => [golden.name, golden] as const))("%s", async (name, golden) => {
    const difference = requestDifferences[name];
    const outcome = await readAs(golden, models).catch((error: unknown) => error);
    if (difference?.ours === "refuses" || (golden.error !== undefined && difference === undefined)) {
      expect(isStandardDynamoError(outcome), String(outcome)).toBe(true);
      return;
    }
    expect(outcome, String(outcome)).toBeInstanceOf(Array);
    const ids = (outcome as Contents).map(({ partitionIds, contentIds }) => [partitionIds, contentIds]);
    if (difference !== undefined) {
      expect(ids).toEqual(difference.ids);
      return;
    }
    if (golden.method === "get") {
      const [content] = outcome as Contents;
      expect(withoutNulls(content?.item)).toEqual(
        withoutNulls(golden.returned ? untag(golden.returned.item) : undefined),
      );
      return;
    }
    expect(ids).toEqual(bare(golden.returned_ids?.flat() ?? []));
  });
});

describe("deletes by prefix of the original", () => {
  test.each(requests.deletes.map((golden) => [JSON.stringify(golden.args), golden] as const))(
    "%s",
    async (_name, golden) => {
      for (const item of requests.stored_before) await table.putRaw(item);
      const [partitionIds, contentPrefix] = golden.args as [string[] | null, string[] | null];
      const { records } = await table.repository(zodModels, "Example").deletePrefix({ partitionIds, contentPrefix });
      expect(records).toBe(golden.v2.deleted.length);
      for (const item of requests.stored_before) {
        const { _table_item_id, _table_content_id } = item as Record<string, { S: string }>;
        const [partition, sort] = [_table_item_id?.S ?? "", _table_content_id?.S ?? ""];
        const isDeleted = golden.v2.deleted.some((pair) => pair[0] === partition && pair[1] === sort);
        expect((await table.getRaw(partition, sort)) === undefined).toBe(isDeleted);
      }
      for (const item of requests.stored_before) await table.putRaw(item);
    },
  );
});

async function readAs(golden: RequestCase, models: Models): Promise<Contents> {
  const repository = table.repository(models, "Example", undefined, golden.consistent_reads);
  const [first, second, third, fourth] = (Array.isArray(golden.args) ? golden.args : []).map((arg: unknown) =>
    untag(arg),
  );
  // Python takes the order and the limit by position too.
  const positional = golden.method === "list" ? { sort_ascending: third as boolean, limit: fourth as number } : {};
  const { limit, sort_ascending: sortAscending } = { ...positional, ...golden.kwargs };
  const options = { limit, sortAscending, filters: filtersOf(golden) };
  switch (golden.method) {
    case "get":
      return contentOf(repository, first, second);
    case "get_batch":
      return repository.getBatch(keysOf(golden, first)).toArray();
    case "list":
      return repository
        .list({ partitionIds: first as string[], contentPrefix: second as string[], ...options })
        .toArray();
    case "list_between": {
      const range = { contentStart: second as string[], contentEnd: third as string[] };
      return repository.listBetween({ partitionIds: first as string[], ...range, ...options }).toArray();
    }
  }
}

async function contentOf(repository: AnyRepository, partitionIds: unknown, contentIds: unknown): Promise<Contents> {
  const { content } = await repository.get({
    partitionIds: partitionIds as string[],
    contentIds: contentIds as string[],
  });
  return content === undefined ? [] : [content];
}

function* keysOf(golden: RequestCase, keys: unknown): Generator<{ partitionIds: string[]; contentIds: string[] }> {
  const list = golden.name === "get_batch_generator" ? [[["p"], ["1"]]] : (keys as [string[], string[]][]);
  for (const [partitionIds = [], contentIds = []] of list) yield { partitionIds, contentIds };
}

function filtersOf({ filters }: RequestCase): Record<string, unknown> | undefined {
  if (filters === undefined) return undefined;
  const entries = (map: Record<string, unknown>) =>
    Object.entries(map).map(([name, value]) => [name, untag(value)] as const);
  return {
    $and: [
      ...[...(untag(filters.not_exists) as Set<string>)].map((name) => ({ [name]: { exists: false } })),
      ...entries(filters.equals).map(([name, value]) => ({ [name]: value })),
      ...entries(filters.not_equals).map(([name, value]) => ({ [name]: { ne: value } })),
      { int_field: { exists: true } },
    ],
  };
}

// The original reads a bare prefix as one empty id.
function bare(ids: readonly [string[], string[]][]): unknown {
  return ids.map((pair) => pair.map((list) => (list.length === 1 && list[0] === "" ? [] : list)));
}
