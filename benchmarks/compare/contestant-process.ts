import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ContestantName } from "../peers/contestants.ts";
import type { Sample } from "./measure.ts";
import type { WorkerAnswer, WorkerRequest } from "./worker-protocol.ts";

/** Flags of processes that measure CPU, and of those that count bytes. */
export const cpuFlags = ["--expose-gc"];
export const bytesFlags = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];

/** A contestant in a process of its own, so that nobody's garbage or compiled code is another's. */
export class ContestantProcess {
  readonly name: ContestantName;
  readonly #child: ChildProcess;

  private constructor(name: ContestantName, child: ChildProcess) {
    this.name = name;
    this.#child = child;
  }

  static async start(name: ContestantName, flags: readonly string[]): Promise<ContestantProcess> {
    const worker = fileURLToPath(new URL("worker.js", import.meta.url));
    const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
    const started = new ContestantProcess(name, fork(worker, [name], { execArgv: [...flags], env }));
    await started.#answer();
    return started;
  }

  async ask(request: WorkerRequest): Promise<Sample> {
    const answered = this.#answer();
    this.#child.send(request);
    const { sample, error } = await answered;
    if (error !== undefined) throw new Error(`${this.name}: ${error}`);
    return sample ?? { times: 0, cpuMicroseconds: 0, wallMicroseconds: 0 };
  }

  end(): void {
    this.#child.kill();
  }

  #answer(): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      const exited = (): void => reject(new Error(`${this.name}: its process has ended`));
      this.#child.once("exit", exited);
      this.#child.once("message", (message) => {
        this.#child.off("exit", exited);
        resolve(message as WorkerAnswer);
      });
    });
  }
}
