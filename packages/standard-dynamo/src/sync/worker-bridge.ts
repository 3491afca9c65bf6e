import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { SyncWorkerError } from "../errors/sync-worker-error.ts";
import type { SdkAnswer } from "../operation/decode-answer.ts";
import type { DynamoRequest } from "../operation/dynamo-request.ts";
import { type ErrorDescription, reviveError } from "./revive-error.ts";

/** Sends requests by a worker thread and blocks until they are answered. */
export class WorkerBridge {
  readonly #clientConfig: object;
  readonly #timeoutMs: number;
  #thread: Thread | undefined;
  #lastId = 0;
  #disposed = false;

  /** @param timeoutMs how long to wait for the thread to start, and for each answer */
  constructor(clientConfig: object, timeoutMs: number) {
    this.#clientConfig = clientConfig;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws AWS's own error, or SyncWorkerError: never waits longer than the time-out */
  send({ operation, input }: DynamoRequest, once: boolean): SdkAnswer {
    if (this.#disposed) throw new SyncWorkerError("disposed", "The repository has been disposed");
    const id = ++this.#lastId;
    this.#thread ??= this.#start();
    this.#thread.port.postMessage({ id, operation, input, once });
    const { error, output } = this.#receive(this.#thread, (message) => message.id === id, operation);
    if (error !== undefined) throw reviveError(error);
    return output ?? {};
  }

  dispose(): void {
    this.#disposed = true;
    this.#end();
  }

  #start(): Thread {
    const { port1, port2 } = new MessageChannel();
    const answers = new Int32Array(new SharedArrayBuffer(4));
    // No options of the parent's process: its loaders are not the thread's.
    const worker = new Worker(new URL("./worker.js", import.meta.url), {
      workerData: { port: port2, answers, clientConfig: this.#clientConfig },
      transferList: [port2],
      execArgv: [],
    });
    const thread: Thread = { worker, port: port1, answers };
    worker.unref();
    port1.unref();
    // A thread that ends between two calls is replaced by the next one.
    worker.on("exit", () => this.#forget(thread));
    worker.on("error", () => this.#forget(thread));
    const { error } = this.#receive(thread, (message) => message.started === true || message.id === undefined, "start");
    if (error === undefined) return thread;
    void worker.terminate();
    throw new SyncWorkerError(
      "start-failed",
      `The worker thread could not start: ${error.message}`,
      reviveError(error),
    );
  }

  #receive(thread: Thread, isMine: (message: Message) => boolean, what: string): Message {
    const deadline = Date.now() + this.#timeoutMs;
    for (;;) {
      const seen = Atomics.load(thread.answers, 0);
      const received = receiveMessageOnPort(thread.port);
      if (received !== undefined) {
        if (isMine(received.message)) return received.message;
        continue;
      }
      const left = deadline - Date.now();
      if (left <= 0) {
        void thread.worker.terminate();
        this.#forget(thread);
        throw new SyncWorkerError("timeout", `The worker thread gave no answer to ${what} in ${this.#timeoutMs} ms`);
      }
      Atomics.wait(thread.answers, 0, seen, left);
    }
  }

  #forget(thread: Thread): void {
    if (this.#thread === thread) this.#thread = undefined;
    thread.port.close();
  }

  #end(): void {
    const thread = this.#thread;
    if (thread === undefined) return;
    this.#forget(thread);
    void thread.worker.terminate();
  }
}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** Counts the answers, so that the main thread can wait for the next. */
  readonly answers: Int32Array;
}

interface Message {
  readonly id?: number;
  readonly started?: boolean;
  readonly output?: SdkAnswer;
  readonly error?: ErrorDescription;
}
