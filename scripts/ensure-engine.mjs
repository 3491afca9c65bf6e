/**
 * Runs before `npm start` and `npm test`: fetches the DynamoDB engine where `npm ci` did not bring it.
 *
 * The lock file can name the engine for one platform only (npm/cli#9846), so other platforms get theirs here. The
 * search is that of packages/local/src/find-engine.ts, kept simple.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const VERSION = "1.2.1";
const root = fileURLToPath(new URL("..", import.meta.url));
const target = `@dynoxide/${process.platform}-${process.arch}`;
const program = process.platform === "win32" ? "dynoxide.exe" : "dynoxide";

if (!isThere()) fetchEngine();

function isThere() {
  if (process.env.DYNOXIDE_BIN) return true; // The one named is to be used: startLocal says so when it is missing.
  const require = createRequire(import.meta.url);
  if (manifestOf(require, target) !== undefined || manifestOf(require, "dynoxide") !== undefined) return true;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => folder !== "" && existsSync(join(folder, program)));
}

/** A package whose program is missing (a download broken off) does not count. */
function manifestOf(require, name) {
  try {
    const manifest = require.resolve(`${name}/package.json`);
    return name === "dynoxide" || existsSync(join(dirname(manifest), program)) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function fetchEngine() {
  const spec = `${target}@${VERSION}`;
  console.log(`Fetching the local DynamoDB engine (${spec}) ...`);
  // --no-save leaves package.json and package-lock.json as they are, and the lock still holds for all other packages;
  // with --no-package-lock npm would resolve everything anew.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", spec];
  const npm = process.env.npm_execpath ?? "";
  const { status } = /npm-cli\.c?js$/.test(npm)
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (status === 0 && isThere()) return;
  console.error(
    `The local DynamoDB engine could not be installed (${spec}).\n` +
      "Install dynoxide another way and name its program in the environment variable DYNOXIDE_BIN, or put it on PATH.",
  );
  process.exitCode = 1;
}
