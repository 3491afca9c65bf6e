import { applyAction, type SingleAction } from "./apply-action.ts";
import type { Action, Outcome, RecordState, Step } from "./history.ts";

/**
 * How far a call has come with a record. `left` is how often it may still be carried out: a request whose answer was lost
 * is sent again, so that it may be carried out several times.
 */
export interface Progress {
  readonly at: "begun" | "comparing" | "writing" | "told";
  readonly left: number;
  /** What a write-once has found last: `null` if nothing. */
  readonly found?: number | null | undefined;
}

/** What may have happened next: what is stored then, and how far the call is. */
export type Move = readonly [progress: Progress, state: RecordState];

type WriteOnce = Extract<Action, { readonly kind: "write-once" }>;

export function startOf({ action, sent }: Step): Progress {
  if (action.kind === "read") return { at: "begun", left: 1 };
  return { at: action.kind === "write-once" ? "comparing" : "begun", left: sent };
}

/** Whether the call may end here with what its caller was told. */
export function mayEnd({ outcome }: Step, { at }: Progress): boolean {
  return outcome.kind === "unknown" || at === "told";
}

/** All that may happen next to the record because of the call. */
export function movesOf(step: Step, progress: Progress, state: RecordState): Move[] {
  if (progress.at === "told") return [];
  const { action } = step;
  if (action.kind !== "write-once") return progress.left > 0 ? singleMoves(step, action, progress, state) : [];
  return progress.at === "comparing"
    ? compareMoves(step, action, progress, state)
    : writeMoves(step, action, progress, state);
}

function singleMoves({ outcome }: Step, action: SingleAction, { left }: Progress, state: RecordState): Move[] {
  const effect = applyAction(action, state);
  const moves: Move[] = [];
  // The caller may be told this.
  if (isTold(effect.outcome, outcome)) moves.push([{ at: "told", left: 0 }, effect.state]);
  // Or the answer is lost, and it is sent again or given up.
  if (left > 1 || outcome.kind === "unknown") moves.push([{ at: "begun", left: left - 1 }, effect.state]);
  return moves;
}

function compareMoves({ outcome }: Step, action: WriteOnce, { left }: Progress, state: RecordState): Move[] {
  const isEqual = state !== undefined && state.text === action.text && state.count === action.count;
  if (isEqual)
    return outcome.kind === "unchanged" || outcome.kind === "unknown" ? [[{ at: "told", left: 0 }, state]] : [];
  return [[{ at: "writing", left, found: state?.version ?? null }, state]];
}

function writeMoves(step: Step, action: WriteOnce, progress: Progress, state: RecordState): Move[] {
  const { left, found = null } = progress;
  if (left < 1) return [];
  const version = found === null ? 1 : found + 1;
  const written = { version, text: action.text, count: action.count };
  const lost: Progress = { at: "writing", left: left - 1, found };
  const isMet = action.guarantee === "likely" || (state?.version ?? null) === found;
  // Refused, it goes on with what it is shown.
  if (!isMet) return compareMoves(step, action, { ...progress, left: left - 1 }, state);
  const moves: Move[] = [[lost, written]];
  if (isReport(step, found)) moves.push([{ at: "told", left: 0 }, written]);
  return moves;
}

function isReport({ outcome: { kind } }: Step, found: number | null): boolean {
  return kind === "written" || kind === (found === null ? "created" : "replaced");
}

/** Not every answer says which version was written. */
function isTold(effect: Outcome, told: Outcome): boolean {
  if (told.kind === "done" && told.version === undefined) return effect.kind === "done";
  return JSON.stringify(effect) === JSON.stringify(told);
}
