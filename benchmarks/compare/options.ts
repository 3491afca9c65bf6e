import { parseArgs } from "node:util";
import { type CarrierName, carrierNames } from "../carriers/carrier.ts";
import { type ContestantName, contestantNames } from "../peers/contestants.ts";
import { type JobName, jobNames } from "./jobs.ts";

export interface CompareOptions {
  readonly jobs: readonly JobName[];
  readonly carriers: readonly CarrierName[];
  readonly contestants: readonly ContestantName[];
  readonly rounds: number;
  /** How long a measurement takes at least, as far as whole runs allow. */
  readonly milliseconds: number;
  /** Write the tables into the docs? */
  readonly write: boolean;
  /** Show (or write, as one table) where the time is spent, and measure nothing? */
  readonly profile: boolean;
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
      profile: { type: "boolean", default: false },
    },
  });
  const { quick, write, profile } = values;
  if (write && !profile && (quick || values.only !== undefined || values.contestants !== undefined)) {
    throw new Error("--write takes whole tables: leave out --quick, --only and --contestants");
  }
  const contestants = chosen("--contestants", values.contestants, contestantNames);
  return {
    jobs: chosen("--only", values.only, jobNames),
    carriers: chosen("--carrier", values.carrier, carrierNames),
    // The ratios need the reference.
    contestants: contestantNames.filter((name) => contestants.includes(name) || (name === "document" && !profile)),
    rounds: Number(values.rounds ?? (quick ? 5 : 15)),
    milliseconds: quick ? 60 : 120,
    write,
    profile,
  };
}

function chosen<Name extends string>(option: string, given: string | undefined, names: readonly Name[]): Name[] {
  if (given === undefined) return [...names];
  return given.split(",").map((name) => {
    if (!names.includes(name as Name)) throw new Error(`${option}: no ${name}; there are ${names.join(", ")}`);
    return name as Name;
  });
}
