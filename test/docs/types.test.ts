import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { pages, workspace } from "./page.ts";
import { writeProgram } from "./run-page.ts";

test("the TypeScript of the docs compiles", { timeout: 60_000 }, async () => {
  const files = pages.map((page) => writeProgram(page, "compile"));
  const project = join(dirname(files[0] ?? ""), "tsconfig.json");
  // What a user's own settings would hardly ask for.
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false, erasableSyntaxOnly: false };
  writeFileSync(project, JSON.stringify({ extends: `${workspace}tsconfig.base.json`, compilerOptions, files }));
  expect(await compile(project)).toBe("");
});

function compile(project: string): Promise<string> {
  const compiler = join(workspace, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [compiler, "-p", project, "--pretty", "false"],
      { cwd: workspace },
      (_, stdout, stderr) => resolve(`${stdout}${stderr}`),
    );
  });
}
