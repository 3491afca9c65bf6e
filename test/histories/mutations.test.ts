import { afterAll, expect, test } from "vitest";
import type { Repository } from "../../packages/standard-dynamo/src/index.ts";
import type { Entry } from "./actor.ts";
import { type Around, play } from "./play.ts";
import { Stage } from "./stage.ts";

/** A repository of which some methods are others. */
function changed(entries: Repository<Entry>, changes: Partial<Repository<Entry>>): Repository<Entry> {
  const whole = new Proxy(entries, {
    get(target, name): unknown {
      const change: unknown = Reflect.get(changes, name);
      if (change !== undefined) return change;
      const method: unknown = Reflect.get(target, name);
      return typeof method === "function" ? method.bind(target) : method;
    },
  });
  return whole;
}

const mutations: [string, Around][] = [
  [
    "an acknowledged put that is not sent",
    (entries) =>
      changed(entries, {
        put: async ({ currentVersion }) => ({ currentVersion: currentVersion ?? 1, cost: noCost }),
      }),
  ],
  [
    "an increment that is sent once more",
    (entries) =>
      changed(entries, {
        async update(key, command, options) {
          const answer = await entries.update(key, command, options);
          if (command.increment !== undefined) {
            await entries.update(key, { increment: command.increment }).catch(() => undefined);
          }
          return answer;
        },
      }),
  ],
  [
    "a version condition that is left out",
    (entries) =>
      changed(entries, {
        update: (key, { currentVersion: _left, ...command }, options) => entries.update(key, command, options),
      }),
  ],
  [
    "an acknowledged delete that is not sent",
    (entries) => changed(entries, { delete: async () => ({ cost: noCost }) }),
  ],
  [
    "a batch that leaves out its last record",
    (entries) =>
      changed(entries, {
        async putBatch(contents, options) {
          const all = [];
          for await (const content of contents) all.push(content);
          const answer = await entries.putBatch(all.slice(0, -1), options);
          return { ...answer, records: all.length };
        },
      }),
  ],
  [
    "a batch error that lists one record less",
    (entries) =>
      changed(entries, {
        putBatch: (contents, options) =>
          entries.putBatch(contents, options).catch((error: unknown) => {
            const { unwritten } = error as { unwritten: readonly unknown[] };
            throw Object.create(error as object, { unwritten: { value: unwritten?.slice(1) } }) as Error;
          }),
      }),
  ],
  [
    "a record written once without its condition",
    (entries) =>
      changed(entries, {
        put: (content, { requireAbsent: _absent, requireVersion: _version, ...options } = {}) =>
          entries.put(content, options),
      }),
  ],
];

const noCost = { requests: 1, retries: 0, waitedMs: 0, capacityUnits: undefined };

const stage = await Stage.open();
afterAll(() => stage[Symbol.asyncDispose]());

test.each(mutations)("the checker notices %s", { timeout: 60_000 }, async (_name, around) => {
  const found = [];
  for (let seed = 1; seed <= 12 && found.length === 0; seed++) {
    found.push(...(await play(stage, seed, around)).problems);
  }
  expect(found).not.toEqual([]);
});
