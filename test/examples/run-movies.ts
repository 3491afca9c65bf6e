import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "../support/bundled.ts";

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the main job as `npm start` does; `onOutput` sees what it has printed so far, on either stream. */
export function runMovies(
  args: readonly string[] = [],
  onOutput: (printed: string, process: ChildProcess) => void = () => undefined,
): Promise<Run> {
  const tsx = createRequire(import.meta.url).resolve("tsx/cli");
  return run([tsx, "--conditions=@standard-dynamo/source", main, ...args], onOutput);
}

/** Runs the same program without a loader, which takes less time. */
export async function runBundledMovies(args: readonly string[]): Promise<Run> {
  programs ??= bundled({ main });
  return run([join(await programs, "main.mjs"), ...args], () => undefined);
}

let programs: Promise<string> | undefined;

function run(args: readonly string[], onOutput: (printed: string, process: ChildProcess) => void): Promise<Run> {
  // Without what vitest sets, because a user has it not: a warning has to show up here.
  const { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: _, NODE_OPTIONS: __, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => onOutput((stdout += text) + stderr, child));
  child.stderr.setEncoding("utf8").on("data", (text: string) => onOutput(stdout + (stderr += text), child));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

const main = "examples/movies/src/main.ts";
const root = fileURLToPath(new URL("../..", import.meta.url));
