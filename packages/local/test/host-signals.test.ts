import { expect, test } from "vitest";
import { endWithHost } from "../src/end-with-host.ts";
import { startLocal } from "../src/index.ts";
import { isGone, startHost, until } from "./support.ts";

test.each([
  ["own-sigterm", "SIGTERM"],
  ["own-once-sigint", "SIGINT"],
] as const)("a host with its plan '%s' uses the engine to the end", async (plan, signal) => {
  const host = await startHost(plan);
  host.process.kill(signal);
  expect(await host.ended).toBe("exit 7");
  expect(host.output()).toContain("last work done");
  await until(() => isGone(host.enginePid));
});

test("a library that ends the process only when nobody else listens still does", async () => {
  const host = await startHost("polite-library");
  host.process.kill("SIGTERM");
  expect(await host.ended).toBe("SIGTERM");
  process.kill(host.enginePid, "SIGTERM");
});

test("all engines share one set of listeners, which goes with the last", async () => {
  const before = count();
  const engines = await Promise.all([startLocal(), startLocal()]);
  expect(count()).toEqual(before.map((listeners) => listeners + 1));
  await engines[0]?.stop();
  expect(count()).toEqual(before.map((listeners) => listeners + 1));
  await engines[1]?.stop();
  expect(count()).toEqual(before);
});

function count(): number[] {
  return ["exit", "SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name));
}

test("the listener steps aside during a signal that the host survives, and comes back", async () => {
  const counts: number[] = [];
  const survive = (): void => void counts.push(process.listenerCount("SIGHUP"));
  process.on("SIGHUP", survive);
  const callOff = endWithHost(() => expect.unreachable());
  const before = process.listenerCount("SIGHUP");
  process.kill(process.pid, "SIGHUP");
  await until(() => counts.length === 1 && process.listenerCount("SIGHUP") === before);
  expect(counts).toEqual([before - 1]);
  callOff();
  process.off("SIGHUP", survive);
  expect(process.listenerCount("SIGHUP")).toBe(before - 2);
});
