import * as fc from "fast-check";
import { type ContentKey, compareContents } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import { type KeySpace, keyPair, recordKey } from "../../packages/standard-dynamo/src/key/key-space.ts";
import { check, checkAsync } from "./check.ts";
import { openTable } from "./table.ts";
import { id, ids } from "./text.ts";

const space: KeySpace = { partitionKey: "PK", sortKey: "SK", partitionStart: "a#b#", contentStart: "c#" };

const Item = z.object({ n: z.int() });

const keys = fc.record({ partitionIds: ids, contentIds: ids });

/** Ids that share beginnings, so that prefixes and ranges find something. (No U+0000: the engine ends a prefix there.) */
const near = fc.array(fc.constantFrom("a", "b", "ab", "a!", "a$", "é", "\uFFFF", "\u{1F600}", "a\u0001", "1", "10"), {
  maxLength: 3,
});

const nearKeys = fc.uniqueArray(near, { selector: (some) => some.join("#"), maxLength: 25 });

test("ids come back from their key", () => {
  check(
    fc.property(keys, (key) => {
      expect(recordKey(space, keyPair(space, key))).toEqual(key);
    }),
    1000,
  );
});

test("two keys are equal only if their ids are", () => {
  const closeKeys = fc.record({ partitionIds: near, contentIds: near });
  check(
    fc.property(closeKeys, closeKeys, (left, right) => {
      const areEqual = JSON.stringify(keyPair(space, left)) === JSON.stringify(keyPair(space, right));
      expect(areEqual).toBe(JSON.stringify(left) === JSON.stringify(right));
    }),
    1000,
  );
});

test("compareContents is the order of the bytes of the keys", () => {
  check(
    fc.property(fc.oneof(keys, near.map(contentKey)), fc.oneof(keys, near.map(contentKey)), (left, right) => {
      const [a, b] = [keyPair(space, left), keyPair(space, right)];
      const bytes = compareBytes(a.partition, b.partition) || compareBytes(a.sort, b.sort);
      expect(compareContents(left, right)).toBe(bytes);
    }),
    1000,
  );
});

test("a list is in the order of compareContents, in both directions", async () => {
  await using table = await openTable();
  const property = fc.asyncProperty(fc.oneof(nearKeys, fc.uniqueArray(ids, { selector: joined })), async (all) => {
    const repository = table.repository(Item);
    await repository.putBatch(all.map((contentIds, n) => ({ contentIds, item: { n } })));
    const sorted = all.map(contentKey).sort(compareContents).map(idsOf);
    expect((await repository.list().toArray()).map(idsOf)).toEqual(sorted);
    expect((await repository.list({ sortAscending: false }).toArray()).map(idsOf)).toEqual(sorted.toReversed());
  });
  await checkAsync(property, 40);
});

test("a prefix selects the contents whose joined ids begin with it", async () => {
  await using table = await openTable();
  const property = fc.asyncProperty(nearKeys, near, fc.boolean(), async (all, prefix, closed) => {
    fc.pre(!closed || prefix.length > 0);
    const repository = table.repository(Item);
    await repository.putBatch(all.map((contentIds, n) => ({ contentIds, item: { n } })));
    const contentPrefix = closed ? [...prefix, ""] : prefix;
    const expected = all.filter((some) => joined(some).startsWith(joined(contentPrefix))).map(joined);
    const found = (await repository.list({ contentPrefix }).toArray()).map(({ contentIds }) => joined(contentIds));
    expect(found).toEqual(expected.sort(compareBytes));
    const { records } = await repository.deletePrefix({ contentPrefix });
    expect(records).toBe(expected.length);
    expect(await repository.list().toArray()).toHaveLength(all.length - expected.length);
  });
  await checkAsync(property, 60);
});

test("listBetween selects from the first to the last, both included", async () => {
  await using table = await openTable();
  const property = fc.asyncProperty(nearKeys, near, near, fc.boolean(), async (all, one, other, sortAscending) => {
    const repository = table.repository(Item);
    await repository.putBatch(all.map((contentIds, n) => ({ contentIds, item: { n } })));
    const swap = other.length > 0 && compareBytes(joined(one), joined(other)) > 0;
    const [contentStart, contentEnd] = swap ? [other, one] : [one, other];
    const expected = all
      .map(joined)
      .filter((some) => compareBytes(some, joined(contentStart)) >= 0)
      .filter((some) => contentEnd.length === 0 || compareBytes(some, joined(contentEnd)) <= 0)
      .sort(compareBytes);
    const found = await repository.listBetween({ contentStart, contentEnd, sortAscending }).toArray();
    expect(found.map(({ contentIds }) => joined(contentIds))).toEqual(sortAscending ? expected : expected.toReversed());
  });
  await checkAsync(property, 60);
});

test("records of a batch are kept apart, whatever their ids are", async () => {
  await using table = await openTable();
  const hostile = fc.array(fc.constantFrom("a", "a\u0000record"), { maxLength: 2 });
  const property = fc.asyncProperty(
    fc.uniqueArray(fc.record({ partitionIds: hostile, contentIds: hostile }), {
      selector: (key) => JSON.stringify(key),
      maxLength: 20,
    }),
    async (all) => {
      const repository = table.repository(Item);
      await repository.putBatch(all.map((key, n) => ({ ...key, item: { n } })));
      const read = await repository.getBatch(all).items();
      expect(read).toEqual(all.map((_, n) => ({ n })));
    },
  );
  await checkAsync(property, 60);
});

test("a list of ids that is no key is refused before anything is sent", () => {
  const wrong = fc.oneof(
    fc.constant(""),
    fc.tuple(id, id).map((two) => two.join("#")),
    fc.constantFrom("\uD800", "a\uDC00"),
  );
  check(
    fc.property(ids, wrong, ids, (before, one, after) => {
      expect(() => keyPair(space, { contentIds: [...before, one, ...after] })).toThrow(
        expect.objectContaining({
          code: "KEY_VALIDATION",
          issues: [expect.objectContaining({ path: ["contentIds", before.length] })],
        }),
      );
    }),
    200,
  );
});

function contentKey(contentIds: readonly string[]): ContentKey {
  return { contentIds };
}

function idsOf({ contentIds }: ContentKey): unknown {
  return contentIds;
}

function joined(some: readonly string[]): string {
  return some.join("#");
}

function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
