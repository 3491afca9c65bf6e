import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { crc32 as crc32OfNode } from "node:zlib";
import { expect, test } from "vitest";
import { crc32, crc32ByTable } from "../src/faults/checksum.ts";
import { startFaults } from "../src/index.ts";
import { ask, get, keyOf, openFaultyTable, put, standIn, TableName } from "./faults-support.ts";

test("requests go through untouched without options", async () => {
  await using table = await openFaultyTable();
  await table.client.send(put("1", "größer"));
  expect((await table.client.send(get("1"))).Item).toEqual({ ...keyOf("1"), value: { S: "größer" } });
  expect(table.faulty.counts).toEqual({ requests: 2, faults: {} });
});

test.each([
  ["of a read", "GetItem", { TableName, Key: keyOf("1") }, 200],
  ["of a write", "PutItem", { TableName, Item: keyOf("2") }, 200],
  ["of an error", "PutItem", { TableName, Item: {} }, 400],
] as const)("an answer %s has the checksum of its body", async (_, operation, content, status) => {
  await using table = await openFaultyTable();
  await table.direct.send(put("1", "größer"));
  const answer = await ask(table.faulty.endpoint, operation, content);
  expect(answer).toMatchObject({ status, complete: true });
  expect(answer.headers["x-amz-crc32"]).toBe(String(crc32OfNode(answer.body)));
  expect(answer.headers["x-amzn-requestid"]).toMatch(/^\w{52}$/);
});

test("a split batch has the checksum of what is sent, not of what the engine sent", async () => {
  await using table = await openFaultyTable({ plan: () => "unprocessed" });
  const writes = ["1", "2"].map((id) => ({ PutRequest: { Item: keyOf(id) } }));
  const { headers, body } = await ask(table.faulty.endpoint, "BatchWriteItem", {
    RequestItems: { [TableName]: writes },
  });
  expect(headers["x-amz-crc32"]).toBe(String(crc32OfNode(body)));
  expect(Number(headers["content-length"])).toBe(body.length);
});

test.each([
  ["none", {}],
  ["a wrong one", { "x-amz-crc32": "1" }],
])("where the engine sends %s, the checksum is right all the same", async (_, headers) => {
  const engine = await standIn((_request, response) => {
    response.writeHead(200, { ...headers, "x-other": "kept" });
    response.write('{"Table');
    response.end('Names":[]}');
  });
  await using faulty = await startFaults(engine);
  const answer = await ask(faulty.endpoint, "ListTables", {});
  expect(answer.body.toString()).toBe('{"TableNames":[]}');
  expect(answer.headers).toMatchObject({ "x-amz-crc32": String(crc32OfNode(answer.body)), "x-other": "kept" });
  expect(answer.headers).not.toHaveProperty("transfer-encoding");
});

test("CRC32 by our own table is that of Node.js", () => {
  expect(crc32ByTable(Buffer.from("123456789"))).toBe(0xcbf43926);
  for (const size of [0, 1, 2, 255, 256, 10_000]) {
    const bytes = randomBytes(size);
    expect(crc32ByTable(bytes)).toBe(crc32OfNode(bytes));
    expect(crc32(bytes)).toBe(crc32OfNode(bytes));
  }
});

test("the engine gets what the client has sent, with its host and signature, but may not compress", async () => {
  const engine = await standIn(({ method, url, headers }, response) => {
    response.end(JSON.stringify({ method, url, headers }));
  });
  await using faulty = await startFaults(engine);
  const { body } = await ask(faulty.endpoint, "ListTables", {});
  expect(JSON.parse(body.toString())).toMatchObject({
    method: "POST",
    url: "/",
    headers: {
      host: new URL(faulty.endpoint).host,
      "x-amz-target": "DynamoDB_20120810.ListTables",
      authorization: expect.stringContaining("Signature=none"),
      "content-length": "2",
    },
  });
  expect(JSON.parse(body.toString()).headers).not.toHaveProperty("accept-encoding");
});

test("what is no request to DynamoDB goes through and is not counted", async () => {
  await using table = await openFaultyTable({ plan: () => "throttled" });
  const answer = await fetch(table.faulty.endpoint);
  expect(await answer.text()).toMatch(/healthy/);
  expect(table.faulty.counts.requests).toBe(0);
});

test("large records go through", async () => {
  await using table = await openFaultyTable();
  const value = "x".repeat(390_000);
  await table.client.send(put("1", value));
  expect((await table.client.send(get("1"))).Item?.["value"]?.S).toBe(value);
});

test("connections to the engine are used again", async () => {
  const engine = await standIn((_request, response) => void response.end("{}"));
  await using faulty = await startFaults(engine);
  for (let n = 0; n < 20; n += 1) await ask(faulty.endpoint, "ListTables", {});
  expect(engine.connections()).toEqual({ open: 1, ever: 1 });
});

// Longer than the times after which Node.js closes idle connections, and after which the proxy does so towards the engine.
const LONG = 6500;

test.concurrent("a client's idle connection is not closed", async () => {
  const engine = await standIn((_request, response) => void response.end("{}"));
  await using faulty = await startFaults(engine);
  const { hostname, port } = new URL(faulty.endpoint);
  const idle = connect(Number(port), hostname);
  let isClosed = false;
  idle.on("close", () => (isClosed = true));
  await once(idle, "connect");
  idle.write("POST / HTTP/1.1\r\nhost: local\r\ncontent-length: 0\r\n\r\n");
  await once(idle, "data");
  await sleep(LONG);
  expect(isClosed).toBe(false);
  idle.destroy();
});

test.concurrent("a slow engine is waited for", async () => {
  const engine = await standIn((_request, response) => void setTimeout(() => response.end("{}"), LONG));
  await using faulty = await startFaults(engine);
  expect((await ask(faulty.endpoint, "ListTables", {})).status).toBe(200);
});

test.each(["a request", "an answer"])("%s larger than any of DynamoDB is cut, not kept", async (which) => {
  const piece = Buffer.alloc(2 ** 20, " ");
  let sent = 0;
  const engine = await standIn((_request, response) => {
    const more = () => {
      sent += 1;
      response.write(piece, (error) => (error ? undefined : more()));
    };
    if (which === "an answer") more();
    else response.end("{}");
  });
  await using faulty = await startFaults(engine);
  const content = which === "a request" ? " ".repeat(65 * 2 ** 20) : {};
  await expect(ask(faulty.endpoint, "ListTables", content)).rejects.toThrow(/ECONNRESET|EPIPE|socket hang up/);
  expect(sent).toBeLessThan(80);
});
