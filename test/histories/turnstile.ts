import type { Dice } from "./dice.ts";

/** A request before the turnstile. */
interface Waiting {
  readonly client: number;
  /** Tells the requests of one client apart. */
  readonly label: string;
  /** Carries it out to its end, and gives the client the answer. */
  readonly pass: () => Promise<void>;
}

/**
 * Lets one request through at a time. The next one is picked by dice, once every client has a request waiting or has ended:
 * so the order is that of the seed, and not of timers and sockets.
 */
export class Turnstile {
  readonly #dice: Dice;
  readonly #live = new Set<number>();
  #waiting: Waiting[] = [];
  #changed: (() => void) | undefined;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Waits for its turn, then does the work while everybody else stands still. */
  turn<Result>(client: number, label: string, work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const pass = (): Promise<void> => work().then(resolve, reject);
      this.#waiting.push({ client, label, pass });
      this.#changed?.();
    });
  }

  /** Runs clients to their ends. Each begins when the one before it waits. */
  async run(clients: readonly (() => Promise<void>)[]): Promise<void> {
    const ends: Promise<void>[] = [];
    for (const [client, work] of clients.entries()) {
      this.#live.add(client);
      const end = work().finally(() => {
        this.#live.delete(client);
        this.#changed?.();
      });
      // Told below.
      end.catch(() => undefined);
      ends.push(end);
      await this.#quiet(client);
    }
    while (this.#waiting.length > 0) {
      // Requests of one client may come in any order: by their text they have one.
      this.#waiting.sort((one, other) => one.client - other.client || (one.label < other.label ? -1 : 1));
      const next = this.#dice.pick(this.#waiting);
      this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
      const asksAhead = this.#has(next.client);
      await next.pass();
      await this.#quiet(next.client, asksAhead);
    }
    await Promise.all(ends);
  }

  /** Waits until a client can do no more by itself. */
  async #quiet(client: number, asksAhead: boolean = false): Promise<void> {
    while (this.#live.has(client) && !this.#has(client)) {
      await new Promise<void>((resolve) => (this.#changed = resolve));
    }
    this.#changed = undefined;
    // What follows from an answer without a timer has happened then.
    await new Promise(setImmediate);
    // With a request asked ahead, the client may wait for a timer beside it: for the shortest there is.
    if (asksAhead) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  #has(client: number): boolean {
    return this.#waiting.some((waiting) => waiting.client === client);
  }
}
