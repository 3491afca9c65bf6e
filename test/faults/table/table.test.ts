import { expect, test } from "vitest";
import { readPage } from "../../docs/page.ts";
import { faultsTable, withTable } from "./table.ts";

const page = readPage("docs/reliability.md");

test("docs/reliability.md has the table that the faults give now (npm run faults:table)", {
  timeout: 60_000,
}, async () => {
  expect(withTable(page, await faultsTable())).toBe(page);
});

test("under no fault is anything lost, or a wrong answer given", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| `") && line.split("|").length > 5);
  expect(rows.length).toBe(13);
  expect(rows.filter((row) => /LOST|WRONG/.test(row))).toEqual([]);
});

test("a page without marks gets no table", () => {
  expect(() => withTable("# Reliability\n", "")).toThrow("no marks");
});
