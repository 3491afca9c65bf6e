import { expect, test } from "vitest";
import { isGone, startHost, until } from "./support.ts";

test.each([
  ["throw", "exit 1"],
  ["exit-3", "exit 3"],
  ["forget", "exit 0"],
] as const)("a host that does '%s' ends with %s and takes its engine along", async (plan, end) => {
  const host = await startHost(plan);
  expect(await host.ended).toBe(end);
  await until(() => isGone(host.enginePid));
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("a host ended by %s takes its engine along", async (signal) => {
  const host = await startHost("wait");
  host.process.kill(signal);
  expect(await host.ended).toBe(signal);
  await until(() => isGone(host.enginePid));
});
