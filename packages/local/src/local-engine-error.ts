/**
 * Why a {@link LocalEngineError} was thrown.
 *
 * - `not-found`: no engine is installed, or `DYNOXIDE_BIN` names a file that does not exist
 * - `invalid-option`: `port` is no port, `path` is no file in a folder that exists, or an option of `startFaults` is wrong
 * - `port-in-use`: something else listens on the `port` asked for
 * - `start-failed`: the engine ended, or did not answer in time, while it was starting
 * - `died`: the engine ended without being told to
 * - `stopped`: a client was used during or after `stop()`
 * - `table-mismatch`: the table exists with other keys, or expires records by another attribute
 * - `table-not-ready`: the table was not active within a minute
 */
export type LocalEngineFailure =
  | "not-found"
  | "invalid-option"
  | "port-in-use"
  | "start-failed"
  | "died"
  | "stopped"
  | "table-mismatch"
  | "table-not-ready";

/** Something is wrong with the local engine, or with a table that was to be made in it; the message says what to do. */
export class LocalEngineError extends Error {
  /** The name to recognise this error by. */
  override readonly name = "LocalEngineError" as const;
  /** The same for every error of this class. */
  readonly code = "LOCAL_ENGINE" as const;
  /** What went wrong, to branch on. */
  readonly reason: LocalEngineFailure;
  /** The last words of the engine (its standard output and error, a few kilobytes at most); empty if it said nothing. */
  readonly output: string;

  constructor(reason: LocalEngineFailure, message: string, details: { output?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.reason = reason;
    this.output = details.output ?? "";
  }
}

/** Tells whether a caught value is a {@link LocalEngineError}, also one of another copy of this package. */
export function isLocalEngineError(value: unknown): value is LocalEngineError {
  return value instanceof Error && "code" in value && value.code === "LOCAL_ENGINE";
}
