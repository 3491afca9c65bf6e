import type { RecordState, Step } from "./history.ts";
import { mayEnd, movesOf, type Progress, startOf } from "./step-machine.ts";

/** One way in which things may have come to pass: what is stored, and how far each call under way is. */
interface World {
  readonly state: RecordState;
  readonly open: ReadonlyMap<number, Progress>;
}

/** The steps of one record, and what was stored of it. */
export interface RecordHistory {
  readonly record: string;
  readonly steps: readonly Step[];
  readonly before: RecordState;
  readonly after: RecordState;
}

/**
 * Whether there is an order in which the calls may have been carried out, each between its begin and its end, that gives
 * every caller what it was told and leaves what is stored: linearizability, for calls that are carried out once or, where
 * answers were lost, several times. It follows all orders at once, as a set of worlds.
 *
 * @returns what cannot be explained; `undefined` if all can
 */
export function checkRecord({ record, steps, before, after }: RecordHistory): string | undefined {
  let worlds = new Worlds(steps, [{ state: before, open: new Map() }]);
  const events = steps
    .flatMap(({ begin, end }, index) => [
      { index, time: begin, isBegin: true },
      { index, time: end, isBegin: false },
    ])
    .sort((one, other) => one.time - other.time);
  for (const { index, isBegin } of events) {
    const next = isBegin ? worlds.begun(index) : worlds.ended(index);
    if (next.size === 0) {
      return `${record}: no order of the calls explains ${JSON.stringify(steps[index])}; before it, stored was ${worlds.describe()}`;
    }
    worlds = next;
  }
  if (worlds.has(after)) return undefined;
  return `${record}: ${JSON.stringify(after ?? null)} is stored in the end, but what was acknowledged leaves ${worlds.describe()}`;
}

class Worlds {
  readonly #steps: readonly Step[];
  readonly #worlds = new Map<string, World>();

  constructor(steps: readonly Step[], worlds: Iterable<World>) {
    this.#steps = steps;
    for (const world of worlds) this.#worlds.set(keyOf(world), world);
  }

  get size(): number {
    return this.#worlds.size;
  }

  has(state: RecordState): boolean {
    return this.#worlds.has(keyOf({ state, open: new Map() }));
  }

  describe(): string {
    const states = new Set([...this.#worlds.values()].map(({ state }) => JSON.stringify(state ?? null)));
    return [...states].join(" or ");
  }

  begun(index: number): Worlds {
    const begin = startOf(this.#stepAt(index));
    return this.#mapped(this.#worlds.values(), ({ state, open }) => ({ state, open: new Map(open).set(index, begin) }));
  }

  /** Whatever the calls under way can have done by now they may have done. */
  ended(index: number): Worlds {
    const step = this.#stepAt(index);
    const fitting = this.#reachable().filter(({ open }) => mayEnd(step, open.get(index) as Progress));
    return this.#mapped(fitting, ({ state, open }) => {
      const others = new Map(open);
      others.delete(index);
      return { state, open: others };
    });
  }

  #reachable(): World[] {
    const reached = new Map(this.#worlds);
    // A map also goes over what is added to it on the way.
    for (const { state, open } of reached.values()) {
      for (const [index, progress] of open) {
        for (const [further, changed] of movesOf(this.#stepAt(index), progress, state)) {
          const world = { state: changed, open: new Map(open).set(index, further) };
          const key = keyOf(world);
          if (!reached.has(key)) reached.set(key, world);
        }
      }
    }
    return [...reached.values()];
  }

  #mapped(worlds: Iterable<World>, change: (world: World) => World): Worlds {
    return new Worlds(this.#steps, [...worlds].map(change));
  }

  #stepAt(index: number): Step {
    const step = this.#steps[index];
    if (step === undefined) throw new RangeError(`There is no step ${index}`);
    return step;
  }
}

function keyOf({ state, open }: World): string {
  const calls = [...open].sort(([one], [other]) => one - other);
  return JSON.stringify([state ?? null, calls]);
}
