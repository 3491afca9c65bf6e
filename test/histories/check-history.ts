import { compareText } from "../../packages/standard-dynamo/src/key/text.ts";
import { checkRecord } from "./check-record.ts";
import type { BatchSeen, History, ListSeen, Step } from "./history.ts";

/** Which records are of which kind. */
export interface Kinds {
  readonly still: readonly string[];
  readonly counters: readonly string[];
  readonly once: readonly string[];
}

/** Holds what the callers were told against what is stored: all that does not fit, in words. */
export function checkHistory(history: History, kinds: Kinds): readonly string[] {
  const byRecord = new Map<string, Step[]>();
  for (const step of history.steps) byRecord.set(step.record, [...(byRecord.get(step.record) ?? []), step]);
  const records = new Set([...history.before.keys(), ...byRecord.keys(), ...history.after.keys()]);
  return [
    ...history.surprises,
    ...history.steps.flatMap(checkSending),
    ...[...records].flatMap((record) => {
      const ends = { before: history.before.get(record), after: history.after.get(record) };
      return checkRecord({ record, steps: byRecord.get(record) ?? [], ...ends }) ?? [];
    }),
    ...kinds.counters.flatMap((record) => checkCounter(record, byRecord.get(record) ?? [], history)),
    ...kinds.once.flatMap((record) => checkOnce(record, byRecord.get(record) ?? [])),
    ...history.lists.flatMap((list) => checkList(list, kinds.still)),
    ...history.batches.flatMap(checkBatch),
  ];
}

/** What is never to be sent again is not. */
function checkSending({ record, action, sent, isSentOnce = false }: Step): string[] {
  return isSentOnce && sent > 1
    ? [`${record}: ${action.kind} was sent ${sent} times, although never to be sent again`]
    : [];
}

/** Of a record that is only incremented: no count is lost, none is there that nobody may have made, no version is given twice. */
function checkCounter(record: string, steps: readonly Step[], { before, after }: History): string[] {
  const writes = steps.filter(({ action }) => action.kind === "update");
  const acknowledged = writes.filter(({ outcome }) => outcome.kind === "done");
  const unknown = writes.filter(
    ({ outcome, sent }) => outcome.kind === "unknown" || (outcome.kind === "refused" && sent > 1),
  );
  const grown = (after.get(record)?.count ?? 0) - (before.get(record)?.count ?? 0);
  const most = acknowledged.length + unknown.length;
  const isCounted = grown >= acknowledged.length && grown <= most;
  const counted = `${record}: ${acknowledged.length} increments were acknowledged, at most ${most} may have been made, ${grown} were counted`;
  const versions = acknowledged.map(({ outcome }) => ("version" in outcome ? outcome.version : undefined));
  const isDistinct = new Set(versions).size === versions.length;
  return [
    ...(isCounted ? [] : [counted]),
    ...(isDistinct ? [] : [`${record}: a version was given twice: ${versions.join()}`]),
  ];
}

/** Of several writers of the same content, one at most is told that it wrote it. */
function checkOnce(record: string, steps: readonly Step[]): string[] {
  const reports = steps.filter(
    ({ outcome: { kind } }) => kind === "written" || kind === "created" || kind === "replaced",
  );
  return reports.length <= 1 ? [] : [`${record}: ${reports.length} writers were told that they wrote it`];
}

function checkList({ call, records, isAscending }: ListSeen, still: readonly string[]): string[] {
  const ordered = isAscending ? records : records.toReversed();
  const isStrict = ordered.every((id, index) => index === 0 || compareText(ordered[index - 1] ?? "", id) < 0);
  const skipped = still.filter((id) => !records.includes(id));
  return [
    ...(isStrict ? [] : [`${call}: records out of order, or twice: ${records.join()}`]),
    ...(skipped.length === 0 ? [] : [`${call}: skipped, although nothing changed them: ${skipped.join()}`]),
  ];
}

function checkBatch({ call, given, isLazy, done, unfinished, rest }: BatchSeen): string[] {
  const listed = [...unfinished, ...rest];
  const places = listed.map((id) => given.indexOf(id));
  const isInOrder = places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1));
  const tail = rest.length === 0 ? [] : given.slice(-rest.length);
  const counted = (done ?? given.length - listed.length) + listed.length;
  const says = `${call}: of ${given.length} the error counts ${done} as done, lists ${unfinished.length} and ${rest.length} as rest`;
  return [
    ...(counted === given.length ? [] : [says]),
    ...(isInOrder && !places.includes(-1)
      ? []
      : [`${call}: listed twice, out of order or never given: ${listed.join()}`]),
    ...(tail.join() === rest.join() ? [] : [`${call}: the rest is not the end of the source: ${rest.join()}`]),
    ...(isLazy || rest.length === 0 ? [] : [`${call}: a list has no rest`]),
  ];
}
