import { parseArgs } from "node:util";

export const help = `Loads 3,201 movies into a local DynamoDB and shows what standard-dynamo does with them.

Usage: npm start -- [options]

  --path FILE  keeps the table in FILE; the next run with it finds the movies there (default: in memory)
  --help       shows this`;

export interface Arguments {
  readonly path: string | undefined;
  readonly wantsHelp: boolean;
}

/** The command line is wrong; the message says how. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";
}

/** @throws ArgumentError */
export function parseArguments(args: readonly string[]): Arguments {
  const { path, help: wantsHelp = false } = parsed(args);
  if (path === "") throw new ArgumentError("--path needs the name of a file");
  return { path, wantsHelp };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { path: { type: "string" }, help: { type: "boolean", short: "h" } } })
      .values;
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
