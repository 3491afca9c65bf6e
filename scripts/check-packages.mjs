// What a user installs, checked as a user gets it: publint, types for every way of importing, size, unused code.
import { spawnSync } from "node:child_process";

const packages = ["packages/standard-dynamo", "packages/local"];

for (const folder of packages) {
  step("publint", ["publint", "--strict", folder]);
  step("attw", ["attw", "--pack", folder, "--profile", "esm-only", "--format", "ascii", "--no-emoji"]);
}
step("size", ["size-limit"]);
step("knip", ["knip"]);

function step(name, [command, ...parameters]) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync("npx", ["--no-install", command, ...parameters], { encoding: "utf8" });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\n${name} failed: ${[command, ...parameters].join(" ")}\n`);
    process.exit(1);
  }
  const size = name === "size" ? ` ${/Size:\s+(.*)/.exec(stdout)?.[1] ?? ""}` : "";
  console.log(
    `${name} ${parameters.find((part) => packages.includes(part)) ?? ""} ok${size} (${Date.now() - started} ms)`,
  );
}
