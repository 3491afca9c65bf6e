// The list of defects is complete: every one that was found in the original has a test here, named after it.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { behaviours } from "../compat/golden.ts";

const folder = new URL(".", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".test.ts") && file !== "defects.test.ts");

/** The file of each test, by the test's name. */
const tests = new Map(
  files.flatMap((file) => {
    const source = readFileSync(new URL(file, folder), "utf8");
    return [...source.matchAll(/^test\("(\w+)"/gm)].map((match) => [match[1] ?? "", file] as const);
  }),
);

const guide = readFileSync(new URL("../../docs/from-pydantic-dynamo.md", import.meta.url), "utf8");
const section = guide.slice(guide.indexOf("## The 57 defects"));
const rows = new Map(
  [...section.matchAll(/^\| `(\w+)` \|(.*)\|(.*)\|(.*)\|$/gm)].map(
    (match) => [match[1] ?? "", match.slice(2)] as const,
  ),
);

describe("every defect of the original", () => {
  test.each(behaviours.map(({ id }) => id))("%s has a test, and a row in the guide that names it", (id) => {
    const [original, ours, where] = rows.get(id) ?? [];
    expect([original, ours].every((text) => text !== undefined && text.trim() !== "")).toBe(true);
    expect(tests.get(id), `no test is named ${id}`).toBeDefined();
    expect(where).toContain(tests.get(id)?.replace(".test.ts", ""));
  });

  test("and there are no others", () => {
    expect([...rows.keys()].toSorted()).toEqual(behaviours.map(({ id }) => id).toSorted());
    expect([...tests.keys()].toSorted()).toEqual(behaviours.map(({ id }) => id).toSorted());
  });
});
