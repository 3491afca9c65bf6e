import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundled } from "../support/bundled.ts";
import { pages, readPage, workspace } from "./page.ts";
import { blockMark, programOf } from "./program.ts";

/**
 * Writes the program of a page and gives the file. It stands below node_modules, so that no other tool looks at it; the
 * modules of the workspace are found from there all the same.
 */
export function writeProgram(page: string, folder: "run" | "compile"): string {
  const programs = join(workspace, "node_modules/.cache/standard-dynamo-docs", folder);
  mkdirSync(programs, { recursive: true });
  const file = join(programs, `${nameOf(page)}.mts`);
  writeFileSync(file, programOf(readPage(page)));
  return file;
}

let programs: Promise<string> | undefined;

function nameOf(page: string): string {
  return page.replaceAll(/[/.]/g, "-");
}

/** Runs the TypeScript of a page; gives what each block has printed, by the line of its fence. */
export async function runPage(page: string): Promise<ReadonlyMap<number, readonly string[]>> {
  programs ??= bundled(Object.fromEntries(pages.map((each) => [nameOf(each), writeProgram(each, "run")])));
  const child = spawn(process.execPath, [join(await programs, `${nameOf(page)}.mjs`)], {
    cwd: workspace,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on("close", resolve)),
  ]);
  if (code !== 0 || errors !== "") throw new Error(`${page} ended with ${String(code)}\n${errors}\n${output}`);
  const parts = output.split(blockMark).slice(1);
  return new Map(
    parts.map((part) => {
      const [line, ...printed] = part.replace(/\n$/, "").split("\n");
      return [Number(line), printed] as const;
    }),
  );
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
