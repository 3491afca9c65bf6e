import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as fc from "fast-check";
import { DynamoRepository, isCommandValidationError, model, type StandardSchemaV1 } from "standard-dynamo";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { check, checkAsync } from "./check.ts";
import { type Expressions, namesInExpressions } from "./hostile-expression.ts";
import { anyNames, hostileNames } from "./hostile-names.ts";
import { changedPrototypes } from "./hostile-prototypes.ts";
import { keyNames, openHostileTable } from "./hostile-table.ts";

// Whatever text a command holds, an expression is made of our own words and of placeholders: names stand in
// ExpressionAttributeNames only, values in ExpressionAttributeValues only.

type Schema = Parameters<typeof repositoryOf>[0];

const schemas: [name: string, schema: Schema][] = [
  ["zod", z.looseObject({ map: z.record(z.string(), z.any()).optional(), list: z.array(z.any()).optional() })],
  ["valibot", v.looseObject({ map: v.optional(v.record(v.string(), v.any())), list: v.optional(v.array(v.any())) })],
  ["no description", model(z.looseObject({}), { fields: false })],
];

const client = { send: () => Promise.reject(new Error("nothing is sent here")) } as unknown as DynamoDBClient;
const place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };
const key = { contentIds: "1" };
const own = ["PK", "SK", "_timestamp", "_object_version", "_ttl"];

const values = fc.oneof(anyNames, fc.integer(), fc.constantFrom(null, true, undefined, 1n, new Date(0), ["a"], {}));

const conditions = fc.letrec<{ filter: object; operators: object; attribute: unknown }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    dictionary(tie("attribute")),
    fc.record({ $and: fc.array(tie("filter"), { maxLength: 2 }) }),
    fc.record({ $or: fc.array(tie("filter"), { maxLength: 2 }), $not: tie("filter") }, { requiredKeys: [] }),
  ),
  operators: fc.record(
    {
      eq: values,
      ne: values,
      lt: values,
      gte: values,
      in: fc.array(values, { minLength: 1, maxLength: 3 }),
      between: fc.tuple(fc.integer(), fc.integer()),
      exists: fc.boolean(),
      beginsWith: anyNames,
      contains: values,
      size: fc.oneof(fc.nat(), fc.record({ gt: fc.nat() })),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
  attribute: fc.oneof({ maxDepth: 3 }, tie("operators"), values, dictionary(tie("attribute"))),
})).filter;

const patches = dictionary(fc.oneof(values, dictionary(fc.oneof(values, fc.array(values, { maxLength: 2 })))));
const amounts = dictionary(fc.oneof(fc.integer(), dictionary(fc.integer())));
const appends = dictionary(fc.array(values, { maxLength: 2 }));
const removals = fc.oneof(fc.array(anyNames, { maxLength: 2 }), dictionary(fc.constant(true)));
const commands = fc.record(
  { set: patches, replace: patches, increment: amounts, append: appends, remove: removals, condition: conditions },
  { requiredKeys: [], noNullPrototype: true },
);

