import { parseArgs } from "node:util";

/** Which histories a command plays. */
export interface HistoryArguments {
  readonly from: number;
  readonly seeds: number;
}

/**
 * `--seeds 1000 --from 7`, or `--seed 7` for one.
 *
 * @throws Error that says how it is used
 */
export function historyArguments(args: readonly string[], random: () => number = Math.random): HistoryArguments {
  const options = { seeds: { type: "string" }, from: { type: "string" }, seed: { type: "string" } } as const;
  const { seeds, from, seed } = parseArgs({ args: [...args], options }).values;
  if (seed !== undefined) return { from: whole("seed", seed), seeds: 1 };
  return {
    from: from === undefined ? Math.floor(random() * 2 ** 31) : whole("from", from),
    seeds: seeds === undefined ? 1000 : whole("seeds", seeds),
  };
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(number) || number < 0) {
    throw new Error(`--${name} is a whole number, but got ${JSON.stringify(text)}`);
  }
  return number;
}
