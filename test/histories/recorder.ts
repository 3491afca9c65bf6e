import type { Passing } from "./gate.ts";
import type { Action, BatchSeen, ListSeen, Outcome, Step } from "./history.ts";

/** Writes down what clients do and see. */
export class Recorder {
  readonly steps: Step[] = [];
  readonly lists: ListSeen[] = [];
  readonly batches: BatchSeen[] = [];
  readonly surprises: string[] = [];
  /** Everything in the order in which it happened, to compare two runs by. */
  readonly log: string[] = [];
  readonly counts = { calls: 0, requests: 0, faults: 0, sentAgain: 0, unknown: 0 };
  readonly #open = new Map<number, Call>();
  #time = 0;

  tick(): number {
    return this.#time++;
  }

  note(event: object): void {
    this.log.push(JSON.stringify(event));
  }

  /** Makes a call of a client, of which there is one at a time. */
  async call(client: number, name: string, work: (call: Call) => Promise<void>): Promise<void> {
    const call = new Call(`client ${client}, ${name}`, this.tick());
    this.counts.calls++;
    this.#open.set(client, call);
    this.note({ begin: call.begin, call: call.name });
    await work(call);
    const end = this.tick();
    const steps = call.steps.map((step): Step => {
      const sent = call.sent.get(step.record) ?? 0;
      return { client, ...step, begin: call.begin, end, sent };
    });
    this.counts.unknown += steps.filter(({ outcome }) => outcome.kind === "unknown").length;
    this.note({ end, call: call.name, steps, seen: call.seen });
    this.steps.push(...steps);
    this.#open.delete(client);
  }

  /** A request of a client is on its way. */
  sent({ client, keys, text }: Pick<Passing, "client" | "keys" | "text">): void {
    this.counts.requests++;
    const call = this.#open.get(client);
    if (call === undefined) return;
    if (call.texts.has(text)) this.counts.sentAgain++;
    call.texts.add(text);
    for (const key of keys) {
      const record = recordOf(key);
      call.sent.set(record, (call.sent.get(record) ?? 0) + 1);
    }
  }
}

/** A call under way. */
export class Call {
  readonly name: string;
  readonly begin: number;
  /** How often each record was named in a request. */
  readonly sent = new Map<string, number>();
  readonly texts = new Set<string>();
  readonly steps: Pick<Step, "record" | "action" | "outcome" | "isSentOnce">[] = [];
  /** What else the caller saw, for the log. */
  readonly seen: unknown[] = [];

  constructor(name: string, begin: number) {
    this.name = name;
    this.begin = begin;
  }

  step(record: string, action: Action, outcome: Outcome, isSentOnce?: boolean): void {
    this.steps.push({ record, action, outcome, isSentOnce });
  }
}

/** The id of a record in a key as `packages/local/src/faults` writes it, `table/partition/type#id`. */
function recordOf(key: string): string {
  return key.slice(key.lastIndexOf("#") + 1);
}
