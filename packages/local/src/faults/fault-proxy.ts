import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LOOPBACK } from "../free-port.ts";
import { type Answer, cut, deliver } from "./answer.ts";
import type { Fault } from "./fault.ts";
import { type CheckedFaultOptions, isFault, noFault } from "./fault-options.ts";
import { decideFault, unprocessedKeys } from "./fault-schedule.ts";
import type { FaultCounts, FaultRequest } from "./faulty-endpoint.ts";
import { fieldsOf, parsed } from "./json.ts";
import { meetFault } from "./meet-fault.ts";
import { batchEntries, type FindKeyNames, requestKeys } from "./request-keys.ts";
import { RequestLog } from "./request-log.ts";
import { type SplitBatch, splitBatch } from "./split-batch.ts";
import { TableKeys } from "./table-keys.ts";
import { collect, type Question, Upstream } from "./upstream.ts";

/** The server before an engine that lets requests meet their faults. */
export class FaultProxy {
  readonly #log = new RequestLog();
  readonly #options: CheckedFaultOptions;
  readonly #upstream: Upstream;
  readonly #tableKeys: TableKeys;
  readonly #server: Server;
  #isPaused = false;
  /** What a function of the user threw first. */
  #failure: { readonly error: unknown } | undefined;

  constructor(target: URL, options: CheckedFaultOptions) {
    this.#options = options;
    this.#upstream = new Upstream(target);
    this.#tableKeys = new TableKeys(this.#upstream);
    this.#server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
    // An idle connection that the server closes may be one that a client uses again just then: a fault of no schedule.
    this.#server.keepAliveTimeout = 0;
    // It keeps the program running no more than the engine does.
    this.#server.on("connection", (socket) => void socket.unref());
  }

  /** Gives the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ host: LOOPBACK, port: 0 }, () => {
        this.#server.unref();
        // From now on an error is of one connection that could not be accepted, and its client sees that.
        this.#server.on("error", () => undefined);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  get counts(): FaultCounts {
    return this.#log.counts;
  }

  /** From now on requests go through untouched. */
  pause(): void {
    this.#isPaused = true;
  }

  /** From now on requests meet faults. */
  resume(): void {
    this.#isPaused = false;
  }

  /** Throws what a function of the user threw first, unless that was told before. */
  tellFailure(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure.error;
  }

  /** Cuts what is under way and closes all connections. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => void this.#server.close(resolve));
    this.#server.closeAllConnections();
    this.#upstream.close();
    await closed;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const { method = "POST", url: path = "/", headers } = incoming;
      const question = { method, path, headers, body: await collect(incoming) };
      const operation = /^\w+\.(\w+)$/.exec(String(headers["x-amz-target"]))?.[1];
      if (operation === undefined) deliver(await this.#upstream.ask(question, outgoing), outgoing);
      else await this.#meet(operation, question, outgoing);
    } catch {
      // The engine or the client has gone, or something is too large for both: there is nobody to tell.
      cut(outgoing);
    }
  }

  async #meet(operation: string, question: Question, outgoing: ServerResponse): Promise<void> {
    const body = parsed(question.body.toString());
    const findKeyNames: FindKeyNames = (table) => this.#tableKeys.of(table, question.headers);
    const keys = await requestKeys(operation, body, findKeyNames);
    const history = this.#log.history(operation, keys);
    const request = { index: this.#log.request(), operation, keys, occurrence: history.count++, body };
    const fault = this.#decide(request, history.previous);
    history.previous = fault;
    const ask = async (part?: Buffer): Promise<Answer> =>
      this.#upstream.ask(part === undefined ? question : { ...question, body: part }, outgoing);
    if (fault === undefined) deliver(await ask(), outgoing);
    else {
      const { delayMs, seed } = this.#options;
      const split = async (): Promise<SplitBatch | undefined> =>
        splitBatch(request, await batchEntries(operation, body, findKeyNames), unprocessedKeys(seed, request));
      await meetFault(fault, { outgoing, ask, split, delayMs, tell: () => this.#tell(fault, request) });
    }
    if (operation === "DeleteTable") this.#tableKeys.forget(String(fieldsOf(body)["TableName"]));
  }

  #decide(request: FaultRequest, previous: Fault | undefined): Fault | undefined {
    if (this.#isPaused) return undefined;
    return this.#trusting(() => {
      const fault: unknown = decideFault(this.#options, request, previous);
      if (fault === undefined || isFault(fault)) return fault;
      throw noFault(`What plan gave for ${request.operation},`, fault);
    });
  }

  #tell(fault: Fault, { index, operation, keys, occurrence }: FaultRequest): void {
    this.#log.fault(fault);
    this.#trusting(() => this.#options.onFault?.({ index, operation, keys, occurrence, fault }));
  }

  /** Calls what the user gave. */
  #trusting<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    }
  }
}
