import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { runCompiler } from "../types/compiler.ts";
import { pages, workspace } from "./page.ts";
import { writeProgram } from "./run-page.ts";

test("the TypeScript of the docs compiles", { timeout: 60_000 }, async () => {
  const files = pages.map((page) => writeProgram(page, "compile"));
  const folder = dirname(files[0] ?? "");
  // What a user's own settings would hardly ask for.
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false, erasableSyntaxOnly: false };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: `${workspace}tsconfig.base.json`, compilerOptions, files }),
  );
  expect(await runCompiler("7", folder)).toBe("");
});
