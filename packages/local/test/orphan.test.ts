import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { startLocal } from "../src/index.ts";
import { processStamp } from "../src/process-stamp.ts";
import { isAlive, isGone, startHost, temporaryFolder } from "./support.ts";

/** A temporary folder of its own, so that no other test clears up first. */
function ownRecords(): { TMPDIR: string } {
  const TMPDIR = temporaryFolder();
  vi.stubEnv("TMPDIR", TMPDIR);
  onTestFinished(() => void vi.unstubAllEnvs());
  return { TMPDIR };
}

test("the next start ends the engine of a parent killed by SIGKILL", async () => {
  const { TMPDIR } = ownRecords();
  const host = await startHost("wait", { TMPDIR });
  host.process.kill("SIGKILL");
  expect(await host.ended).toBe("SIGKILL");
  expect(await isAlive(host.enginePid)).toBe(true);
  await using engine = await startLocal();
  expect(await isGone(host.enginePid)).toBe(true);
  expect(await isAlive(engine.pid)).toBe(true);
});

test("the engine of a living parent is left alone", async () => {
  const { TMPDIR } = ownRecords();
  const host = await startHost("wait", { TMPDIR });
  await using engine = await startLocal();
  expect(await isAlive(engine.pid)).toBe(true);
  expect(await isAlive(host.enginePid)).toBe(true);
  host.process.kill("SIGTERM");
  await host.ended;
});

test("a process that got the id of a dead engine is left alone", async () => {
  const { TMPDIR } = ownRecords();
  const bystander = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => void bystander.kill("SIGKILL"));
  const pid = bystander.pid ?? 0;
  const record = { host: hostname(), pid, stamp: "an earlier start", parentPid: 999_999_999, parentStamp: "gone" };
  const folder = join(TMPDIR, `standard-dynamo-local-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder);
  writeFileSync(join(folder, `${pid}.json`), JSON.stringify(record));
  writeFileSync(join(folder, "broken.json"), '{ "pid": -1');
  {
    await using engine = await startLocal();
    expect(readdirSync(folder)).toEqual([`${engine.pid}.json`]);
  }
  expect(readdirSync(folder)).toEqual([]);
  expect(await isAlive(pid)).toBe(true);
});

test("an engine whose dead parent's id was taken by another process is an orphan", async () => {
  const { TMPDIR } = ownRecords();
  const orphan = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => void orphan.kill("SIGKILL"));
  const pid = orphan.pid ?? 0;
  const stamp = await processStamp(pid);
  const record = { host: hostname(), pid, stamp, parentPid: process.pid, parentStamp: "an earlier start" };
  const folder = join(TMPDIR, `standard-dynamo-local-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder);
  writeFileSync(join(folder, `${pid}.json`), JSON.stringify(record));
  await using engine = await startLocal();
  expect(await isAlive(engine.pid)).toBe(true);
  expect(await isGone(pid)).toBe(true);
});
