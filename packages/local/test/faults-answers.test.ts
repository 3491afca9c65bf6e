import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { type Fault, faults, startFaults } from "../src/index.ts";
import { ask, get, keyOf, nameOf, openFaultyTable, outcome, put, stored, TableName } from "./faults-support.ts";
import { until } from "./support.ts";

/** What a client that tries once sees of a put, and whether the put is stored. */
const puts: Readonly<Record<Fault, readonly [seen: string, status: number | undefined, isStored: boolean]>> = {
  throttled: ["ProvisionedThroughputExceededException", 400, false],
  throttling: ["ThrottlingException", 400, false],
  "request-limit": ["RequestLimitExceeded", 400, false],
  "internal-error": ["InternalServerError", 500, false],
  unavailable: ["ServiceUnavailable", 503, false],
  "internal-error-after": ["InternalServerError", 500, true],
  unprocessed: ["ok", 200, true],
  delay: ["ok", 200, true],
  // The SDK's name for a connection that was reset.
  "cut-before": ["TimeoutError", undefined, false],
  "cut-after": ["TimeoutError", undefined, true],
  "truncated-body": ["Error", 200, true],
  "wrong-checksum": ["ok", 200, true],
  "expired-credentials": ["ExpiredTokenException", 400, false],
};

test.each(faults)("a put that meets %s", async (fault) => {
  await using table = await openFaultyTable({ plan: () => fault });
  const [seen, status, isStored] = puts[fault];
  const answer = table.client.send(put("1"));
  expect(await outcome(answer)).toBe(seen);
  const { $metadata } = await answer.catch((error) => error);
  expect($metadata?.httpStatusCode).toBe(status);
  expect(await stored(table.direct, "1")).toBe(isStored ? "new" : undefined);
  const met = fault === "unprocessed" ? [] : [fault];
  expect(table.events).toEqual(
    met.map(() => ({ fault, index: 0, operation: "PutItem", keys: [nameOf("1")], occurrence: 0 })),
  );
  expect(table.faulty.counts).toEqual({ requests: 1, faults: Object.fromEntries(met.map((name) => [name, 1])) });
});

test("all faults are listed once", () => {
  expect([...faults].sort()).toEqual(Object.keys(puts).sort());
});

test.each([
  "throttled",
  "throttling",
  "request-limit",
  "internal-error",
  "unavailable",
  "expired-credentials",
] as const)("the error of %s says that it was injected, and has an id and a checksum", async (fault) => {
  await using table = await openFaultyTable({ plan: () => fault });
  const error = await table.client.send(get("1")).catch((reason) => reason);
  expect(error.message).toMatch(/\(injected fault\)$/);
  expect(error.$metadata.requestId).toMatch(/^[0-9A-F]{52}$/);
  await using again = await startFaults({ endpoint: table.engine.endpoint }, { plan: () => fault });
  const { headers, body } = await ask(again.endpoint, "GetItem", {});
  expect(headers["x-amz-crc32"]).toBe(String(crc32(body)));
  expect(JSON.parse(body.toString())).toEqual({
    __type: `com.amazonaws.dynamodb.v20120810#${error.name}`,
    message: error.message,
  });
});

test.each(["throttled", "cut-after", "truncated-body", "internal-error-after"] as const)(
  "the SDK sends a request again that met %s",
  async (fault) => {
    await using table = await openFaultyTable({ plan: ({ occurrence }) => (occurrence === 0 ? fault : undefined) });
    const client = table.faulty.createClient({ maxAttempts: 2 });
    expect((await client.send(put("1"))).$metadata.attempts).toBe(2);
    expect(table.faulty.counts.requests).toBe(2);
  },
);

test("delay holds the answer, not the engine", async () => {
  await using table = await openFaultyTable({ plan: () => "delay", delayMs: 1500 });
  const begin = Date.now();
  let isAnswered = false;
  const answer = table.client.send(put("1")).then(() => (isAnswered = true));
  await until(async () => (await stored(table.direct, "1")) === "new");
  expect(isAnswered).toBe(false);
  await answer;
  expect(Date.now() - begin).toBeGreaterThanOrEqual(1490);
});

test("the body of truncated-body is shorter than its Content-Length", async () => {
  await using table = await openFaultyTable({ plan: () => "truncated-body" });
  await table.direct.send(put("1"));
  const request = { TableName, Key: keyOf("1") };
  // The engine gives attributes in any order, so bodies differ in all but their length.
  const whole = await ask(table.engine.endpoint, "GetItem", request);
  const { status, headers, body, complete } = await ask(table.faulty.endpoint, "GetItem", request);
  expect({ status, complete }).toEqual({ status: 200, complete: false });
  expect(Number(headers["content-length"])).toBe(whole.body.length);
  expect(body.length).toBe(Math.floor(whole.body.length / 2));
  expect(body.toString()).toMatch(/^\{"Item":/);
});

test("the body of wrong-checksum is the engine's, its checksum is not", async () => {
  await using table = await openFaultyTable({ plan: () => "wrong-checksum" });
  await table.direct.send(put("1"));
  const request = { TableName, Key: keyOf("1") };
  const { headers, body, complete } = await ask(table.faulty.endpoint, "GetItem", request);
  expect(complete).toBe(true);
  expect(JSON.parse(body.toString())).toEqual({ Item: { ...keyOf("1"), value: { S: "new" } } });
  expect(headers["x-amz-crc32"]).toMatch(/^\d+$/);
  expect(Number(headers["x-amz-crc32"])).not.toBe(crc32(body));
});

test("the same request never meets expired-credentials twice in a row, others do at the same time", async () => {
  await using table = await openFaultyTable({ rates: { "expired-credentials": 1 } });
  const seen: string[] = [];
  for (const id of ["1", "1", "2", "1", "1", "2"]) seen.push(await outcome(table.client.send(get(id))));
  const expired = "ExpiredTokenException";
  expect(seen).toEqual([expired, "ok", expired, expired, "ok", "ok"]);
});
