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

function nameOf(page: string): string {
  return page.replaceAll(/[/.]/g, "-");
}

/** What a page has done. */
export interface PageRun {
  /** What each block has printed, by the line of its fence. */
  readonly printed: ReadonlyMap<number, readonly string[]>;
  /** What it has written to stderr, and the error that it ended with. */
  readonly errors: string;
}

const pageMark = "\u0001page ";

/** Runs the TypeScript of all pages, one after the other in one process, which most would take longer to start than to run. */
export async function runPages(): Promise<ReadonlyMap<string, PageRun>> {
  const folder = await bundled(Object.fromEntries(pages.map((page) => [nameOf(page), writeProgram(page, "run")])));
  const runner = join(folder, "run-all-pages.mjs");
  writeFileSync(runner, pages.map(runOf).join(""));
  const child = spawn(process.execPath, [runner], {
    cwd: workspace,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on("close", resolve)),
  ]);
  if (code !== 0) throw new Error(`The pages ended with ${String(code)}\n${errors}\n${output}`);
  const errorsByPage = byPage(errors);
  return new Map(
    [...byPage(output)].map(([page, part]) => {
      return [page, { printed: byBlock(part), errors: errorsByPage.get(page) ?? "" }];
    }),
  );
}

function runOf(page: string): string {
  const mark = JSON.stringify(`${pageMark}${page}\n`);
  return `process.stdout.write(${mark});
process.stderr.write(${mark});
await import("./${nameOf(page)}.mjs").catch(console.error);
`;
}

function byPage(output: string): ReadonlyMap<string, string> {
  const parts = output.split(pageMark).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]));
}

function byBlock(output: string): ReadonlyMap<number, readonly string[]> {
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
