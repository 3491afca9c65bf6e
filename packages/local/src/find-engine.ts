import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, resolve } from "node:path";
import { LocalEngineError } from "./local-engine-error.ts";

/** A program and the arguments that come before those of the engine. */
export interface EngineCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** Where to look; each has the value of the running process as its default. */
export interface EngineSearch {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Files or folders (with a slash at the end) from which packages are resolved, in this order. */
  readonly from?: readonly string[];
  readonly platform?: string;
  readonly arch?: string;
}

/**
 * Finds the engine: `DYNOXIDE_BIN`, the package `@dynoxide/<platform>-<arch>`, the package `dynoxide`, `PATH`.
 *
 * @throws LocalEngineError `not-found`
 */
export function findEngine(search: EngineSearch = {}): EngineCommand {
  const { env = process.env, platform = process.platform, arch = process.arch } = search;
  const from = search.from ?? [import.meta.url, join(process.cwd(), "/")];
  const target = `${platform}-${arch}`;
  const program = platform === "win32" ? "dynoxide.exe" : "dynoxide";
  const named = env["DYNOXIDE_BIN"];
  if (named) return commandFor(namedEngine(named));
  const file =
    first(from, (base) => platformEngine(base, target, program)) ??
    first(from, (base) => metaEngine(base, target, program)) ??
    first((env["PATH"] ?? env["Path"] ?? "").split(delimiter), (folder) => pathEngine(folder, program));
  if (file !== undefined) return commandFor(file);
  throw new LocalEngineError(
    "not-found",
    `No DynamoDB engine found for ${target}. Install it with: npm i -D dynoxide\n` +
      `(Looked at DYNOXIDE_BIN, the packages @dynoxide/${target} and dynoxide, and PATH.)`,
  );
}

function namedEngine(named: string): string {
  const file = resolve(named);
  if (isProgram(file)) return file;
  throw new LocalEngineError(
    "not-found",
    `DYNOXIDE_BIN names ${file}, which is not a program. Correct it, or unset it and install the engine with: npm i -D dynoxide`,
  );
}

function platformEngine(base: string, target: string, program: string): string | undefined {
  const manifest = resolvePackage(base, `@dynoxide/${target}`);
  const file = manifest === undefined ? undefined : join(dirname(manifest), program);
  return file !== undefined && isProgram(file) ? file : undefined;
}

function metaEngine(base: string, target: string, program: string): string | undefined {
  const manifest = resolvePackage(base, "dynoxide");
  if (manifest === undefined) return undefined;
  const nested = platformEngine(manifest, target, program);
  if (nested !== undefined) return nested;
  const script = binOf(JSON.parse(readFileSync(manifest, "utf8")));
  const file = script === undefined ? undefined : join(dirname(manifest), script);
  return file !== undefined && isFile(file) ? file : undefined;
}

function binOf(manifest: { bin?: unknown }): string | undefined {
  const { bin } = manifest;
  if (typeof bin === "string") return bin;
  if (typeof bin !== "object" || bin === null || !("dynoxide" in bin)) return undefined;
  return typeof bin.dynoxide === "string" ? bin.dynoxide : undefined;
}

function pathEngine(folder: string, program: string): string | undefined {
  const file = join(folder, program);
  return folder !== "" && isProgram(file) ? file : undefined;
}

function resolvePackage(base: string, name: string): string | undefined {
  try {
    return createRequire(base).resolve(`${name}/package.json`);
  } catch {
    return undefined;
  }
}

/** The bin of the package `dynoxide` is a script, which not every system can start by itself. */
function commandFor(file: string): EngineCommand {
  return /\.[cm]?js$/.test(file) ? { file: process.execPath, args: [file] } : { file, args: [] };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return isFile(file);
  } catch {
    return /\.[cm]?js$/.test(file) && isFile(file);
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function first<Candidate, Found>(candidates: readonly Candidate[], find: (candidate: Candidate) => Found | undefined) {
  for (const candidate of candidates) {
    const found = find(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}
