import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "../support/bundled.ts";

export interface Run {
  readonly code: number | null;
  /** By which it ended, if by one. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the main job as `npm start` does. */
export function runMovies(args: readonly string[] = []): Promise<Run> {
  const tsx = createRequire(import.meta.url).resolve("tsx/cli");
  return run([tsx, "--conditions=@standard-dynamo/source", main, ...args]);
}

/**
 * Runs the same program without a loader, which takes less time, and less to end: tsx passes signals on, but kills what is
 * slow to answer. `onOutput` sees what it has printed so far, on either stream.
 */
export async function runBundledMovies(args: readonly string[], onOutput?: OnOutput): Promise<Run> {
  programs ??= bundled({ main });
  return run([join(await programs, "main.mjs"), ...args], onOutput);
}

type OnOutput = (printed: string, process: ChildProcess) => void;

let programs: Promise<string> | undefined;

function run(args: readonly string[], onOutput: OnOutput = () => undefined): Promise<Run> {
  // Without what vitest sets, because a user has it not: a warning has to show up here.
  const { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: _, NODE_OPTIONS: __, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => onOutput((stdout += text) + stderr, child));
  child.stderr.setEncoding("utf8").on("data", (text: string) => onOutput(stdout + (stderr += text), child));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

const main = "examples/movies/src/main.ts";
const root = fileURLToPath(new URL("../..", import.meta.url));
