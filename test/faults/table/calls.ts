import * as v from "valibot";
import {
  type DynamoRepository,
  type NewContent,
  WriteOnceRepository,
} from "../../../packages/standard-dynamo/src/index.ts";

export const Counter = v.object({ text: v.string(), count: v.number() });
export type Counter = v.InferOutput<typeof Counter>;
export type Counters = DynamoRepository<Counter>;

/** How often the effect of a call is stored, by record; once is right. */
export type Effects = Readonly<Record<string, number>>;

/** A call of a repository, the same under every fault. */
export interface Call {
  /** The heading of its column. */
  readonly name: string;
  /** Stores what is there before. */
  readonly prepare: (counters: Counters) => Promise<unknown>;
  /** Makes the call; gives what is wrong with its answer, if anything is. */
  readonly run: (counters: Counters) => Promise<string | undefined>;
  /** Reads what is stored afterwards; of writes only. */
  readonly effects?: (counters: Counters) => Promise<Effects>;
}

/** Read calls find ten records, writes of many write or delete ten. */
const ids = Array.from({ length: 10 }, (_, index) => `a${index}`);
const before = { text: "before", count: 10 };
const after = { text: "after", count: 10 };

function contents(of: readonly string[], item: Counter): NewContent<Counter>[] {
  return of.map((id) => ({ contentIds: [id], item }));
}

const one = { contentIds: ["a0"] };
const storeOne = (counters: Counters) => counters.put({ ...one, item: before });
const storeAll = (counters: Counters) => counters.putBatch(contents(ids, before));
const storeNone = () => Promise.resolve();
const unless = (right: boolean, problem: string) => (right ? undefined : problem);

/** Those of the ids whose record is as the call writes it. */
async function written(counters: Counters, of: readonly string[]): Promise<Effects> {
  const stored = await counters.list().toArray();
  const isWritten = (id: string) =>
    stored.some(({ contentIds, item }) => contentIds[0] === id && item.text === after.text);
  return Object.fromEntries(of.map((id) => [id, isWritten(id) ? 1 : 0]));
}

async function deleted(counters: Counters, of: readonly string[]): Promise<Effects> {
  const stored = await counters.list().toArray();
  return Object.fromEntries(of.map((id) => [id, stored.some(({ contentIds }) => contentIds[0] === id) ? 0 : 1]));
}

async function storedOne(counters: Counters) {
  const { content } = await counters.get(one);
  if (content === undefined) throw new Error("The record that was stored before is gone");
  return content;
}

function writeOnce(guarantee: "likely" | "exactly-once"): Call {
  return {
    name: `write once, ${guarantee}`,
    // Three are there as they are to be, three are to be replaced, four are missing.
    prepare: async (counters) => {
      await counters.putBatch([...contents(ids.slice(0, 3), after), ...contents(ids.slice(3, 6), before)]);
    },
    run: async (counters) => {
      const once = new WriteOnceRepository(counters, { guarantee });
      const { created, replaced, unchanged } = await once.write(contents(ids, after));
      return unless(created === 4 && replaced === 3 && unchanged === 3, "told as unchanged");
    },
    effects: async (counters) => {
      const effects = await written(counters, ids.slice(3));
      const replaced = await counters.getBatch(contents(ids.slice(3, 6), before)).toArray();
      const times = replaced.map(({ contentIds, currentVersion }) => [contentIds[0] ?? "", currentVersion - 1]);
      return { ...effects, ...Object.fromEntries(times) };
    },
  };
}

export const calls: readonly Call[] = [
  {
    name: "get",
    prepare: storeOne,
    run: async (counters) => unless((await counters.get(one)).content?.item.text === before.text, "WRONG"),
  },
  {
    name: "getBatch",
    prepare: storeAll,
    run: async (counters) => {
      const read = await counters.getBatch(contents(ids, before)).toArray();
      return unless(read.map(({ contentIds }) => contentIds[0]).join() === ids.join(), "WRONG");
    },
  },
  {
    name: "list",
    prepare: storeAll,
    run: async (counters) => {
      const read = await counters.list({ pageSize: 4 }).toArray();
      return unless(read.map(({ contentIds }) => contentIds[0]).join() === ids.join(), "WRONG");
    },
  },
  {
    name: "put",
    prepare: storeOne,
    run: async (counters) => unless((await counters.put({ ...one, item: after })).currentVersion === 1, "WRONG"),
    effects: async (counters) => ({ a0: (await storedOne(counters)).item.text === after.text ? 1 : 0 }),
  },
  {
    name: "putBatch",
    prepare: storeNone,
    run: async (counters) => unless((await counters.putBatch(contents(ids, after))).records === 10, "WRONG"),
    effects: (counters) => written(counters, ids),
  },
  {
    name: "update, increment",
    prepare: storeOne,
    run: async (counters) => {
      await counters.update(one, { increment: { count: 1 } });
      return undefined;
    },
    effects: async (counters) => ({ a0: (await storedOne(counters)).item.count - before.count }),
  },
  {
    name: "update, currentVersion",
    prepare: storeOne,
    run: async (counters) => {
      const { currentVersion } = await counters.update(one, { increment: { count: 1 }, currentVersion: 1 });
      return unless(currentVersion === 2, "WRONG");
    },
    effects: async (counters) => ({ a0: (await storedOne(counters)).item.count - before.count }),
  },
  {
    name: "delete",
    prepare: storeOne,
    run: async (counters) => {
      await counters.delete(one);
      return undefined;
    },
    effects: (counters) => deleted(counters, ["a0"]),
  },
  {
    name: "deletePrefix",
    prepare: async (counters) => {
      await storeAll(counters);
      await counters.put({ contentIds: ["b"], item: before });
    },
    run: async (counters) => {
      await counters.deletePrefix({ contentPrefix: ["a"] });
      return undefined;
    },
    effects: async (counters) => {
      const { b, ...effects } = await deleted(counters, [...ids, "b"]);
      if (b !== 0) throw new Error("A record outside of the prefix is gone");
      return effects;
    },
  },
  writeOnce("likely"),
  writeOnce("exactly-once"),
];
