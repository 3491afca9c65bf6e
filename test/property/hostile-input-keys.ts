import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { DynamoRepository, isStandardDynamoError, model } from "standard-dynamo";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { check } from "./check.ts";
import { anyText, hostileIds, idLists, nearText } from "./hostile-names.ts";
import { keyNames, type Place } from "./hostile-table.ts";

// No id, prefix, bound or cursor, whatever its text, names or reaches a record of another repository or partition.

const Item = model(z.object({ n: z.int() }));
const client = { send: () => Promise.reject(new Error("nothing is sent here")) } as unknown as DynamoDBClient;

// Mostly texts that are taken and of which many are alike, so that keys meet; else there is nothing to see.
const part = fc.oneof({ weight: 20, arbitrary: fc.constantFrom("", "a", "ab", "a$", "$", "\u0000") }, nearText);
const places: fc.Arbitrary<Place> = fc.record({ partitionPrefix: part, partitionName: part, contentType: part });
const ids = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.constantFrom("a", "ab", "a$", "$", "\u0000"), { maxLength: 2 }) },
  idLists,
);

interface Spot extends Place {
  readonly partitionIds: unknown;
  readonly contentIds: unknown;
}

const spots: fc.Arbitrary<Spot> = fc.tuple(places, ids, ids).map(([place, partitionIds, contentIds]) => {
  return { ...place, partitionIds, contentIds };
});

/** Two spots that have most in common. */
const pairs = fc
  .tuple(spots, spots, fc.subarray(["partitionPrefix", "partitionName", "contentType", "contentIds"]))
  .map(([left, other, kept]): [Spot, Spot] => {
    const shared = Object.fromEntries(Object.entries(left).filter(([name]) => !kept.includes(name)));
    return [left, { ...other, ...shared }];
  });

export function describeHostileKeys(): void {
  describe("hostile input: keys", () => {
    test("a key is refused, or belongs to one repository and one list of ids alone", () => {
      let equal = 0;
      const property = fc.property(pairs, ([left, right]) => {
        const [one, other] = [keyOf(left), keyOf(right)];
        if (one === undefined || other === undefined) return;
        const areEqual = JSON.stringify(one) === JSON.stringify(other);
        if (areEqual) equal++;
        expect(areEqual).toBe(isDeepStrictEqual(asLists(left), asLists(right)));
      });
      check(property, 800);
      expect(equal).toBeGreaterThan(30);
    });

    test("a key is refused whose bytes are more than DynamoDB takes, and no other for its length", () => {
      const property = fc.property(
        fc.constantFrom("a", "é", "\uFFFF", "\u{1F600}"),
        fc.integer({ min: 1, max: 2100 }),
        fc.constantFrom("partitionIds", "contentIds"),
        (character, count, option) => {
          const id = character.repeat(count);
          const bytes = Buffer.byteLength(option === "contentIds" ? `t#${id}` : `p#n#${id}`);
          const spot = { partitionPrefix: "p", partitionName: "n", contentType: "t", partitionIds: [], contentIds: [] };
          const isTaken = keyOf({ ...spot, [option]: [id] }) !== undefined;
          expect(isTaken).toBe(bytes <= (option === "contentIds" ? 1024 : 2048));
        },
      );
      check(property, 300);
    });

    const bounds = fc.record(
      { contentPrefix: fc.oneof(ids, fc.tuple(part, fc.constant(""))), contentStart: ids, contentEnd: ids },
      { requiredKeys: [] },
    );

    test.each(["list", "listBetween", "deletePrefix"] as const)(
      "%s asks for records of its own partition",
      (operation) => {
        let matched = 0;
        const property = fc.property(pairs, bounds, ([mine, theirs], { contentPrefix, ...between }) => {
          const range = operation === "listBetween" ? between : { contentPrefix };
          const query = { partitionIds: mine.partitionIds, ...range } as object;
          const input = accepted(() => repositoryAt(mine).requests[operation](query).input);
          const key = keyOf(theirs);
          if (input === undefined || key === undefined || !asksFor(input, key)) return;
          matched++;
          expect({ ...asLists(theirs), contentIds: [] }).toEqual({ ...asLists(mine), contentIds: [] });
        });
        check(property, 1600);
        expect(matched).toBeGreaterThan(20);
      },
    );

    const cursorTexts = fc.oneof(
      anyText(),
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
      fc.tuple(fc.oneof(nearText, hostileIds), fc.oneof(nearText, hostileIds)).map(cursorOf),
      nearText.map((text) => cursorOf(["a#b#", `c#${text}`])),
      nearText.map((text) => cursorOf([`a#b#${text}`, "c#"])),
      fc.nat(40).map((length) => cursorOf(["a#b#", "c#1"]).slice(0, length)),
      fc.constantFrom<unknown>(1, {}, [], true, ["a#b#", "c#1"], { toString: () => "W10" }),
    );

    test("a cursor is refused, or goes on within its own partition and range", () => {
      const place = { partitionPrefix: "a", partitionName: "b", contentType: "c" };
      let taken = 0;
      const property = fc.property(cursorTexts, fc.constantFrom([], ["1"], ["a", ""]), (cursor, contentPrefix) => {
        const query = { cursor, contentPrefix } as object;
        const input = accepted(() => repositoryAt(place).requests.list(query).input);
        const start = input?.ExclusiveStartKey as Key | undefined;
        if (start === undefined) return;
        taken++;
        expect(start.PK.S).toBe("a#b#");
        expect(start.SK.S.startsWith(`c#${contentPrefix.join("#")}`)).toBe(true);
      });
      check(property, 400);
      expect(taken).toBeGreaterThan(0);
    });
  });
}

interface Key {
  readonly PK: { readonly S: string };
  readonly SK: { readonly S: string };
}

function repositoryAt({ partitionPrefix, partitionName, contentType }: Place): DynamoRepository<{ n: number }> {
  return new DynamoRepository({ ...keyNames, partitionPrefix, partitionName, contentType, schema: Item, client });
}

/** `undefined` if the repository or the key is refused, by an error of ours. */
function keyOf(spot: Spot): Key | undefined {
  const { partitionIds, contentIds } = spot;
  const key = { partitionIds, contentIds } as object;
  return accepted(() => repositoryAt(spot).requests.get(key).input.Key as unknown as Key);
}

function accepted<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!isStandardDynamoError(error)) throw error;
    return undefined;
  }
}

/** What a spot says, with ids as lists: text stands for a list of one, what is absent for none. */
function asLists(spot: Spot): Spot {
  const list = (some: unknown): unknown => (typeof some === "string" ? [some] : (some ?? []));
  return { ...spot, partitionIds: list(spot.partitionIds), contentIds: list(spot.contentIds) };
}

/** Whether a key meets a KeyConditionExpression, which this library writes in two forms. */
function asksFor(input: ReturnType<DynamoRepository<never>["requests"]["list"]>["input"], { PK, SK }: Key): boolean {
  const values = Object.values(input.ExpressionAttributeValues ?? {}).map((value) => (value as { S: string }).S);
  const [partition = "", first = "", last] = values;
  if (partition !== PK.S) return false;
  if (input.KeyConditionExpression.includes("begins_with")) return SK.S.startsWith(first);
  return compareBytes(first, SK.S) <= 0 && compareBytes(SK.S, last ?? "") <= 0;
}

function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function cursorOf(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}
