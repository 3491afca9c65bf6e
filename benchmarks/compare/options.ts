import { parseArgs } from "node:util";
import { type ContestantName, contestantNames } from "../peers/contestants.ts";
import { type JobName, jobNames } from "./jobs.ts";

export interface CompareOptions {
  readonly jobs: readonly JobName[];
  readonly contestants: readonly ContestantName[];
  readonly rounds: number;
  /** How long a measurement takes at least, as far as whole runs allow. */
  readonly milliseconds: number;
}

export function readOptions(args: readonly string[]): CompareOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      contestants: { type: "string" },
      carrier: { type: "string" },
      rounds: { type: "string" },
      quick: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const contestants = chosen("--contestants", values.contestants, contestantNames);
  return {
    jobs: chosen("--only", values.only, jobNames),
    // The ratios need it.
    contestants: contestants.includes("document") ? contestants : [...contestants, "document"],
    rounds: Number(values.rounds ?? (values.quick ? 3 : 7)),
    milliseconds: values.quick ? 80 : 250,
  };
}

function chosen<Name extends string>(option: string, given: string | undefined, names: readonly Name[]): Name[] {
  if (given === undefined) return [...names];
  return given.split(",").map((name) => {
    if (!names.includes(name as Name)) throw new Error(`${option}: no ${name}; there are ${names.join(", ")}`);
    return name as Name;
  });
}
