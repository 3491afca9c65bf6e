import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { startFaults } from "../../packages/local/src/index.ts";
import type { Repository } from "../../packages/standard-dynamo/src/index.ts";
import type { Entry } from "./actor.ts";
import { checkHistory } from "./check-history.ts";
import { countingClient } from "./counting-client.ts";
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
  readonly history: History;
  /** What cannot be: empty if all is well. */
  readonly problems: readonly string[];
  /** Everything in the order in which it happened. */
  readonly log: readonly string[];
  readonly counts: Recorder["counts"];
}

/** Stands around the repository of every client, to see whether the checker notices. */
export type Around = (entries: Repository<Entry>) => Repository<Entry>;

/** Plays the history of a seed: the same seed gives the same history, event by event. */
export async function play(stage: Stage, seed: number, around: Around = (entries) => entries): Promise<Played> {
  const recorder = new Recorder();
  const turnstile = new Turnstile(new Dice(seed, "turnstile"));
  const dice = new Dice(seed, "history");
  const plan = { seed, rates: faultMood(dice) };
  const clients = stage.clients.slice(0, 2 + dice.below(stage.clients.length - 1));
  const gate = new Gate(turnstile, handlerOf(stage.direct), plan, (passing) => {
    if (passing.fault !== undefined) recorder.counts.faults++;
    recorder.sent(passing);
    recorder.note(passing);
  });
  stage.route = (client, request) => gate.handle(client, request);
  return record(stage, { seed, recorder, clients, around, concurrency: 1, run: (works) => turnstile.run(works) });
}

/** Plays a history over sockets, with four requests of a batch at once: only its check counts, it is not the same again. */
export async function playThroughProxy(stage: Stage, seed: number): Promise<Played> {
  const recorder = new Recorder();
  const rates = Object.fromEntries(faultMood(new Dice(seed, "proxy")));
  const onFault = (): void => void recorder.counts.faults++;
  await using faulty = await startFaults(stage.engine, { seed, rates, onFault, delayMs: 5 });
  const clients = stage.clients.map((_, client) =>
    countingClient(faulty, (sent) => recorder.sent({ ...sent, client })),
  );
  const run = async (works: readonly (() => Promise<void>)[]): Promise<void> => {
    await Promise.all(works.map((work) => work()));
  };
  // Awaited, as the endpoint ends with this function.
  return await record(stage, { seed, recorder, clients, around: (entries) => entries, concurrency: 4, run });
}

interface Playing {
  readonly seed: number;
  readonly recorder: Recorder;
  readonly clients: readonly DynamoDBClient[];
  readonly around: Around;
  readonly concurrency: number;
  readonly run: (works: readonly (() => Promise<void>)[]) => Promise<void>;
}

/** How many calls each client makes. */
const callsOfClient = 8;

async function record(stage: Stage, { seed, recorder, clients, around, concurrency, run }: Playing): Promise<Played> {
  const name = `history-${seed}`;
  const place = stage.rawPlaceOf(name);
  await stage.prepare(name);
  const before = await storedRecords(place);
  const works = clients.map((aws, client) => {
    const entries = around(stage.entriesOf(name, aws));
    const actor = {
      client,
      entries,
      dice: new Dice(seed, `client ${client}`),
      recorder,
      versions: new Map(),
      concurrency,
    };
    return () => program(actor, callsOfClient);
  });
  await run(works);
  const after = await storedRecords(place);
  await clearRecords(place);
  const { steps, lists, batches, surprises, log, counts } = recorder;
  const history = { steps, lists, batches, surprises, before, after };
  return { history, problems: checkHistory(history, { still, counters, once }), log, counts };
}
