import { expect, test } from "vitest";
import { startHost } from "./support.ts";

const VARIABLE = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

test("the notice of the SDK about old versions of Node.js does not clutter the output", async () => {
  const host = await startHost("forget", { [VARIABLE]: undefined });
  await host.ended;
  expect(host.output()).toBe(`engine ${host.enginePid}\n`);
});

test.runIf(process.version.startsWith("v20."))("a user who wants the notice gets it", async () => {
  const host = await startHost("forget", { [VARIABLE]: "false" });
  await host.ended;
  expect(host.output()).toContain("NodeVersionSupportWarning");
});
