// Bundles the programs of this folder and runs one of them: `node run.mjs compare/main --quick`. Packages stay outside of the
// bundle, so what is measured is what is installed, and no compiler works while the clock runs.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const [program = "", ...args] = process.argv.slice(2);
await build({
  entryPoints: ["compare/main", "compare/worker", "carriers/socket-server"].map((name) => `${here}${name}.ts`),
  outdir: `${here}dist`,
  outbase: here,
  bundle: true,
  splitting: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20",
});
spawn(process.execPath, [`${here}dist/${program}.js`, ...args], { stdio: "inherit" }).on("exit", (code) => {
  process.exitCode = code ?? 1;
});
