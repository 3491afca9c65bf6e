import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import type { FaultOptions } from "../src/index.ts";
import { get, openFaultyTable, outcome, put, TableName } from "./faults-support.ts";

const options: FaultOptions = {
  seed: 20_261,
  delayMs: 3,
  rates: { throttled: 0.2, "cut-before": 0.1, "cut-after": 0.1, "internal-error-after": 0.1, delay: 0.3 },
};

const ids = Array.from({ length: 20 }, (_, n) => `r${n}`);

/** What every request of a run meets, by operation, keys and occurrence. */
async function run(changes: FaultOptions, shuffled: readonly string[]): Promise<Readonly<Record<string, string>>> {
  await using table = await openFaultyTable({ ...options, ...changes });
  const { client } = table;
  // Three times each, all at once but for requests of the same kind to the same record.
  await Promise.all(
    shuffled.map(async (id) => {
      for (let n = 0; n < 3; n += 1)
        await Promise.all([outcome(client.send(put(id, `${n}`))), outcome(client.send(get(id)))]);
    }),
  );
  expect(table.faulty.counts.requests).toBe(120);
  return Object.fromEntries(
    table.events.map(({ operation, keys, occurrence, fault }) => [`${operation} ${keys.join()} ${occurrence}`, fault]),
  );
}

let first: ReturnType<typeof run> | undefined;

/** What the first run has met. */
function usual(): ReturnType<typeof run> {
  return (first ??= run({}, ids));
}

test("concurrent clients get the same faults by the same seed, whatever the order of arrival", async () => {
  const met = await usual();
  expect(Object.keys(met).length).toBeGreaterThan(60);
  expect(await run({}, [...ids].toReversed())).toEqual(met);
  expect(await run({}, ids)).toEqual(met);
});

test("another seed gives other faults", async () => {
  expect(await run({ seed: 20_262 }, ids)).not.toEqual(await usual());
});

test("a seed that was not given is told, and repeats what it gave", async () => {
  await using table = await openFaultyTable({ rates: { throttled: 0.5 } });
  const seen: string[] = [];
  for (const id of ids) seen.push(await outcome(table.client.send(put(id))));
  await using again = await openFaultyTable({ rates: { throttled: 0.5 }, seed: table.faulty.seed });
  for (const [n, id] of ids.entries()) expect(await outcome(again.client.send(put(id)))).toBe(seen[n]);
  await using other = await openFaultyTable();
  expect(other.faulty.seed).not.toBe(table.faulty.seed);
});

test("what else is in the body changes no fault", async () => {
  const met = async (value: string) => {
    await using table = await openFaultyTable({ ...options });
    for (const id of ids) await outcome(table.client.send(put(id, value)));
    return table.events;
  };
  expect(await met("x".repeat(500))).toEqual(await met("y"));
});

test("rates are met on the wire, and updates that were answered with an error after the engine acted are stored", async () => {
  await using table = await openFaultyTable({ seed: 5, rates: { throttled: 0.3, "internal-error-after": 0.2 } });
  const count = 500;
  const increment = (): UpdateItemCommand =>
    new UpdateItemCommand({
      TableName,
      Key: { PK: { S: "p" }, SK: { S: "counter" } },
      UpdateExpression: "ADD #v :one",
      ExpressionAttributeNames: { "#v": "value" },
      ExpressionAttributeValues: { ":one": { N: "1" } },
    });
  const seen: Record<string, number> = {};
  for (let n = 0; n < count; n += 1) {
    const name = await outcome(table.client.send(increment()));
    seen[name] = (seen[name] ?? 0) + 1;
  }
  const { throttled = 0, "internal-error-after": after = 0 } = table.faulty.counts.faults;
  expect(seen).toEqual({
    ok: count - throttled - after,
    ProvisionedThroughputExceededException: throttled,
    InternalServerError: after,
  });
  expect(Math.abs(throttled - 150)).toBeLessThan(4.5 * Math.sqrt(105));
  expect(Math.abs(after - 100)).toBeLessThan(4.5 * Math.sqrt(80));
  const { Item } = await table.direct.send(get("counter"));
  expect(Number(Item?.["value"]?.N)).toBe(count - throttled);
});
