import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

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
  const main = ["--conditions=@standard-dynamo/source", "examples/movies/src/main.ts", ...args];
  // Without what vitest sets, because a user has it not: a warning has to show up here.
  const { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: _, NODE_OPTIONS: __, ...env } = process.env;
  const child = spawn(process.execPath, [tsx, ...main], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => onOutput((stdout += text) + stderr, child));
  child.stderr.setEncoding("utf8").on("data", (text: string) => onOutput(stdout + (stderr += text), child));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

const root = fileURLToPath(new URL("../..", import.meta.url));
