// What operations cost in CPU and memory, by ourselves and by others. `npm run bench`; see docs/performance.md.
import { contestants } from "../peers/contestants.ts";
import { bytesFlags, ContestantProcess, cpuFlags } from "./contestant-process.ts";
import { jobs } from "./jobs.ts";
import { readOptions } from "./options.ts";
import { runRounds } from "./rounds.ts";

const options = readOptions(process.argv.slice(2));
const processes = await Promise.all(options.contestants.map((name) => ContestantProcess.start(name, cpuFlags)));
const counters = await Promise.all(options.contestants.map((name) => ContestantProcess.start(name, bytesFlags)));
try {
  for (const job of options.jobs) {
    const results = await runRounds(job, { processes, counters, ...options });
    console.log(`\n## ${jobs[job].title}\n`);
    console.log("| | CPU, µs | ratio | bytes | ratio |\n| --- | ---: | ---: | ---: | ---: |");
    for (const { name, cpu, cpuRatio, bytes, bytesRatio } of results) {
      const cells = [
        contestants[name].title,
        cpu.toFixed(1),
        cpuRatio.toFixed(2),
        bytes.toFixed(0),
        bytesRatio.toFixed(2),
      ];
      console.log(`| ${cells.join(" | ")} |`);
    }
  }
} finally {
  for (const each of [...processes, ...counters]) each.end();
}