export function describeHostileCommands(): void {
  describe("hostile input: expressions", () => {
    describe.each(schemas)("%s", (_, schema) => {
      const { requests } = repositoryOf(schema);

      test.each<[operation: string, make: (command: object) => Expressions, command: fc.Arbitrary<object>]>([
        ["an update", (command) => requests.update(key, command).input, commands],
        ["an update with one section", (set) => requests.update(key, { set }).input, patches],
        ["the condition of a put", (condition) => requests.put({ ...key, item: {} }, { condition }).input, conditions],
        ["the condition of a delete", (condition) => requests.delete(key, { condition }).input, conditions],
        ["a filter", (filters) => requests.list({ filters }).input, conditions],
      ])("%s is refused, or made of placeholders", (_operation, make, some) => {
        let made = 0;
        const property = fc.property(some, (command) => {
          const before = JSON.stringify(command, withBigints);
          const input = unlessRefused(() => make(command));
          if (input === undefined) return;
          const names = namesInExpressions(input);
          if (names.some((name) => !own.includes(name))) made++;
          const texts = new Set([...own, ...textsIn(command)]);
          expect(names.filter((name) => !texts.has(name))).toEqual([]);
          expect(JSON.stringify(command, withBigints)).toBe(before);
        });
        check(property, 80);
        expect(made).toBeGreaterThan(2);
        expect(changedPrototypes()).toEqual([]);
      });
    });

    test("what is given as eq is a value, never an operator", () => {
      const { requests } = repositoryOf(z.object({ name: z.string(), any: z.any() }));
      const attribute = fc.constantFrom("name", "any");
      const outside = fc.oneof(
        fc.jsonValue(),
        fc.constantFrom<unknown>({ ne: "" }, { exists: true }, { $exists: true }),
      );
      const property = fc.property(attribute, outside, (name, eq) => {
        const input = unlessRefused(() => requests.list({ filters: { [name]: { eq } } }).input);
        if (input === undefined) return;
        expect(input.FilterExpression).toMatch(/^#n2 = :v2$/);
        expect(name === "name" && typeof eq !== "string").toBe(false);
      });
      check(property, 200);
    });

    test("a decimal may have any name", () => {
      const names = hostileNames.filter((name) => !name.includes(".") && !own.includes(name));
      const property = fc.property(names, (name) => {
        const schema = z.object({ [name]: z.string() });
        const { requests } = repositoryOf(model(schema, { decimals: [name] }));
        const { input } = requests.update(key, { set: { [name]: "1.50" } });
        expect(namesInExpressions(input)).toContain(name);
        expect(input.ExpressionAttributeValues).toMatchObject({ ":v0": { N: "1.5" } });
      });
      check(property, 150);
    });

    test.each([
      "SET #n0 = :v0, admin = :v1",
      "SET #n0 = :v0 REMOVE secret",
      "SET #n0.b = :v0",
      "SET #n0 = :v0 SET #n1 = :v1",
      "SET #n0 = :v0 --",
      "SET #n0[0] = :v0",
      'SET #n0 = "text"',
    ])("the check itself refuses %s", (UpdateExpression) => {
      const maps = { ExpressionAttributeNames: { "#n0": "a" }, ExpressionAttributeValues: { ":v0": { S: "b" } } };
      expect(namesInExpressions({ UpdateExpression: "SET #n0 = :v0", ...maps })).toEqual(["a"]);
      expect(() => namesInExpressions({ UpdateExpression, ...maps })).toThrow();
      expect(() => namesInExpressions({ UpdateExpression: "SET #n0 = :v1", ...maps })).toThrow();
    });

    const lists = z.object({ map: z.record(z.string(), z.array(z.int())), whole: z.record(z.string(), z.int()) });

    test("what is appended, replaced or removed under any name is that alone", async () => {
      await using table = await openHostileTable();
      const films = table.open(lists, place);
      const bystanders = fc.uniqueArray(hostileNames, { minLength: 3, maxLength: 3 });
      // These two ask for the record itself where the condition names an entry.
      const names = hostileNames.filter((name) => name !== "$exists" && name !== "$size");
      const property = fc.asyncProperty(names, bystanders, async (name, [one, other, third]) => {
        const map = { [one ?? ""]: [1], [other ?? ""]: [2], [third ?? ""]: [3], [name]: [4] };
        await films.put({ ...key, item: { map, whole: { old: 1 } } });
        await films.update(key, { append: { map: { [name]: [5] } }, replace: { whole: { [name]: 6 } } });
        const expected = { map: { ...map, [name]: [4, 5] }, whole: { [name]: 6 } };
        expect((await films.get(key)).content?.item).toEqual(expected);
        const condition = { map: { [name]: { contains: 5 } }, whole: { [name]: 6 } };
        await films.update(key, { remove: { map: { [name]: true } }, condition });
        const { [name]: _, ...others } = map;
        expect((await films.get(key)).content?.item).toEqual({ ...expected, map: others });
      });
      await checkAsync(property, 25);
      for (const { input } of table.sent) namesInExpressions(input);
    });
  });
}

function repositoryOf(schema: StandardSchemaV1<Record<string, unknown>> | ReturnType<typeof model>) {
  return new DynamoRepository<Record<string, unknown>>({ ...keyNames, ...place, schema, client } as never);
}

function dictionary<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(anyNames, value, { maxKeys: 3 });
}

function unlessRefused<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!isCommandValidationError(error)) throw error;
    return undefined;
  }
}

/** Every name and text of a command: some name attributes. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [name, ...textsIn(part)]);
}

function withBigints(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
