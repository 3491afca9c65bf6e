// What a user installs, checked as a user gets it: publint, types for every way of importing, a consumer's project, size,
// unused code. With them the scripts of package.json that are named. Two at a time, because none of them keeps two cores
// busy all of its time.
//
// The native compiler shares out the files among four checkers unless told otherwise, and each works out for itself the types
// that they have in common: beside another step that is twice the work for nothing, hence `--checkers 1`.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "./pack.mjs";

const folder = mkdtempSync(join(tmpdir(), "standard-dynamo-packed-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
// The native compiler, which oxlint has in it as well, is short-lived: collecting its garbage half as often is cheaper.
process.env["GOGC"] ??= "400";

const scripts = process.argv.slice(2);
const stepOf = (script) => [script, "npm", "run", "--silent", script];
// They look at the sources only, and need not wait for the packages.
const waiting = scripts.filter((script) => script !== "build").map(stepOf);
await Promise.all([packages().then(work), work()]);

async function packages() {
  if (scripts.includes("build")) await check(stepOf("build"));
  const packed = pack(folder);
  process.env["STANDARD_DYNAMO_PACKED"] = JSON.stringify(packed);
  const tarballs = Object.entries(packed);
  waiting.unshift(
    ["consumer", "node", "scripts/check-consumer.mjs"],
    ...tarballs.map(([name, tarball]) => [`publint ${name}`, "publint", "--strict", tarball]),
    ...tarballs.map(([name, tarball]) => [
      `attw ${name}`,
      "attw",
      tarball,
      "--profile",
      "esm-only",
      "--format",
      "ascii",
    ]),
    ["size", "size-limit"],
    ["knip", "knip"],
  );
}

async function work() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await check(step);
}

async function check([name, command, ...parameters]) {
  const started = Date.now();
  const { status, output } = await run(command, parameters);
  if (status !== 0) {
    process.stderr.write(`${output}\n${name} failed: ${[command, ...parameters].join(" ")}\n`);
    process.exit(1);
  }
  const size = name === "size" ? `, ${/Size:\s+(.*)/.exec(output)?.[1] ?? ""}` : "";
  console.log(`${name} ok${size} (${Date.now() - started} ms)`);
}

function run(command, parameters) {
  // npm runs scripts with the folder of the installed commands on the path; on Windows these are batch files.
  const shell = process.platform === "win32";
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { shell, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ status: 1, output: output + error.message }));
    child.on("close", (status) => resolve({ status, output }));
  });
}
