import { isBatchIncompleteError } from "../../packages/standard-dynamo/src/index.ts";
import { type Actor, type EntryContent, idOf, placeOf, stateOf, unknownOf } from "./actor.ts";
import { bulk, contested, counters, missing, once, still } from "./records.ts";
import { textOf } from "./single-calls.ts";

/** Writes a batch, and what is left of it again, until all is written. */
export async function putBatch(actor: Actor): Promise<void> {
  const { dice } = actor;
  const text = textOf(actor);
  const records = [...dice.some(bulk, 20 + dice.below(17)), ...dice.some(contested, dice.below(3))];
  const isLazy = dice.chance(0.5);
  let left: readonly EntryContent[] = records.map((record, count) => ({ ...placeOf(record), item: { text, count } }));
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > mostAttempts) {
      actor.recorder.surprises.push(`client ${actor.client}: a batch is not written after ${mostAttempts} attempts`);
      return;
    }
    left = await putOnce(actor, left, isLazy);
  }
}

/** No seed comes near it. */
const mostAttempts = 30;

/** Gives what the error says is left. */
async function putOnce(
  { client, entries, recorder, concurrency }: Actor,
  contents: readonly EntryContent[],
  isLazy: boolean,
): Promise<readonly EntryContent[]> {
  let left: readonly EntryContent[] = [];
  await recorder.call(client, `putBatch of ${contents.length}`, async (call) => {
    let unknown: ReturnType<typeof unknownOf> | undefined;
    try {
      await entries.putBatch(isLazy ? lazily(contents) : contents, { concurrency });
    } catch (error) {
      unknown = unknownOf(error, recorder);
      if (!isBatchIncompleteError<EntryContent>(error)) {
        left = contents;
      } else {
        const rest = await collected(error.rest ?? []);
        left = [...error.unwritten, ...rest];
        const batch = {
          call: call.name,
          given: contents.map(idOf),
          isLazy,
          done: error.written,
          unfinished: error.unwritten.map(idOf),
          rest: rest.map(idOf),
        };
        recorder.batches.push(batch);
        call.seen.push(batch);
      }
    }
    const isLeft = new Set(left.map(idOf));
    for (const content of contents) {
      const record = idOf(content);
      const action = { kind: "put", ...content.item } as const;
      call.step(record, action, unknown !== undefined && isLeft.has(record) ? unknown : { kind: "done" });
    }
  });
  return left;
}

export async function getBatch({ client, dice, entries, recorder, concurrency }: Actor): Promise<void> {
  const wanted = dice.some([...bulk, ...contested, ...counters, ...once, ...still, ...missing], 90 + dice.below(50));
  const isLazy = dice.chance(0.5);
  await recorder.call(client, `getBatch of ${wanted.length}`, async (call) => {
    const keys = wanted.map(placeOf);
    const found = new Map<string, ReturnType<typeof stateOf>>();
    const order: string[] = [];
    let unread: readonly string[] = [];
    let unknown: ReturnType<typeof unknownOf> | undefined;
    try {
      for await (const content of entries.getBatch(isLazy ? lazily(keys) : keys, { concurrency })) {
        order.push(idOf(content));
        found.set(idOf(content), stateOf(content));
      }
    } catch (error) {
      unknown = unknownOf(error, recorder);
      if (isBatchIncompleteError(error)) {
        const rest = (await collected(error.rest ?? [])) as readonly object[];
        const unfinished = error.unread.map(idOf);
        unread = [...unfinished, ...rest.map(idOf)];
        recorder.batches.push({ call: call.name, given: wanted, isLazy, unfinished, rest: rest.map(idOf) });
        call.seen.push(unfinished);
      } else unread = wanted;
    }
    const asked = wanted.filter((record) => found.has(record));
    if (asked.join() !== order.join())
      recorder.surprises.push(`${call.name}: not in the order of the keys: ${order.join()}`);
    const isUnread = new Set(unread);
    for (const record of wanted) {
      const isKnown = found.has(record) || !isUnread.has(record);
      if (isKnown && isUnread.has(record))
        recorder.surprises.push(`${call.name}: ${record} is read, and listed as unread`);
      const outcome = isKnown || unknown === undefined ? { kind: "found" as const, state: found.get(record) } : unknown;
      call.step(record, { kind: "read" }, outcome);
    }
  });
}

async function* lazily<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function collected<T>(source: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of source) all.push(value);
  return all;
}
