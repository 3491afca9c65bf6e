import type { Repository } from "../../packages/standard-dynamo/src/index.ts";
import type { Actor, Entry } from "./actor.ts";
import { checkHistory } from "./check-history.ts";
import { Dice } from "./dice.ts";
import { handlerOf } from "./engine-way.ts";
import { faultMood } from "./fault-mood.ts";
import { Gate } from "./gate.ts";
import type { History } from "./history.ts";
import { program } from "./program.ts";
import { Recorder } from "./recorder.ts";
import { counters, once, still } from "./records.ts";
import type { Stage } from "./stage.ts";
import { clearRecords, storedRecords } from "./stored-records.ts";
import { Turnstile } from "./turnstile.ts";

/** A history that has been played and checked. */
export interface Played {
  readonly seed: number;
  readonly history: History;
  /** What cannot be: empty if all is well. */
  readonly problems: readonly string[];
  /** Everything in the order in which it happened. */
  readonly log: readonly string[];
  readonly counts: Recorder["counts"];
}

export interface PlayOptions {
  /** Stands around the repository of every client, to see whether the checker notices. @default nothing does */
  readonly around?: ((entries: Repository<Entry>) => Repository<Entry>) | undefined;
  /** How many calls each client makes. @default 10 */
  readonly calls?: number | undefined;
}

/** Plays the history of a seed: the same seed gives the same history, event by event. */
export async function play(stage: Stage, seed: number, options: PlayOptions = {}): Promise<Played> {
  const { around = (entries) => entries, calls = 10 } = options;
  const name = `history-${seed}`;
  const place = stage.rawPlaceOf(name);
  const recorder = new Recorder();
  const turnstile = new Turnstile(new Dice(seed, "turnstile"));
  const dice = new Dice(seed, "history");
  const plan = { seed, rates: faultMood(dice) };
  const clients = stage.clients.slice(0, 2 + dice.below(stage.clients.length - 1));
  const gate = new Gate(turnstile, handlerOf(stage.direct), plan, (passing) => {
    if (passing.fault !== undefined) recorder.counts.faults++;
    recorder.sent(passing.client, passing.keys, false);
    recorder.note(passing);
  });
  await stage.prepare(name);
  const before = await storedRecords(place);
  stage.route = (client, request) => gate.handle(client, request);
  const programs = clients.map((aws, client) => {
    const actor: Actor = {
      client,
      entries: around(stage.entriesOf(name, aws)),
      dice: new Dice(seed, `client ${client}`),
      recorder,
      versions: new Map(),
      concurrency: 1,
    };
    return () => program(actor, calls);
  });
  await turnstile.run(programs);
  const after = await storedRecords(place);
  await clearRecords(place);
  const { steps, lists, batches, surprises, log, counts } = recorder;
  const history = { steps, lists, batches, surprises, before, after };
  return { seed, history, problems: checkHistory(history, { still, counters, once }), log, counts };
}
