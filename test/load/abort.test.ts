import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { type Fault, type FaultRequest, startFaults } from "../../packages/local/src/index.ts";
import {
  isBatchIncompleteError,
  type NewContent,
  WriteOnceRepository,
} from "../../packages/standard-dynamo/src/index.ts";
import { type Entries, type Entry, type EntryContent, idOf, placeOf } from "../histories/actor.ts";
import { Dice } from "../histories/dice.ts";
import { Stage } from "../histories/stage.ts";
import { storedRecords } from "../histories/stored-records.ts";

/** What is stored before, and what a call of each kind writes. */
const before = Array.from({ length: 60 }, (_, index) => contentOf(`a${index}`, "before"));
const given = Array.from({ length: 260 }, (_, index) => contentOf(`b${index}`, "after"));

/** A call, and which of the contents given it is to write or which records to delete, if it is a batch. */
interface Call {
  readonly run: (entries: Entries, signal: AbortSignal) => Promise<unknown>;
  /** How many requests it sends, about, and how many of them at once. */
  readonly requests: number;
  readonly atOnce: number;
  readonly writes?: true;
  readonly deletes?: true;
}

const calls: Readonly<Record<string, Call>> = {
  get: { requests: 1, atOnce: 1, run: (entries, signal) => entries.get(placeOf("a1"), { signal }) },
  put: { requests: 1, atOnce: 1, run: (entries, signal) => entries.put(contentOf("c", "after"), { signal }) },
  update: {
    requests: 1,
    atOnce: 1,
    run: (entries, signal) => entries.update(placeOf("a1"), { increment: { count: 1 } }, { signal }),
  },
  delete: { requests: 1, atOnce: 1, run: (entries, signal) => entries.delete(placeOf("a2"), { signal }) },
  list: {
    requests: 12,
    atOnce: 2,
    run: (entries, signal) => entries.list({ partitionIds: ["p"], pageSize: 5 }, { signal }).toArray(),
  },
  getBatch: {
    requests: 4,
    atOnce: 4,
    run: (entries, signal) =>
      entries
        .getBatch(
          [...given, ...before].map((content) => placeOf(idOf(content))),
          { signal },
        )
        .toArray(),
  },
  "putBatch of a list": {
    requests: 11,
    atOnce: 4,
    writes: true,
    run: (entries, signal) => entries.putBatch(given, { signal }),
  },
  "putBatch of a lazy source": {
    requests: 11,
    atOnce: 4,
    writes: true,
    run: (entries, signal) => entries.putBatch(lazily(given), { signal }),
  },
  deletePrefix: {
    requests: 4,
    atOnce: 5,
    deletes: true,
    run: (entries, signal) => entries.deletePrefix({ partitionIds: ["p"], contentPrefix: ["a"] }, { signal }),
  },
  "write once, likely": {
    requests: 14,
    atOnce: 4,
    writes: true,
    run: (entries, signal) => new WriteOnceRepository(entries, { bufferSize: 50 }).write(lazily(given), { signal }),
  },
  "write once, exactly": {
    requests: 200,
    atOnce: 16,
    writes: true,
    run: (entries, signal) =>
      new WriteOnceRepository(entries, { guarantee: "exactly-once", bufferSize: 50 }).write(given, { signal }),
  },
};

const whens: readonly When[] = ["at the arrival", "soon after the arrival", "before the answer"];
const stage = await Stage.open();
afterAll(() => stage[Symbol.asyncDispose]());

// Another one: ABORT_SEED=7 npx vitest run test/load/abort.test.ts
const seed = Number(process.env["ABORT_SEED"] ?? 1);

describe.each(Object.entries(calls))(`%s, at moments of seed ${seed}`, (name, call) => {
  const dice = new Dice(seed, name);
  const moments = Array.from({ length: call.requests === 1 ? 3 : 5 }, () => dice.below(call.requests));
  const runs = moments.map((moment, index) => ({ moment, when: whens[index % whens.length] as When, index }));

  test.each(runs)("aborted $when of request $moment sends no further one, and says what had landed", async (run) => {
    const place = `abort ${name} ${run.index}`;
    await stage.entriesOf(place, stage.direct).putBatch(before);
    const stop = new AbortController();
    const reason = new Error("enough");
    const abort = (): void => stop.abort(reason);
    let late = 0;
    const plan = ({ index }: FaultRequest): Fault | undefined => {
      if (stop.signal.aborted) late++;
      if (index !== run.moment) return undefined;
      if (run.when === "at the arrival") abort();
      if (run.when === "soon after the arrival") setTimeout(abort, dice.below(4));
      return run.when === "before the answer" ? "delay" : undefined;
    };
    await using faulty = await startFaults(stage.engine, { delayMs: 2, plan, onFault: abort });
    const entries = stage.entriesOf(place, faulty.createClient());
    const error = await call.run(entries, stop.signal).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    // Requests that were on their way have arrived by then.
    await sleep(15);
    // The others of those under way had left the client before, at most.
    expect(late).toBeLessThan(call.atOnce);
    await checkLanded(place, call, error, reason);
    if (run.when === "at the arrival") expect(error).toBeDefined();
  });
});

type When = "at the arrival" | "soon after the arrival" | "before the answer";

async function checkLanded(place: string, call: Call, error: unknown, reason: Error): Promise<void> {
  const stored = await storedRecords(stage.rawPlaceOf(place));
  if (isBatchIncompleteError<EntryContent>(error)) {
    expect(error.cause).toBe(reason);
    const rest: NewContent<Entry>[] = [];
    for await (const content of error.rest ?? []) rest.push(content);
    const left = new Set([...error.unwritten, ...rest].map(idOf));
    if (call.writes === true) {
      const landed = given.filter((content) => !left.has(idOf(content)));
      expect(landed).toHaveLength(error.written);
      for (const content of landed) expect(stored.get(idOf(content))).toMatchObject(content.item);
    }
    if (call.deletes === true) {
      const gone = before.filter((content) => !stored.has(idOf(content)));
      expect(gone.length).toBeGreaterThanOrEqual(error.written);
    }
  } else if (error === undefined) {
    if (call.writes === true)
      for (const content of given) expect(stored.get(idOf(content))).toMatchObject(content.item);
    if (call.deletes === true) for (const content of before) expect(stored.has(idOf(content))).toBe(false);
  } else expect(error).toBe(reason);
}

function contentOf(record: string, text: string): EntryContent {
  return { ...placeOf(record), item: { text, count: 0 } };
}

async function* lazily<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}
