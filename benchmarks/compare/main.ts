// What operations cost in CPU and memory, by ourselves and by others. `npm run bench`; see docs/performance.md.
import { readOptions } from "./options.ts";
import { profileTable, showProfile } from "./profile-table.ts";
import { checkUpdates, profileCarrier, runCarrier } from "./run-carrier.ts";
import { tablesOf } from "./tables.ts";
import { writeTables } from "./write-tables.ts";

const options = readOptions(process.argv.slice(2));
if (options.profile) {
  for (const carrier of options.carriers) {
    const profiles = await profileCarrier(carrier, options);
    for (const each of profiles) console.log(`\n## ${carrier}, ${showProfile(each)}`);
    const command = `npm run bench -- ${process.argv
      .slice(2)
      .join(" ")
      .replace(/ ?--write/, "")}`;
    if (options.write) writeTables("profile", profileTable(profiles), `\`${command}\`.`);
  }
} else {
  if (options.jobs.includes("update")) await checkUpdates(options.contestants);
  for (const carrier of options.carriers) {
    const columns = await runCarrier(carrier, options);
    if (columns.length === 0) continue;
    const tables = tablesOf(carrier, columns);
    console.log(`\n## ${carrier}\n\n${tables}`);
    if (options.write)
      writeTables(carrier, tables, `\`npm run bench -- --carrier ${carrier}\`: medians of ${options.rounds} rounds.`);
  }
}
