import { type Actor, outcomeOf, placeOf, stateOf } from "./actor.ts";
import type { SingleAction } from "./apply-action.ts";
import { contested, counters, once } from "./records.ts";

/** What a client may do with one record. */
export async function put(actor: Actor): Promise<void> {
  const { dice, entries } = actor;
  const record = dice.pick(contested);
  const item = { text: textOf(actor), count: dice.below(100) };
  const demand = dice.pick(["none", "none", "absent", "version"] as const);
  const version = dice.chance(0.2) ? 1 + dice.below(9) : undefined;
  const requireAbsent = demand === "absent" ? true : undefined;
  const requireVersion = demand === "version" ? (actor.versions.get(record) ?? 1) : undefined;
  const action = { kind: "put", ...item, version, requireAbsent, requireVersion } as const;
  const retry = retryOf(actor);
  const options = { requireAbsent, requireVersion, retry };
  await change(actor, { record, action, retry }, async () => {
    const content = { ...placeOf(record), item, currentVersion: version };
    return (await entries.put(content, options)).currentVersion;
  });
}

export async function update(actor: Actor): Promise<void> {
  const { dice, entries } = actor;
  const record = dice.pick(contested);
  const text = textOf(actor);
  const currentVersion = dice.chance(0.5) ? (actor.versions.get(record) ?? 1) : undefined;
  const retry = retryOf(actor);
  await change(actor, { record, action: { kind: "update", text, currentVersion }, retry }, async () => {
    const command = { set: { text }, currentVersion };
    return (await entries.update(placeOf(record), command, { retry })).currentVersion;
  });
}

/** Counts in the two ways in which nothing is counted twice unnoticed. */
export async function increment(actor: Actor): Promise<void> {
  const { dice, entries } = actor;
  const record = dice.pick([...counters, ...counters, ...contested]);
  const add = 1;
  const isByVersion = dice.chance(0.5);
  if (isByVersion) await read(actor, record);
  const currentVersion = isByVersion ? (actor.versions.get(record) ?? 1) : undefined;
  const retry = isByVersion ? undefined : "never";
  await change(actor, { record, action: { kind: "update", add, currentVersion }, retry }, async () => {
    const command = { increment: { count: add }, currentVersion };
    return (await entries.update(placeOf(record), command, { retry })).currentVersion;
  });
}

export async function remove(actor: Actor): Promise<void> {
  const { dice, entries } = actor;
  const record = dice.pick(contested);
  const demand = dice.pick(["none", "exists", "version"] as const);
  const requireExists = demand === "exists";
  const requireVersion = demand === "version" ? (actor.versions.get(record) ?? 1) : undefined;
  const retry = retryOf(actor);
  await change(actor, { record, action: { kind: "delete", requireExists, requireVersion }, retry }, async () => {
    await entries.delete(placeOf(record), { requireExists, requireVersion, retry });
    return undefined;
  });
}

export async function get(actor: Actor): Promise<void> {
  await read(actor, actor.dice.pick([...contested, ...counters, ...once]));
}

async function read(actor: Actor, record: string): Promise<void> {
  await actor.recorder.call(actor.client, `get ${record}`, async (call) => {
    try {
      const { content } = await actor.entries.get(placeOf(record));
      if (content !== undefined) actor.versions.set(record, content.currentVersion);
      call.step(record, { kind: "read" }, { kind: "found", state: stateOf(content) });
    } catch (error) {
      call.step(record, { kind: "read" }, outcomeOf(error, actor));
    }
  });
}

interface Change {
  readonly record: string;
  readonly action: SingleAction;
  readonly retry: "never" | undefined;
}

/** @param work gives the version that was written */
async function change(
  actor: Actor,
  { record, action, retry }: Change,
  work: () => Promise<number | undefined>,
): Promise<void> {
  const isSentOnce = retry === "never";
  await actor.recorder.call(actor.client, `${action.kind} ${record}`, async (call) => {
    try {
      const version = await work();
      if (version !== undefined) actor.versions.set(record, version);
      call.step(record, action, { kind: "done", version }, isSentOnce);
    } catch (error) {
      const outcome = outcomeOf(error, actor);
      if (outcome.kind === "refused" && outcome.current !== undefined)
        actor.versions.set(record, outcome.current.version);
      call.step(record, action, outcome, isSentOnce);
    }
  });
}

/** A text that nobody has written before. */
export function textOf({ client, recorder }: Actor): string {
  return `${client}.${recorder.counts.calls}`;
}

function retryOf({ dice }: Actor): "never" | undefined {
  return dice.chance(0.2) ? "never" : undefined;
}
