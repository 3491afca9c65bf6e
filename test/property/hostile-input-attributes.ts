import { isDeepStrictEqual } from "node:util";
import { type } from "arktype";
import * as fc from "fast-check";
import { isCommandValidationError, isItemValidationError, type StandardSchemaV1 } from "standard-dynamo";
import * as v from "valibot";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { checkAsync } from "./check.ts";
import { hostileNames } from "./hostile-names.ts";
import { changedPrototypes } from "./hostile-prototypes.ts";
import { openTable } from "./table.ts";

const maps = fc.dictionary(hostileNames, fc.integer({ min: -9, max: 9 }), { maxKeys: 5, noNullPrototype: true });

const key = { contentIds: "1" };

interface Loose {
  [name: string]: unknown;
  map: Record<string, number>;
}

/** Schemas that take attributes of any name. (Valibot drops `constructor` and its like by itself.) */
const schemas: [name: string, schema: StandardSchemaV1<Loose, Loose>][] = [
  ["zod", z.looseObject({ map: z.record(z.string(), z.int()) })],
  ["valibot", v.looseObject({ map: v.custom<Record<string, number>>((value) => typeof value === "object") })],
  ["arktype", type({ map: { "[string]": "number" }, "[string]": "unknown" })],
];

export function describeHostileAttributes(): void {
  describe("hostile input: names of attributes", () => {
    afterEach(() => {
      expect(changedPrototypes()).toEqual([]);
    });

    test.each(schemas)("%s: attributes may have any name", async (_, schema) => {
      await using table = await openTable();
      const property = fc.asyncProperty(maps, maps, async (map, others) => {
        const repository = table.repository(schema);
        const result = await schema["~standard"].validate({ ...others, map });
        if (result.issues !== undefined) throw new Error("refused by the schema itself", { cause: result });
        const { value: item } = result;
        await repository.put({ ...key, item });
        const { content } = await repository.get(key);
        expect(isDeepStrictEqual(content?.item, item)).toBe(true);
      });
      await checkAsync(property, 25);
    });

    test("entries of any name are set, incremented, filtered by and removed, and nothing else is", async () => {
      await using table = await openTable();
      const schema = z.object({ map: z.record(z.string(), z.int()), bystander: z.int() });
      const property = fc.asyncProperty(maps, hostileNames, fc.integer(), async (map, name, value) => {
        const repository = table.repository(schema);
        await repository.put({ ...key, item: { map, bystander: 1 } });
        await repository.update(key, { set: { map: { [name]: value } } });
        await repository.update(key, { increment: { map: { [name]: 1 } } });
        const filters = isOperatorOfMaps(name) ? undefined : { map: { [name]: { eq: value + 1 } } };
        const expected = { map: { ...map, [name]: value + 1 }, bystander: 1 };
        expect(await repository.list({ filters }).items()).toEqual([expected]);
        await repository.update(key, { remove: { map: { [name]: true } } });
        const { [name]: _, ...others } = map;
        expect((await repository.get(key)).content?.item).toEqual({ map: others, bystander: 1 });
      });
      await checkAsync(property, 40);
    });

    test("attributes of any name are set, filtered by and removed", async () => {
      await using table = await openTable();
      const schema = z.looseObject({});
      const names = hostileNames.filter((name) => !["$and", "$or", "$not"].includes(name));
      const property = fc.asyncProperty(maps, names, fc.string(), async (item, name, value) => {
        const repository = table.repository(schema);
        await repository.put({ ...key, item });
        await repository.update(key, { set: { [name]: value } });
        const filters = { [name]: { eq: value } };
        expect(await repository.list({ filters }).items()).toEqual([{ ...item, [name]: value }]);
        await repository.update(key, { remove: [name] });
        const { [name]: _, ...others } = item;
        expect((await repository.get(key)).content?.item).toEqual(others);
      });
      await checkAsync(property, 40);
    });

    test.each(schemas)("%s: a name __proto__ is kept or refused, and nothing is polluted", async (_, schema) => {
      await using table = await openTable();
      const repository = table.repository(schema);
      const evil = JSON.parse('{ "__proto__": { "polluted": true } }') as Record<string, number>;
      for (const item of [{ map: evil }, { map: {}, other: evil }, { map: {}, other: [evil] }, { ...evil, map: {} }]) {
        const accepted = await schema["~standard"].validate(item);
        if (accepted.issues !== undefined) continue;
        try {
          await repository.put({ ...key, item });
        } catch (error) {
          expect(isItemValidationError(error)).toBe(true);
          continue;
        }
        const { content } = await repository.get(key);
        expect(isDeepStrictEqual(content?.item, accepted.value)).toBe(true);
      }
    });

    const operators = ["constructor", "__proto__", "toString", "hasOwnProperty"];

    test.each(operators.flatMap((name) => [{ name: { [name]: 1 } }, { name: { size: { [name]: 1 } } }, { [name]: 1 }]))(
      "what every object inherits is no operator and no attribute: %j",
      async (filters) => {
        await using table = await openTable();
        const repository = table.repository(z.object({ name: z.string() }));
        await expect(
          repository.list({ filters: JSON.parse(JSON.stringify(filters)) as object }).toArray(),
        ).rejects.toSatisfy(isCommandValidationError);
      },
    );

    test.each(operators)("what every object inherits is no part of a command: %s", async (name) => {
      await using table = await openTable();
      const repository = table.repository(z.object({ name: z.string().optional() }));
      await repository.put({ item: {} });
      const evil = JSON.parse(`{ "${name}": { "polluted": true } }`) as object;
      for (const command of [evil, { set: evil }, { increment: evil }, { append: evil }, { remove: evil }]) {
        await expect(repository.update({}, command)).rejects.toSatisfy(isCommandValidationError);
      }
    });
  });
}

function isOperatorOfMaps(name: string): boolean {
  return name === "$exists" || name === "$size";
}
