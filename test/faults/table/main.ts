// Writes the table of faults and operations into docs/reliability.md: `npm run faults:table`.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { faultsTable, withTable } from "./table.ts";

const page = fileURLToPath(new URL("../../../docs/reliability.md", import.meta.url));
writeFileSync(page, withTable(readFileSync(page, "utf8"), await faultsTable()));
