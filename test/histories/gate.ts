import { type Answer, deliver } from "../../packages/local/src/faults/answer.ts";
import type { Fault } from "../../packages/local/src/faults/fault.ts";
import { decideFault, type FaultPlan, unprocessedKeys } from "../../packages/local/src/faults/fault-schedule.ts";
import { parsed } from "../../packages/local/src/faults/json.ts";
import { meetFault } from "../../packages/local/src/faults/meet-fault.ts";
import { batchEntries, requestKeys } from "../../packages/local/src/faults/request-keys.ts";
import { RequestLog } from "../../packages/local/src/faults/request-log.ts";
import { type SplitBatch, splitBatch } from "../../packages/local/src/faults/split-batch.ts";
import { canonicalText } from "./canonical-text.ts";
import { CaughtAnswer, type HandlerResponse } from "./caught-answer.ts";
import { askEngine, type HandlerRequest, operationOf, type RequestHandler, textOf } from "./engine-way.ts";
import type { Turnstile } from "./turnstile.ts";

/** Told of every request that goes through. */
export interface Passing {
  readonly client: number;
  readonly operation: string;
  readonly keys: readonly string[];
  readonly fault: Fault | undefined;
  /** What is sent. */
  readonly text: string;
}

/** Lets the requests of all clients of a history go through the turnstile to the engine, and meet their faults there. */
export class Gate {
  readonly #turnstile: Turnstile;
  readonly #engine: RequestHandler;
  readonly #plan: FaultPlan;
  readonly #tell: (passing: Passing) => void;
  readonly #log = new RequestLog();

  constructor(turnstile: Turnstile, engine: RequestHandler, plan: FaultPlan, tell: (passing: Passing) => void) {
    this.#turnstile = turnstile;
    this.#engine = engine;
    this.#plan = plan;
    this.#tell = tell;
  }

  async handle(client: number, sent: HandlerRequest): Promise<HandlerResponse> {
    const operation = operationOf(sent);
    const body = parsed(textOf(sent));
    const text = canonicalText(body);
    const keys = await requestKeys(operation, body, keyNames);
    const label = `${operation} ${text}`;
    const { fault, caught } = await this.#turnstile.turn(client, label, () =>
      this.#pass({ client, operation, keys, text }, sent, body),
    );
    // The engine has acted; the others go on while the answer is on its way.
    if (fault === "delay") await this.#turnstile.turn(client, label, async () => undefined);
    return caught.response();
  }

  async #pass(passing: Omit<Passing, "fault">, sent: HandlerRequest, body: unknown): Promise<Passed> {
    const { operation, keys } = passing;
    const history = this.#log.history(operation, keys);
    const request = { index: this.#log.request(), operation, keys, occurrence: history.count++, body };
    const fault = decideFault(this.#plan, request, history.previous);
    history.previous = fault;
    this.#tell({ ...passing, fault });
    const caught = new CaughtAnswer();
    const { outgoing } = caught;
    const ask = (part?: Buffer): Promise<Answer> => askEngine(this.#engine, sent, part);
    if (fault === undefined || fault === "delay") deliver(await ask(), outgoing);
    else {
      const split = async (): Promise<SplitBatch | undefined> =>
        splitBatch(request, await batchEntries(operation, body, keyNames), unprocessedKeys(this.#plan.seed, request));
      await meetFault(fault, { outgoing, ask, split, tell: () => undefined, delayMs: 0 });
    }
    return { fault, caught };
  }
}

/** What became of a request. */
interface Passed {
  readonly fault: Fault | undefined;
  readonly caught: CaughtAnswer;
}

/** The key attributes of the table of all histories. */
const keyNames = async (): Promise<readonly string[]> => ["PK", "SK"];
