// Bundles a program of this folder and runs it: `node run.mjs compare/main.ts --quick`. Packages stay outside of the bundle,
// so what is measured is what is installed, and no compiler works while the clock runs.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [program = "", ...args] = process.argv.slice(2);
const outdir = join(here, "dist", dirname(program));
await build({
  entryPoints: [join(here, program), join(here, dirname(program), "worker.ts")],
  outdir,
  bundle: true,
  splitting: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20",
});
const child = spawn(process.execPath, [join(here, "dist", program.replace(/\.ts$/, ".js")), ...args], {
  stdio: "inherit",
});
child.on("exit", (code) => process.exit(code ?? 1));
