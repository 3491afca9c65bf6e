import { setTimeout as sleep } from "node:timers/promises";
import type { EngineProcess } from "./engine-process.ts";
import { LocalEngineError } from "./local-engine-error.ts";

/** Watches a started engine: tells why it can no longer be used, and ends it. */
export class Supervisor {
  /** Settles when the engine has ended: `undefined` after `stop()`, otherwise the error. */
  readonly exited: Promise<LocalEngineError | undefined>;
  readonly #process: EngineProcess;
  readonly #endpoint: string;
  #stopping: Promise<void> | undefined;

  constructor(process: EngineProcess, endpoint: string) {
    this.#process = process;
    this.#endpoint = endpoint;
    this.exited = process.exited.then(() => (this.#stopping ? undefined : this.#failure()));
  }

  /**
   * Does work that needs the engine. It rejects at once when the engine ends, whatever the work does.
   *
   * @throws LocalEngineError `died`, `stopped`
   */
  async whileRunning<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#stopping || this.#process.exit) throw this.#failure();
    // Not Promise.race with `exited`: that would keep a reaction per request until the engine ends.
    let forget: (() => void) | undefined;
    const ended = new Promise<never>((_resolve, reject) => {
      forget = this.#process.onExit(() => reject(this.#failure()));
    });
    try {
      return await Promise.race([work(), ended]);
    } catch (error) {
      throw await this.#explain(error);
    } finally {
      forget?.();
    }
  }

  /** Ends the engine, politely first; gives the same promise when called again. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#process.hold();
    this.#process.kill("SIGTERM");
    const impatience = setTimeout(() => this.#process.kill("SIGKILL"), GRACE_MILLISECONDS);
    await this.#process.exited;
    clearTimeout(impatience);
  }

  /** A broken connection is noticed before the end of the process is: wait for that a moment. */
  async #explain(error: unknown): Promise<unknown> {
    if (error instanceof LocalEngineError || !isConnectionError(error)) return error;
    await Promise.race([this.#process.exited, sleep(EXIT_NOTICE_MILLISECONDS)]);
    return this.#stopping || this.#process.exit ? this.#failure(error) : error;
  }

  #failure(cause?: unknown): LocalEngineError {
    const { exit, output, pid } = this.#process;
    const engine = `The local DynamoDB engine (${this.#endpoint}, process ${pid})`;
    if (this.#stopping) return new LocalEngineError("stopped", `${engine} was stopped.`, { output, cause });
    return new LocalEngineError(
      "died",
      `${engine} died: ${exit?.manner ?? "unknown"}. Start another one. Its last words: ${output || "(none)"}`,
      { output, cause },
    );
  }
}

const GRACE_MILLISECONDS = 2000;
const EXIT_NOTICE_MILLISECONDS = 250;

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && "code" in error && CONNECTION_CODES.has(String(error.code));
}

const CONNECTION_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE"]);
