// What operations cost in CPU and memory, by ourselves and by others. `npm run bench`; see docs/performance.md.
import { readOptions } from "./options.ts";
import { checkUpdates, runCarrier, showProfiles } from "./run-carrier.ts";
import { tablesOf } from "./tables.ts";
import { writeTables } from "./write-tables.ts";

const options = readOptions(process.argv.slice(2));
if (options.profile) {
  for (const carrier of options.carriers) await showProfiles(carrier, options);
} else {
  if (options.jobs.includes("update")) await checkUpdates(options.contestants);
  for (const carrier of options.carriers) {
    const columns = await runCarrier(carrier, options);
    if (columns.length === 0) continue;
    const tables = tablesOf(carrier, columns);
    console.log(`\n## ${carrier}\n\n${tables}`);
    if (options.write) writeTables(carrier, tables, `npm run bench -- --carrier ${carrier}`, options.rounds);
  }
}
