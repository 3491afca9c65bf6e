import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { startLocal } from "../src/index.ts";
import { isAlive, isGone } from "./support.ts";

test("an engine answers on a loopback port until it is stopped", async () => {
  const engine = await startLocal();
  expect(engine.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await engine.createClient().send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
  await engine.stop();
  expect(await isGone(engine.pid)).toBe(true);
  expect(await engine.exited).toBeUndefined();
});

test("stop() may be called again, also at the same time", async () => {
  const engine = await startLocal();
  await Promise.all([engine.stop(), engine.stop()]);
  await engine.stop();
  expect(await isGone(engine.pid)).toBe(true);
});

test("await using stops the engine at the end of the block", async () => {
  let pid: number;
  {
    await using engine = await startLocal();
    pid = engine.pid;
    expect(await isAlive(pid)).toBe(true);
  }
  expect(await isGone(pid)).toBe(true);
});

test("engines started at once do not get in each other's way", async () => {
  const engines = await Promise.all([startLocal(), startLocal(), startLocal(), startLocal()]);
  expect(new Set(engines.map((engine) => engine.endpoint)).size).toBe(4);
  await Promise.all(engines.map((engine) => engine.stop()));
});

test("requests after stop() reject with LocalEngineError", async () => {
  const engine = await startLocal();
  const client = engine.createClient();
  await engine.stop();
  await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({
    name: "LocalEngineError",
    code: "LOCAL_ENGINE",
    reason: "stopped",
  });
});

test("a request under way when stop() is called rejects with LocalEngineError", async () => {
  const engine = await startLocal();
  const client = engine.createClient();
  process.kill(engine.pid, "SIGSTOP");
  const request = expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({ reason: "stopped" });
  const begin = Date.now();
  const stopped = engine.stop();
  await request;
  await stopped;
  expect(await isGone(engine.pid)).toBe(true);
  expect(Date.now() - begin).toBeGreaterThanOrEqual(1900);
});
