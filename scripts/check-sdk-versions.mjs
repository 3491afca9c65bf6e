// Runs every operation with the built library beside given versions of the AWS SDK, on the local engine:
//
//   npm run build && npm run check:sdk -- 3.405.0 3.600.0 3.803.0
//
// For each it says by which way the requests went ("fast", or why not), and whether the results are those of the first
// version, which is the one that the workspace has. Each version is installed into a folder of its own.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const sdk = "@aws-sdk/client-dynamodb";
const ours = { "standard-dynamo": "packages/standard-dynamo", "standard-dynamo-local": "packages/local" };
const { devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const versions = [devDependencies[sdk], ...process.argv.slice(2)];

const folder = mkdtempSync(join(tmpdir(), "standard-dynamo-sdk-"));
try {
  const tarballs = Object.values(ours).map(pack);
  let expected;
  for (const version of versions) {
    const { way, results, problem } = tryVersion(version, tarballs);
    expected ??= results;
    const isEqual = results !== undefined && results === expected;
    console.log(`${version}: ${problem ?? `${way}, results ${isEqual ? "equal" : `differ\n${results}\n${expected}`}`}`);
    if (problem !== undefined || !isEqual) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(source, index) {
  if (!existsSync(join(root, source, "dist/index.js"))) throw new Error(`${source} is not built: npm run build`);
  const packed = join(folder, `packed${index}`);
  mkdirSync(packed);
  run("npm", ["pack", "--silent", "--pack-destination", packed], join(root, source));
  return join(packed, readdirSync(packed)[0]);
}

function tryVersion(version, tarballs) {
  const project = join(folder, version);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const others = { zod: devDependencies.zod, ...optionalDependencies };
  const wanted = [
    `${sdk}@${version}`,
    ...Object.entries(others).map(([name, pinned]) => `${name}@${pinned}`),
    ...tarballs,
  ];
  try {
    run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--silent", ...wanted], project);
    cpSync(join(root, "scripts/sdk-smoke.mjs"), join(project, "sdk-smoke.mjs"));
    const [way, results] = run(process.execPath, ["sdk-smoke.mjs"], project).trim().split("\n");
    return { way, results };
  } catch (error) {
    return { problem: error.message };
  }
}

function run(command, parameters, cwd) {
  // On Windows npm is a batch file, which only a shell starts.
  const shell = process.platform === "win32" && command === "npm";
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { cwd, encoding: "utf8", shell });
  if (status !== 0) throw new Error(`${command} ${parameters.join(" ")} failed\n${stdout}${stderr}`, { cause: error });
  return stdout;
}
