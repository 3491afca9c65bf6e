import { isBatchIncompleteError, isRequestObjectStateError } from "../../../packages/standard-dynamo/src/index.ts";
import type { Effects } from "./calls.ts";
import type { Outcome } from "./play.ts";

/** What became of a call, in a few words; the page explains them. `plain` is the same call without faults. */
export function cellOf(outcome: Outcome, plain: Outcome): string {
  const { error, problem, isMet, effects = {} } = outcome;
  if (!isMet) return "–";
  const acknowledged = acknowledgedBy(error, effects);
  if (acknowledged.some(([, times]) => times === 0)) return "LOST";
  if (Object.values(effects).some((times) => times > 1)) return error === undefined ? "counted twice" : "LOST COUNT";
  if (error !== undefined) return [nameOf(error), doneWithout(effects, acknowledged.length)].filter(Boolean).join(", ");
  const remarks = [outcome.requests > plain.requests ? "sent again" : undefined, problem];
  return ["ok", ...remarks].filter(Boolean).join(", ");
}

/** The records that the caller was told are written. */
function acknowledgedBy(error: unknown, effects: Effects): readonly (readonly [string, number])[] {
  const all = Object.entries(effects);
  if (error === undefined) return all;
  if (!isBatchIncompleteError<{ readonly contentIds: readonly string[] }>(error) || error.written === 0) return [];
  const unwritten = new Set(error.unwritten.map(({ contentIds }) => contentIds.join("#")));
  return all.filter(([id]) => !unwritten.has(id));
}

/** What is stored of that which the caller was not told is written. */
function doneWithout(effects: Effects, acknowledged: number): string | undefined {
  const total = Object.keys(effects).length - acknowledged;
  if (total === 0) return undefined;
  const done = Object.values(effects).filter((times) => times > 0).length - acknowledged;
  if (done === 0) return "not done";
  return done === total ? "done" : "partly done";
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const name = error.name.replace(/(Error|Exception)$/, "") || error.name;
  if (isRequestObjectStateError(error)) return `${name}: ${error.reason}`;
  return isBatchIncompleteError(error) ? `${name}: ${nameOf(error.cause)}` : name;
}
