import { type Fault, faults } from "./fault.ts";
import { requestIdentity } from "./fault-schedule.ts";
import type { FaultCounts } from "./faulty-endpoint.ts";

/** What is known of the requests of one operation with the same keys. */
export interface RequestHistory {
  /** How many came until now. */
  count: number;
  /** What the last one met. */
  previous: Fault | undefined;
}

/** Counts requests and faults. */
export class RequestLog {
  readonly #histories = new Map<number, RequestHistory>();
  readonly #faults = new Map<Fault, number>();
  #requests = 0;

  get counts(): FaultCounts {
    // In the order of the list, so that two runs that met the same faults print the same.
    const met = faults.filter((fault) => this.#faults.has(fault));
    return {
      requests: this.#requests,
      faults: Object.fromEntries(met.map((fault) => [fault, this.#faults.get(fault)])),
    };
  }

  /** Takes in a request; gives its index. */
  request(): number {
    return this.#requests++;
  }

  fault(fault: Fault): void {
    this.#faults.set(fault, (this.#faults.get(fault) ?? 0) + 1);
  }

  history(operation: string, keys: readonly string[]): RequestHistory {
    const identity = requestIdentity(operation, keys);
    const history = this.#histories.get(identity) ?? { count: 0, previous: undefined };
    // Set anew, it comes last in the order in which they are forgotten.
    this.#histories.delete(identity);
    this.#histories.set(identity, history);
    if (this.#histories.size > REMEMBERED) this.#histories.delete(this.#histories.keys().next().value ?? 0);
    return history;
  }
}

/** Of how many different requests the occurrences are counted, so that memory stays flat in a long load. */
const REMEMBERED = 200_000;
