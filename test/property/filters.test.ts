import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import * as fc from "fast-check";
import { type FilterCommand, isCommandValidationError, isRequestObjectStateError } from "standard-dynamo";
import { expect, test } from "vitest";
import { checkAsync } from "./check.ts";
import { Film, filmsOf, fractions } from "./film.ts";
import { filmFilters } from "./film-filter.ts";
import { matches } from "./matches.ts";
import { keyNames, openTable } from "./table.ts";

const films = filmsOf(fractions);

test("a list with filters gives what the filters match", async () => {
  await using table = await openTable();
  const all = fc.array(films, { maxLength: 12 });
  const property = fc.asyncProperty(
    all,
    fc.array(filmFilters, { minLength: 1, maxLength: 10 }),
    async (items, some) => {
      const repository = table.repository(Film);
      await repository.putBatch(items.map((item, index) => ({ contentIds: place(index), item })));
      for (const filters of some) {
        const expected = items.flatMap((item, index) => (matches(filters, item) ? [place(index)] : []));
        const found = await repository.list({ filters }).toArray();
        expect({ filters, found: found.map(({ contentIds }) => contentIds[0]) }).toEqual({ filters, found: expected });
      }
    },
  );
  await checkAsync(property, 60);
});

test("a write goes through exactly where its condition matches", async () => {
  await using table = await openTable();
  const write = fc.constantFrom<(keyof typeof writes)[]>("put", "update", "delete", "delete of what is missing");
  const writes = { put: 1, update: 2, delete: 0, "delete of what is missing": 0 };
  const property = fc.asyncProperty(films, filmFilters, write, async (item, condition, operation) => {
    const repository = table.repository(Film);
    const key = { contentIds: "1" };
    const isMissing = operation === "delete of what is missing";
    if (!isMissing) await repository.put({ ...key, item });
    const outcome = await outcomeOf(() => {
      if (operation === "put")
        return repository.put({ ...key, item: { name: "new" }, currentVersion: 2 }, { condition });
      return operation === "update" ? repository.update(key, { condition }) : repository.delete(key, { condition });
    });
    const { content } = await repository.get(key);
    const version = content?.currentVersion;
    if (matches(condition, isMissing ? {} : item)) {
      expect([outcome, version]).toEqual(["done", operation.startsWith("delete") ? undefined : 2]);
    } else {
      expect([outcome, version]).toEqual(["condition", isMissing ? undefined : 1]);
      if (!isMissing) expect(content?.item).toEqual(item);
    }
  });
  await checkAsync(property, 200);
});

test("times are compared as times, also in the forms that Python leaves", async () => {
  await using table = await openTable();
  const repository = table.repository(Film);
  const seconds = ["2020-01-01T00:00:04", "2020-01-01T00:00:05"];
  const forms = seconds.flatMap((second) => [
    ...["", "Z", "+00:00", ".000Z"].map((end) => second + end),
    ...[".500000", ".500000+00:00", ".500Z"].map((end) => second + end),
  ]);
  for (const [index, on] of forms.entries()) {
    await repository.put({ contentIds: place(index), item: { on: new Date(0) } });
    const { PK, SK } = repository.requests.get({ contentIds: place(index) }).input.Key;
    const Item = { ...repository.requests.put({ item: {} }).input.Item, PK, SK, on: { S: on } } as never;
    await table.client.send(new PutItemCommand({ TableName: keyNames.tableName, Item }));
  }
  const time = (text: string): Date => new Date(/Z|\+/.test(text) ? text : `${text}Z`);
  for (const bound of seconds.flatMap((second) => [time(second), time(`${second}.500`), time(`${second}.250`)])) {
    for (const operator of ["eq", "ne", "lt", "lte", "gt", "gte"]) {
      const filters = { on: { [operator]: bound } };
      const found = (await repository.list({ filters }).toArray()).map(({ contentIds }) => Number(contentIds[0]));
      const expected = forms.filter((on) => matches(filters, { on: time(on) }));
      expect([bound, operator, found.map((index) => forms[index])]).toEqual([bound, operator, expected]);
    }
  }
});

test("times of four digits of a year are compared as times, of others as equal only", async () => {
  await using table = await openTable();
  const repository = table.repository(Film);
  const times = ["-001000-01-01", "0001-01-01", "2020-01-01", "9999-12-31", "+012000-01-01"].map(
    (text) => new Date(text),
  );
  await repository.putBatch(times.map((on, index) => ({ contentIds: place(index), item: { on } })));
  for (const on of times) {
    expect(await repository.list({ filters: { on } }).items()).toEqual([{ on }]);
    // Text of other years begins with a sign, which sorts before every digit.
    const plain = (time: Date | null | undefined) => time instanceof Date && /^\d{4}-/.test(time.toISOString());
    const found = (await repository.list({ filters: { on: { lte: on } } }).items()).filter((item) => plain(item.on));
    if (plain(on))
      expect(found).toEqual(times.filter((other) => plain(other) && other <= on).map((other) => ({ on: other })));
  }
});

test("a bound need not be a value of the attribute", async () => {
  await using table = await openTable();
  const repository = table.repository(Film);
  await repository.putBatch([
    { contentIds: "1", item: { kind: "film" } },
    { contentIds: "2", item: { kind: "series" } },
  ]);
  expect(await repository.list({ filters: { kind: { gt: "m" } } }).items()).toEqual([{ kind: "series" }]);
});

test.each<[filters: FilterCommand<Film>]>([[{}], [{ name: {} }]])("%j matches everything", async (filters) => {
  await using table = await openTable();
  const repository = table.repository(Film);
  await repository.put({ item: { name: "a" } });
  expect(matches(filters, { name: "a" })).toBe(true);
  expect(await repository.list({ filters }).toArray()).toHaveLength(1);
});

// What matches everything is not meant inside another, where it would make all of an $or or none of a $not.
test.each<[filters: FilterCommand<Film>]>([
  [{ $and: [{}] }],
  [{ $and: [{}, { name: "b" }] }],
  [{ $or: [{}] }],
  [{ $or: [{}, { name: "b" }] }],
  [{ $not: {} }],
])("%j is refused", async (filters) => {
  await using table = await openTable();
  const error = await table
    .repository(Film)
    .list({ filters })
    .toArray()
    .catch((refused: unknown) => refused);
  expect(isCommandValidationError(error) && error.issues).toMatchObject([{ message: "is empty" }]);
});

async function outcomeOf(write: () => Promise<unknown>): Promise<unknown> {
  try {
    await write();
    return "done";
  } catch (error) {
    if (isRequestObjectStateError(error)) return error.reason;
    throw error;
  }
}

function place(index: number): string {
  return String(index).padStart(2, "0");
}
