import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { expect, onTestFinished, test, vi } from "vitest";
import { findEngine } from "../src/find-engine.ts";
import { freePort, isPortFree } from "../src/free-port.ts";
import { startLocal } from "../src/index.ts";
import { temporaryFolder, until } from "./support.ts";

async function occupy(port: number): Promise<void> {
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
}

test("the engine listens on the port asked for", async () => {
  const port = await freePort();
  await using engine = await startLocal({ port });
  expect(engine.endpoint).toBe(`http://127.0.0.1:${port}`);
});

test("a port in use is refused, and what listens there is not taken for the engine", async () => {
  await using other = await startLocal();
  const port = Number(new URL(other.endpoint).port);
  await expect(startLocal({ port })).rejects.toMatchObject({
    name: "LocalEngineError",
    reason: "port-in-use",
    message: expect.stringContaining(`Port ${port} of 127.0.0.1 is in use.`),
  });
});

test.each([-1, 65_536, 1.5, Number.NaN])("%d is no port", async (port) => {
  await expect(startLocal({ port })).rejects.toMatchObject({ reason: "invalid-option" });
});

test("another free port is tried when somebody takes the first one", async () => {
  const folder = temporaryFolder();
  const first = join(folder, "first-port");
  const program = join(folder, "late-engine");
  // The first time, it only tells the port that it got, and ends when that is taken.
  const wait = `[ -e "${first}" ] || { echo "$4" > "${first}.new"; mv "${first}.new" "${first}"; while [ ! -e "${first}.taken" ]; do sleep 0.01; done; exit 1; }`;
  writeFileSync(program, `#!/bin/sh\n${wait}\nexec "${findEngine().file}" "$@"\n`);
  chmodSync(program, 0o755);
  vi.stubEnv("DYNOXIDE_BIN", program);
  onTestFinished(() => void vi.unstubAllEnvs());
  const starting = startLocal();
  await until(() => existsSync(first));
  const firstPort = Number(readFileSync(first, "utf8"));
  await occupy(firstPort);
  await sleep(100); // Time enough to take the answers of that server for those of the engine.
  writeFileSync(`${first}.taken`, "");
  await using engine = await starting;
  expect(engine.endpoint).not.toBe(`http://127.0.0.1:${firstPort}`);
  expect((await engine.createClient().send(new ListTablesCommand({}))).TableNames).toEqual([]);
});

test("isPortFree tells a free port from one in use", async () => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  await occupy(port);
  expect(await isPortFree(port)).toBe(false);
});
