import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { bundled } from "../../../test/support/bundled.ts";
import { processStamp } from "../src/process-stamp.ts";

/** What a host does after it has started an engine; see host.ts. */
export type HostPlan = "wait" | "forget" | "throw" | "exit-3" | "own-sigterm" | "own-once-sigint" | "polite-library";

export interface Host {
  readonly process: ChildProcess;
  readonly enginePid: number;
  /** How the host ended, such as `exit 0` or `SIGINT`. */
  readonly ended: Promise<string>;
  readonly output: () => string;
}

let host: Promise<string> | undefined;

/** Runs host.ts, which starts an engine, in a process of its own. */
export async function startHost(plan: HostPlan, env: Record<string, string | undefined> = {}): Promise<Host> {
  host ??= bundled({ host: fileURLToPath(new URL("host.ts", import.meta.url)) });
  const child = spawn(process.execPath, [join(await host, "host.mjs"), plan], { env: { ...process.env, ...env } });
  let output = "";
  child.stdout.on("data", (data) => (output += String(data)));
  child.stderr.on("data", (data) => (output += String(data)));
  const ended = once(child, "close").then(([exitCode, signal]) => (signal === null ? `exit ${exitCode}` : `${signal}`));
  onTestFinished(() => void child.kill("SIGKILL"));
  await until(() => /engine \d+\n/.test(output) || child.exitCode !== null);
  const enginePid = Number(/engine (\d+)\n/.exec(output)?.[1] ?? Number.NaN);
  if (Number.isNaN(enginePid)) throw new Error(`The host started no engine: ${output}`);
  return { process: child, enginePid, ended, output: () => output };
}

export async function isAlive(pid: number): Promise<boolean> {
  return (await processStamp(pid)) !== undefined;
}

export async function isGone(pid: number): Promise<boolean> {
  return !(await isAlive(pid));
}

/** Waits until the condition holds, for at most five seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${condition.toString()}`);
    await sleep(5);
  }
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "standard-dynamo-local-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
