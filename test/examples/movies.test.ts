import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Run, runBundledMovies, runMovies } from "./run-movies.ts";

// A run takes two seconds, but several times that where much else is running.
const timeout = 60_000;

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "movies-"));
  path = join(folder, "movies.db");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a first run, on a new file", () => {
  let run: Run;
  beforeAll(async () => {
    run = await runMovies(["--path", path]);
  }, timeout);

  test("all steps succeed, and nothing but the progress is on stderr", () => {
    expect(run).toMatchObject({ code: 0 });
    const progress = /^ {4} *\d+ % (credits|films) [\d,]+ of [\d,]+$/;
    const lines = run.stderr.split("\n").filter((line) => line !== "");
    expect(lines.filter((line) => !progress.test(line))).toEqual([]);
    expect(lines.at(-1)).toBe("    100 % films 3,200 of 3,200");
  });

  test("every row is loaded or told of", () => {
    expect(run.stdout).toContain("row 3054: Title: expected text or a number, got null");
    expect(run.stdout).toContain("3,201 rows = 3,200 in the table + 1 refused");
    expect(run.stdout).toContain(
      "repaired: 9 titles that were numbers, 22 dates in the wrong century, 18 titles with broken letters",
    );
  });

  test("a limit counts what the filters let through, and the cursor goes on after it", () => {
    const pages = run.stdout.matchAll(/page (\d): \d{4}-\d\d-\d\d (.+?) \(/g);
    expect([...pages].map(([, page, title]) => `${page} ${title}`)).toEqual([
      "1 The Sixth Sense",
      "1 American Beauty",
      "1 Fight Club",
      "1 The Straight Story",
      "2 The Insider",
      "2 The Green Mile",
      "2 Magnolia",
    ]);
  });

  test("the version conflict is handled, and no change gets lost", () => {
    expect(run.stdout).toContain('"The Matrix" went from version 1 to 2');
    expect(run.stdout).toContain("has version 3, not 2");
    expect(run.stdout).toContain('both are kept, at version 4: "Ada: superb. Ben: loud. Eve: loud and superb"');
  });

  test("records expire and are deleted", () => {
    expect(run.stdout).toContain("two hours later 1 record was swept, and it is gone");
    expect(run.stdout).toContain("deleted the 14 films of the 20th century, then the other 7");
    expect(run.stdout).toContain("0 are left");
  });

  test("the summary tells requests, time and capacity of each step", () => {
    const summary = run.stdout.slice(run.stdout.indexOf("Summary"));
    expect(summary).toMatch(/Load the films +3,200 films, 1,870 credits +203 +\d+ +5070\.0\n/);
    expect(summary).toMatch(/Update with a version +version 1 to 2 +3 +\d+ +\d+\.\d\n/);
    expect(summary).toMatch(/total +\d+ +\d+ +[\d.]+\n/);
  });

  test("there is no colour outside a terminal", () => {
    expect(run.stdout).not.toContain("\u001b");
  });
});

test("a second run on the same file finds the movies and does all steps again", { timeout }, async () => {
  const second = await runBundledMovies(["--path", path]);
  expect(second).toMatchObject({ code: 0, stderr: "" });
  expect(second.stdout).toContain("found 3,200 movies from an earlier run: nothing to load");
  expect(second.stdout).not.toContain("Load the films");
  expect(second.stdout).toContain("3,201 rows = 3,200 in the table + 1 refused");
  expect(second.stdout).toContain('"The Matrix" went from version 4 to 5');
  expect(second.stdout).toContain("seen 2 times");
  expect(second.stdout).toContain('at version 7: "Ada: superb. Ben: loud. Eve: loud and superb"');
  expect(second.stdout).toContain("0 are left");
});

test.skipIf(process.platform === "win32")("Ctrl-C leaves no engine, also of a run in memory", { timeout }, async () => {
  let interrupted = false;
  const run = await runBundledMovies([], (printed, child) => {
    if (interrupted || !printed.includes("% credits")) return;
    interrupted = true;
    child.kill("SIGINT");
  });
  expect(run.signal).toBe("SIGINT");
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(run.stdout)?.[1]);
  await expect.poll(() => isListening(port), { timeout: 5000 }).toBe(false);
});

test("a wrong argument is one message with the usage, and exit code 2", { timeout }, async () => {
  const run = await runBundledMovies(["--pth", "movies.db"]);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toMatch(/^Unknown option '--pth'.*\n\n.*\n\nUsage: npm start -- \[options\]\n/);
});

test("an engine that cannot start is one message, and exit code 1", { timeout }, async () => {
  const run = await runBundledMovies(["--path", folder]);
  expect(run.code).toBe(1);
  expect(run.stderr).toBe(`${folder} is a folder: give the path of a file, such as a name in it.\n`);
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
