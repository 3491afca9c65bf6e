// Bundles the programs of this folder and runs one of them: `node run.mjs compare/main --quick`. Packages stay outside of the
// bundle, so what is measured is what is installed, and no compiler works while the clock runs. With `--source` our own
// packages are taken from their sources, for those who do not want to build first.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const given = process.argv.slice(2);
const fromSource = given[0] === "--source";
const [program = "", ...args] = fromSource ? given.slice(1) : given;
const outdir = `${here}dist/${fromSource ? "source" : "built"}/`;
const programs = [
  "compare/main",
  "compare/worker",
  "carriers/socket-server",
  "guard/main",
  "cold/main",
  "cold/first-get",
];
await build({
  entryPoints: programs.map((name) => `${here}${name}.ts`),
  outdir,
  outbase: here,
  bundle: true,
  splitting: true,
  // As deep as the programs, because paths of other files start from there.
  chunkNames: "chunks/[name]-[hash]",
  packages: "external",
  alias: fromSource
    ? {
        "standard-dynamo": `${here}../packages/standard-dynamo/src/index.ts`,
        "standard-dynamo-local": `${here}../packages/local/src/index.ts`,
      }
    : {},
  format: "esm",
  platform: "node",
  target: "node20",
});
const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
spawn(process.execPath, [`${outdir}${program}.js`, ...args], { stdio: "inherit", env }).on("exit", (code) => {
  process.exitCode = code ?? 1;
});
