import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { findEngine } from "../src/find-engine.ts";
import { startLocal } from "../src/index.ts";
import { temporaryFolder } from "./support.ts";

const machine = { platform: "linux", arch: "riscv64" };

function program(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "#!/bin/sh\n");
  chmodSync(file, 0o755);
  return file;
}

function engine(folder: string): string {
  const root = join(folder, "node_modules/@dynoxide/linux-riscv64");
  const file = program(join(root, "dynoxide"));
  writeFileSync(join(root, "package.json"), "{}");
  return file;
}

function meta(folder: string, bin: unknown): string {
  const root = join(folder, "node_modules/dynoxide");
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "package.json"), JSON.stringify({ bin }));
  return root;
}

test("the order is DYNOXIDE_BIN, platform package, package dynoxide, PATH", () => {
  const folder = temporaryFolder();
  const from = [join(folder, "/")];
  const onPath = program(join(folder, "bin/dynoxide"));
  const env: Record<string, string> = { PATH: `${join(folder, "empty")}:${join(folder, "bin")}` };
  const search = { ...machine, from, env };
  expect(findEngine(search)).toEqual({ file: onPath, args: [] });

  const script = program(join(meta(folder, { dynoxide: "cli.js" }), "cli.js"));
  expect(findEngine(search)).toEqual({ file: process.execPath, args: [script] });

  const nested = engine(dirname(script));
  expect(findEngine(search)).toEqual({ file: nested, args: [] });

  const direct = engine(folder);
  expect(findEngine(search)).toEqual({ file: direct, args: [] });

  const named = program(join(folder, "named"));
  expect(findEngine({ ...search, env: { ...env, DYNOXIDE_BIN: named } })).toEqual({ file: named, args: [] });
});

test("without an engine the error names the command to type", () => {
  const folder = temporaryFolder();
  expect(() => findEngine({ ...machine, from: [join(folder, "/")], env: { PATH: folder } })).toThrow(
    expect.objectContaining({
      name: "LocalEngineError",
      reason: "not-found",
      message: expect.stringContaining(
        "No DynamoDB engine found for linux-riscv64. Install it with: npm i -D dynoxide\n",
      ),
    }),
  );
});

test("a DYNOXIDE_BIN that names no program is an error, not passed over", async () => {
  const file = join(temporaryFolder(), "nothing");
  vi.stubEnv("DYNOXIDE_BIN", file);
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(startLocal()).rejects.toMatchObject({
    reason: "not-found",
    message: expect.stringContaining(`DYNOXIDE_BIN names ${file}, which is not a program.`),
  });
});

test("a program that ends at once is an error with its last words", async () => {
  const file = program(join(temporaryFolder(), "engine"));
  writeFileSync(file, "#!/bin/sh\necho 'no, not today' >&2\nexit 9\n");
  vi.stubEnv("DYNOXIDE_BIN", file);
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(startLocal()).rejects.toMatchObject({
    reason: "start-failed",
    output: "no, not today",
    message: expect.stringContaining("ended while starting (exit code 9): no, not today"),
  });
});

test("a file that the system cannot start is an error with its cause", async () => {
  const file = program(join(temporaryFolder(), "engine"));
  writeFileSync(file, "#!/no/such/shell\n");
  vi.stubEnv("DYNOXIDE_BIN", file);
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(startLocal()).rejects.toMatchObject({ reason: "start-failed", cause: expect.any(Error) });
});
