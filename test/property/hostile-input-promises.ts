import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = import.meta.dirname;

export function describeHostilePromises(): void {
  describe("hostile input: SECURITY.md", () => {
    test("every promise names tests that are there", () => {
      const text = readFileSync(join(folder, "../../SECURITY.md"), "utf8");
      const [, table = ""] = text.split("| promise | held by |");
      const rows = [...table.matchAll(/^\| [^|]+ \| `([^`]+)`: ([^|]+) \|$/gm)];
      expect(rows.length).toBeGreaterThan(10);
      for (const [, file = "", tests = ""] of rows) {
        const source = readFileSync(join(folder, file), "utf8");
        const names = [...tests.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
        expect(names.length).toBeGreaterThan(0);
        expect(names.filter((name) => !source.includes(`"${name}"`))).toEqual([]);
      }
    });
  });
}
