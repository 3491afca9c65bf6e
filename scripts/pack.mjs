// Packs what is published, as a user gets it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = { "standard-dynamo": "packages/standard-dynamo", "standard-dynamo-local": "packages/local" };

/** Gives the packed files by the names of the packages. */
export function pack(folder) {
  for (const source of Object.values(packages)) {
    if (!existsSync(join(root, source, "dist/index.d.ts"))) throw new Error(`${source} is not built: npm run build`);
  }
  const workspaces = Object.keys(packages).flatMap((name) => ["--workspace", name]);
  const parameters = ["pack", "--json", "--pack-destination", folder, ...workspaces];
  // On Windows npm is a batch file, which only a shell starts.
  const shell = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync("npm", parameters, { cwd: root, encoding: "utf8", shell });
  if (status !== 0) throw new Error(`npm ${parameters.join(" ")} failed\n${stdout}${stderr}`, { cause: error });
  // An object by names since npm 11, an array before.
  const packed = Object.values(JSON.parse(stdout));
  return Object.fromEntries(packed.map(({ name, filename }) => [name, join(folder, filename)]));
}
