import * as fc from "fast-check";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Contents, FilterCommand } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { checkAsync } from "./check.ts";
import { openTable } from "./table.ts";

const Item = z.object({ n: z.int(), filler: z.string().optional() });
type Item = z.infer<typeof Item>;

const queries = fc.record({
  count: fc.integer({ min: 0, max: 25 }),
  pageSize: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  limit: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
  sortAscending: fc.boolean(),
  modulus: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
});

test("limit is exact, and no request is sent that is not needed", async () => {
  await using table = await openTable();
  const requests = countRequests(table.client);
  const property = fc.asyncProperty(queries, async ({ count, modulus, ...query }) => {
    const repository = table.repository(Item);
    await repository.putBatch(Array.from({ length: count }, (_, n) => content(n)));
    const isWanted = (n: number): boolean => modulus === undefined || n % modulus === 0;
    const all = numbers(count, query.sortAscending);
    const filters = modulus === undefined ? undefined : filterOf(all.filter(isWanted));
    const before = requests.count;
    const found = await repository.list({ ...query, filters }).items();
    expect(found.map(({ n }) => n)).toEqual(all.filter(isWanted).slice(0, query.limit));
    const most = requestsNeeded(all.map(isWanted), { ...query, filtered: filters !== undefined });
    expect(requests.count - before).toBeLessThanOrEqual(most);
  });
  await checkAsync(property, 120);
});

test("pages by cursor, put together, are the whole", async () => {
  await using table = await openTable();
  const property = fc.asyncProperty(queries, async ({ count, modulus, limit, ...query }) => {
    const repository = table.repository(Item);
    await repository.putBatch(Array.from({ length: count }, (_, n) => content(n)));
    const wanted = numbers(count, query.sortAscending).filter((n) => modulus === undefined || n % modulus === 0);
    const filters = modulus === undefined ? undefined : filterOf(wanted);
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const perCall = Math.max(1, limit ?? 5);
      const [items, next] = await firstCall(repository.list({ ...query, filters, limit: perCall, cursor }));
      expect(items.length).toBeLessThanOrEqual(perCall);
      if (next !== undefined) expect(items).toHaveLength(perCall);
      found.push(...items);
      cursor = next;
    } while (cursor !== undefined);
    expect(found).toEqual(wanted);
  });
  await checkAsync(property, 80);
});

test("pages that end by size are put together as well", async () => {
  await using table = await openTable();
  const requests = countRequests(table.client);
  const repository = table.repository(Item);
  const filler = "x".repeat(300_000);
  for (let n = 0; n < 8; n++) await repository.put(content(n, filler));
  const property = fc.asyncProperty(
    fc.integer({ min: 0, max: 9 }),
    fc.boolean(),
    fc.boolean(),
    async (limit, sortAscending, filtered) => {
      const filters = filtered ? { n: { gte: 0 } } : undefined;
      const before = requests.count;
      const found = await repository.list({ limit, sortAscending, filters }).items();
      expect(found.map(({ n }) => n)).toEqual(numbers(8, sortAscending).slice(0, limit));
      // At least three records of 300 KB fit a page of 1 MB.
      expect(requests.count - before).toBeLessThanOrEqual(Math.ceil(Math.min(limit, 8) / 3) + (limit > 8 ? 1 : 0));
    },
  );
  await checkAsync(property, 12);
});

test("first asks for no more than one", async () => {
  await using table = await openTable();
  const requests = countRequests(table.client);
  const repository = table.repository(Item);
  await repository.putBatch(Array.from({ length: 20 }, (_, n) => content(n)));
  const before = requests.count;
  expect((await repository.list({ pageSize: 2 }).first())?.item).toEqual({ n: 0 });
  expect((await repository.list({ pageSize: 2, filters: { n: 5 } }).first())?.item).toEqual({ n: 5 });
  expect(requests.count - before).toBe(1 + 3);
});

test("getBatch gives what is there, each record once, in the order of the keys", async () => {
  await using table = await openTable();
  const repository = table.repository(Item);
  await repository.putBatch(Array.from({ length: 150 }, (_, n) => content(n)));
  const property = fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 260 }), async (asked) => {
    const found = await repository.getBatch(asked.map((n) => content(n))).items();
    expect(found.map(({ n }) => n)).toEqual([...new Set(asked)].filter((n) => n < 150));
  });
  await checkAsync(property, 12);
});

function content(n: number, filler?: string): { readonly contentIds: string; readonly item: Item } {
  return { contentIds: String(n).padStart(3, "0"), item: filler === undefined ? { n } : { n, filler } };
}

function numbers(count: number, ascending: boolean): number[] {
  const all = Array.from({ length: count }, (_, n) => n);
  return ascending ? all : all.toReversed();
}

function filterOf(wanted: readonly number[]): FilterCommand<Item> {
  return wanted.length === 0 ? { n: -1 } : { n: { in: wanted } };
}

interface Asked {
  readonly pageSize: number | undefined;
  readonly limit: number | undefined;
  readonly filtered: boolean;
}

// DynamoDB says that there is more as soon as it has looked at as many records as it was asked to.
function requestsNeeded(wanted: readonly boolean[], { pageSize, limit, filtered }: Asked): number {
  let position = 0;
  let missing = limit ?? Number.POSITIVE_INFINITY;
  for (let requests = 0; ; requests++) {
    if (missing <= 0) return requests;
    const looked = Math.min(pageSize ?? Number.POSITIVE_INFINITY, filtered ? Number.POSITIVE_INFINITY : missing);
    missing -= wanted.slice(position, position + looked).filter(Boolean).length;
    position += looked;
    if (position > wanted.length) return requests + 1;
  }
}

// What one call with a limit gives, and where its last page says to go on.
async function firstCall(contents: Contents<Item>): Promise<readonly [number[], string | undefined]> {
  const found: number[] = [];
  let cursor: string | undefined;
  for await (const page of contents.pages()) {
    found.push(...page.contents.map(({ item }) => item.n));
    cursor = page.cursor;
  }
  return [found, cursor];
}

function countRequests(client: DynamoDBClient): { readonly count: number } {
  const requests = { count: 0 };
  client.middlewareStack.add(
    (next) => (args) => {
      requests.count++;
      return next(args);
    },
    { step: "initialize" },
  );
  return requests;
}
