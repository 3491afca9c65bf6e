import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { bundled } from "../../../test/support/bundled.ts";
import { type Fault, startFaults } from "../src/index.ts";
import { ask, get, openFaultyTable, outcome, put, standIn, stored } from "./faults-support.ts";
import { until } from "./support.ts";

const cutOff = /ECONNRESET|socket hang up/;

test("requests go through while paused, are counted, and meet faults again after resume", async () => {
  await using table = await openFaultyTable({ plan: () => "throttled" });
  const { client, faulty } = table;
  const seen: string[] = [await outcome(client.send(put("1")))];
  faulty.pause();
  seen.push(await outcome(client.send(put("1"))));
  faulty.resume();
  seen.push(await outcome(client.send(put("1"))));
  expect(seen).toEqual(["ProvisionedThroughputExceededException", "ok", "ProvisionedThroughputExceededException"]);
  expect(faulty.counts).toEqual({ requests: 3, faults: { throttled: 2 } });
  expect(table.events.map(({ occurrence }) => occurrence)).toEqual([0, 2]);
});

test("counts are those of the moment", async () => {
  await using table = await openFaultyTable({ plan: () => "throttled" });
  const before = table.faulty.counts;
  await outcome(table.client.send(put("1")));
  expect(before).toEqual({ requests: 0, faults: {} });
});

test("stop() closes all connections, and the endpoint is gone", async () => {
  const engine = await standIn((_request, response) => void response.end("{}"));
  const faulty = await startFaults(engine);
  const client = faulty.createClient({ maxAttempts: 1 });
  await Promise.all(Array.from({ length: 5 }, () => client.send(new ListTablesCommand({}))));
  expect(engine.connections().open).toBeGreaterThan(0);
  await faulty.stop();
  const begin = Date.now();
  await until(() => engine.connections().open === 0);
  // An idle connection would end by itself after four seconds.
  expect(Date.now() - begin).toBeLessThan(3000);
  await expect(ask(faulty.endpoint, "ListTables", {})).rejects.toThrow(/ECONNREFUSED/);
});

test("stop() leaves the engine running and may be called again, also at the same time", async () => {
  await using table = await openFaultyTable();
  await Promise.all([table.faulty.stop(), table.faulty.stop()]);
  await table.faulty.stop();
  await table.direct.send(put("1"));
  expect(await stored(table.direct, "1")).toBe("new");
});

test("await using stops at the end of the block", async () => {
  await using table = await openFaultyTable();
  let endpoint: string;
  {
    await using faulty = await startFaults(table.engine);
    ({ endpoint } = faulty);
    expect((await ask(endpoint, "ListTables", {})).status).toBe(200);
  }
  await expect(ask(endpoint, "ListTables", {})).rejects.toThrow(/ECONNREFUSED/);
});

test("stop() cuts what is under way: at the engine, and while an answer is held back", async () => {
  const engine = await standIn((request, response) => {
    if (request.headers["x-amz-target"]?.toString().endsWith("ListTables")) response.end("{}");
  });
  const faulty = await startFaults(engine, { plan: () => "delay", delayMs: 60_000 });
  const cuts = ["ListTables", "GetItem"].map((operation) =>
    expect(ask(faulty.endpoint, operation, {})).rejects.toThrow(cutOff),
  );
  await until(() => faulty.counts.faults.delay === 1 && engine.connections().open === 2);
  await faulty.stop();
  await Promise.all(cuts);
  await until(() => engine.connections().open === 0);
});

test("a client that gives up is given up at the engine too", async () => {
  const engine = await standIn(() => undefined);
  await using faulty = await startFaults(engine);
  const giveUp = new AbortController();
  const headers = { "x-amz-target": "DynamoDB_20120810.ListTables" };
  const request = fetch(faulty.endpoint, { method: "POST", body: "{}", headers, signal: giveUp.signal });
  const givenUp = expect(request).rejects.toThrow(/abort/i);
  await until(() => engine.connections().open === 1);
  giveUp.abort();
  await givenUp;
  await until(() => engine.connections().open === 0);
});

test.each<Fault | undefined>([undefined, "delay", "cut-after", "unprocessed", "wrong-checksum"])(
  "requests are cut when the engine is dead, without faults of the schedule (%s)",
  async (fault) => {
    await using table = await openFaultyTable({ plan: () => fault });
    await table.client.send(new ListTablesCommand({})).catch(() => undefined);
    const { counts } = table.faulty;
    await table.engine.stop();
    await expect(table.client.send(get("1"))).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(table.client.send(put("1"))).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(table.faulty.counts).toEqual({ ...counts, requests: 3 });
  },
);

test("a request under way when the engine dies is cut", async () => {
  await using table = await openFaultyTable();
  process.kill(table.engine.pid, "SIGSTOP");
  const request = expect(table.client.send(get("1"))).rejects.toMatchObject({ code: "ECONNRESET" });
  await until(() => table.faulty.counts.requests === 1);
  process.kill(table.engine.pid, "SIGKILL");
  await request;
});

test("a request is cut when the engine breaks off in the middle of its answer", async () => {
  const engine = await standIn((_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{", () => response.destroy());
  });
  await using faulty = await startFaults(engine);
  await expect(ask(faulty.endpoint, "ListTables", {})).rejects.toThrow(cutOff);
});

test.each([
  ["plan", { plan: fail }],
  ["onFault", { rates: { throttled: 1 }, onFault: fail }],
])("what %s throws cuts the request and is thrown by stop(), once", async (_, options) => {
  const table = await openFaultyTable(options);
  await expect(table.client.send(put("1"))).rejects.toMatchObject({ code: "ECONNRESET" });
  await expect(table.faulty.stop()).rejects.toThrow("the plan has failed");
  await table[Symbol.asyncDispose]();
});

test("a plan that gives what is no fault is told by stop()", async () => {
  const table = await openFaultyTable({ plan: () => "throtled" as Fault });
  await outcome(table.client.send(put("1")));
  await expect(table.faulty.stop()).rejects.toMatchObject({
    reason: "invalid-option",
    message: expect.stringMatching(/^What plan gave for PutItem, "throtled" is no fault: the faults are throttled, /),
  });
  await table[Symbol.asyncDispose]();
});

test("clients of createClient reach the endpoint, with the caller's config laid over", async () => {
  await using table = await openFaultyTable();
  const client = table.faulty.createClient({ region: "eu-central-1" });
  await client.send(new ListTablesCommand({}));
  expect(table.faulty.counts.requests).toBe(1);
  expect(await client.config.region()).toBe("eu-central-1");
  expect(table.faulty.clientConfig).toEqual({ ...table.engine.clientConfig, endpoint: table.faulty.endpoint });
});

test("an endpoint that is never stopped does not keep the program running", async () => {
  const programs = await bundled({ host: fileURLToPath(new URL("faults-host.ts", import.meta.url)) });
  const begin = Date.now();
  const output = await new Promise((resolve) => {
    execFile(process.execPath, [join(programs, "host.mjs")], { timeout: 20_000 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  expect(output).toBe("last work done\n");
  expect(Date.now() - begin).toBeLessThan(15_000);
});

function fail(): never {
  throw new Error("the plan has failed");
}
