import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import type { EngineCommand } from "./find-engine.ts";

/** How the process of an engine ended. */
export interface EngineExit {
  /** Such as `exit code 1` or `signal SIGKILL`. */
  readonly manner: string;
  /** What the system said when it could not start the program at all. */
  readonly cause: Error | undefined;
}

/** The child process of an engine, with its last words. */
export class EngineProcess {
  /** Settles, and never rejects, when the process has ended and its output has been read. */
  readonly exited: Promise<EngineExit>;
  readonly #child: ChildProcess;
  readonly #exitListeners = new Set<() => void>();
  #output = "";
  #exit: EngineExit | undefined;

  constructor(command: EngineCommand, args: readonly string[]) {
    const stdio = ["ignore", "pipe", "pipe"] as const;
    this.#child = spawn(command.file, [...command.args, ...args], { stdio: [...stdio], windowsHide: true });
    for (const stream of this.#streams()) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-OUTPUT_LIMIT);
      });
    }
    this.exited = ending(this.#child).then((exit) => {
      this.#exit = exit;
      for (const listener of this.#exitListeners) listener();
      return exit;
    });
  }

  /** Undefined when the program could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The end of what it wrote to its standard output and error. */
  get output(): string {
    return this.#output.trim();
  }

  /** How it ended; undefined while it runs. */
  get exit(): EngineExit | undefined {
    return this.#exit;
  }

  /** Calls the listener once when the process ends; gives the function that takes the listener back. */
  onExit(listener: () => void): () => void {
    this.#exitListeners.add(listener);
    return () => this.#exitListeners.delete(listener);
  }

  kill(signal: "SIGTERM" | "SIGKILL"): void {
    this.#child.kill(signal);
  }

  /** Lets the program end although the engine runs. */
  release(): void {
    this.#child.unref();
    for (const stream of this.#streams()) stream.unref();
  }

  /** Keeps the program running until the engine has ended. */
  hold(): void {
    this.#child.ref();
  }

  #streams(): Socket[] {
    return [this.#child.stdout, this.#child.stderr].filter((stream) => stream instanceof Socket);
  }
}

const OUTPUT_LIMIT = 4096;

/** A pipe may stay open when the engine has children of its own; the end of the engine does not wait for those. */
const DRAIN_MILLISECONDS = 100;

function ending(child: ChildProcess): Promise<EngineExit> {
  return new Promise((resolve) => {
    child.on("error", (cause) => {
      if (child.pid === undefined) resolve({ manner: "it could not be started", cause });
    });
    child.once("exit", (exitCode, signal) => {
      const exit = { manner: signal === null ? `exit code ${exitCode}` : `signal ${signal}`, cause: undefined };
      const drained = setTimeout(resolve, DRAIN_MILLISECONDS, exit);
      child.once("close", () => {
        clearTimeout(drained);
        resolve(exit);
      });
    });
  });
}
