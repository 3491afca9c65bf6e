import type { CarrierName } from "../carriers/carrier.ts";
import { hostCarrier, tableNameOf } from "../carriers/host-carrier.ts";
import type { ContestantName } from "../peers/contestants.ts";
import { ContestantProcess } from "./contestant-process.ts";
import { jobs } from "./jobs.ts";
import type { CompareOptions } from "./options.ts";
import type { Profile } from "./profile.ts";
import { type JobResult, runRounds } from "./rounds.ts";

/** A column of the tables: a job, with so many calls at a time. */
export interface Column {
  readonly title: string;
  readonly result: JobResult;
}

/** Measures all jobs of one carrier. */
export async function runCarrier(carrier: CarrierName, options: CompareOptions): Promise<Column[]> {
  const wanted = options.jobs.filter((job) => jobs[job].carriers.includes(carrier));
  if (wanted.length === 0) return [];
  await using stage = await raise(carrier, options.contestants);
  const columns: Column[] = [];
  for (const job of wanted) {
    for (const concurrency of carrier === "socket" ? [1, 50] : [1]) {
      const title = carrier === "socket" ? `${jobs[job].title}, ${concurrency} at a time` : jobs[job].title;
      const { rounds, milliseconds } = options;
      const countBytes = carrier === "stub";
      const result = await runRounds(stage.processes, job, { rounds, milliseconds, concurrency, countBytes });
      columns.push({ title, result });
      const ratios = [...result].map(([name, { cpuRatio }]) => `${name} ${cpuRatio.toFixed(2)}`);
      console.error(`${carrier}, ${title}, CPU: ${ratios.join(", ")}`);
    }
  }
  return columns;
}

/** Lets everybody update a record on the local engine and looks at what is stored then. */
export async function checkUpdates(contestants: readonly ContestantName[]): Promise<void> {
  await using stage = await raise("engine", contestants);
  for (const each of stage.processes) await each.ask("prepare", { job: "update" });
}

/** Where one contestant spends the time of a job. */
export interface JobProfile {
  readonly title: string;
  readonly contestant: ContestantName;
  readonly profile: Profile;
}

export async function profileCarrier(carrier: CarrierName, options: CompareOptions): Promise<JobProfile[]> {
  await using stage = await raise(carrier, options.contestants);
  const profiles: JobProfile[] = [];
  for (const job of options.jobs.filter((name) => jobs[name].carriers.includes(carrier))) {
    for (const each of stage.processes) {
      await each.ask("prepare", { job });
      await each.ask("warmUp", { milliseconds: 16 * options.milliseconds, concurrency: 1 });
      const profile = await each.ask("profile", { milliseconds: 30 * options.milliseconds });
      profiles.push({ title: jobs[job].title, contestant: each.name, profile });
    }
  }
  return profiles;
}

interface Stage extends AsyncDisposable {
  readonly processes: readonly ContestantProcess[];
}

async function raise(carrier: CarrierName, names: readonly ContestantName[]): Promise<Stage> {
  const host = await hostCarrier(carrier, names);
  const processes: ContestantProcess[] = [];
  const end = async (): Promise<void> => {
    for (const each of processes) each.end();
    await host[Symbol.asyncDispose]();
  };
  try {
    for (const name of names) {
      const { endpoint } = host;
      processes.push(await ContestantProcess.start(name, { carrier, endpoint, tableName: tableNameOf(name) }));
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { processes, [Symbol.asyncDispose]: end };
}
