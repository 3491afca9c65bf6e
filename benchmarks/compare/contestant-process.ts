import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CarrierAddress } from "../carriers/open-carrier.ts";
import type { ContestantName } from "../peers/contestants.ts";
import type { WorkerAnswer, WorkerQuestions, WorkerStart } from "./worker-protocol.ts";

/** A contestant in a process of its own, so that nobody's garbage or compiled code is another's. */
export class ContestantProcess {
  readonly name: ContestantName;
  readonly #child: ChildProcess;

  private constructor(name: ContestantName, child: ChildProcess) {
    this.name = name;
    this.#child = child;
  }

  static async start(name: ContestantName, address: CarrierAddress): Promise<ContestantProcess> {
    const worker = fileURLToPath(new URL("../compare/worker.js", import.meta.url));
    const given: WorkerStart = { contestant: name, ...address };
    const started = new ContestantProcess(name, fork(worker, [JSON.stringify(given)]));
    await started.#answer();
    return started;
  }

  async ask<Question extends keyof WorkerQuestions>(
    question: Question,
    given: Parameters<WorkerQuestions[Question]>[0],
  ): Promise<Awaited<ReturnType<WorkerQuestions[Question]>>> {
    const answered = this.#answer();
    this.#child.send([question, given]);
    const { value, error } = await answered;
    if (error !== undefined) throw new Error(`${this.name}, ${question}: ${error}`);
    return value as Awaited<ReturnType<WorkerQuestions[Question]>>;
  }

  end(): void {
    // One of them catches the friendlier signal.
    this.#child.kill("SIGKILL");
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
