import { rmSync } from "node:fs";
import { copyFile, mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const workspace = fileURLToPath(new URL("../../", import.meta.url));
const conditions = ["@standard-dynamo/source"];

/**
 * Bundles programs, given by name, into files of JavaScript in one folder and gives that folder; it goes with the process.
 * Node.js starts such a file in half the time that it takes with a loader for TypeScript. Installed packages stay outside.
 */
export async function bundled(programs: Readonly<Record<string, string>>): Promise<string> {
  const cache = join(workspace, "node_modules/.cache/standard-dynamo-programs");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "run-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: "warn",
    root: workspace,
    publicDir: false,
    ssr: { resolve: { conditions } },
    build: {
      ssr: true,
      outDir: folder,
      target: "node20",
      minify: false,
      rolldownOptions: {
        input: { ...programs },
        output: { entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" },
      },
    },
  });
  // The worker thread of the blocking repository, which finds it beside itself.
  await copyFile(join(workspace, "packages/standard-dynamo/src/sync/worker.js"), join(folder, "worker.js"));
  return folder;
}
