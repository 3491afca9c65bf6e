// Runs the TypeScript compilers over files made by a test.
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The oldest supported compiler, the last one written in JavaScript, and the native one. */
const compilers = { "5.4": "typescript-5.4", "5.9": "typescript-5.9", "7": "typescript" } as const;

export interface Compilation {
  readonly compiler: keyof typeof compilers;
  /** Names the folder of the generated files; every compilation of a run needs its own. */
  readonly name: string;
  /** Text by file name. */
  readonly files: Readonly<Record<string, string>>;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  readonly flags?: readonly string[];
}

/** What the compiler printed: nothing if all is well. */
export async function compile(compilation: Compilation): Promise<string> {
  const folder = join(root, "node_modules/.cache/standard-dynamo-types", compilation.name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { files } = compilation;
  const config = {
    compilerOptions: { ...compilerOptions, ...compilation.compilerOptions },
    files: Object.keys(files),
  };
  const texts = { ...files, "tsconfig.json": JSON.stringify(config) };
  await Promise.all(Object.entries(texts).map(([file, text]) => writeFile(join(folder, file), text)));
  return runCompiler(compilation.compiler, folder, compilation.flags);
}

/** What a compiler printed about the project in a folder. The native one keeps to one core: there are other tests. */
export function runCompiler(
  compiler: Compilation["compiler"],
  folder: string,
  flags: readonly string[] = [],
): Promise<string> {
  const executable = join(root, "node_modules", compilers[compiler], "bin/tsc");
  const all = [
    executable,
    "-p",
    folder,
    "--pretty",
    "false",
    ...flags,
    ...(compiler === "7" ? ["--singleThreaded"] : []),
  ];
  // Collecting garbage half as often takes the native compiler a fifth less time.
  const env = { ...process.env, GOGC: "400" };
  return new Promise((resolve) => {
    execFile(process.execPath, all, { cwd: folder, env }, (_failure, stdout, stderr) => resolve(stdout + stderr));
  });
}

/** The path that a generated file imports a module of the model folder by. */
export function modelModule(file: string): string {
  return `../../../../packages/standard-dynamo/src/model/${file}`;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

const compilerOptions = {
  strict: true,
  target: "es2022",
  lib: ["es2023", "esnext.disposable"],
  module: "nodenext",
  types: [],
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};
