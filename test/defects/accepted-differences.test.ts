// The guide's table of accepted differences is the one that the compatibility tests go by.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type Difference,
  putDifferences,
  readDifferences,
  requestDifferences,
  updateDifferences,
} from "../compat/accepted-differences.ts";

const guide = readFileSync(new URL("../../docs/from-pydantic-dynamo.md", import.meta.url), "utf8");

test("the guide lists every accepted difference with its reason, and no other", () => {
  const header = "| we | why | golden cases |\n| --- | --- | --- |";
  const rows = new Map<string, string[]>();
  for (const [name, { ours, reason }] of areas.flatMap((area) => Object.entries(area))) {
    const row = `| ${wording[ours]} | ${reason} |`;
    rows.set(row, [...(rows.get(row) ?? []), `\`${name}\``]);
  }
  const table = [header, ...[...rows].map(([row, names]) => `${row} ${names.join(", ")} |`)].join("\n");
  // To bring the guide up to date, paste what was expected here.
  expect(guide).toContain(`\n\n${table}\n\n`);
});

const areas: readonly Readonly<Record<string, Difference>>[] = [
  putDifferences,
  readDifferences,
  updateDifferences,
  requestDifferences,
];

const wording = { stores: "store it", refuses: "refuse it", differs: "differ" } as const;
