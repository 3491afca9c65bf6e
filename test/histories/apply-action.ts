import type { Action, Outcome, RecordState } from "./history.ts";

/** What carrying out an action on a record does to it, and what the caller is told. */
export interface Effect {
  readonly state: RecordState;
  readonly outcome: Outcome;
}

/** What one request is to do; a write-once is several. */
export type SingleAction = Exclude<Action, { readonly kind: "write-once" }>;

/** The contract of a repository, for one record: what DynamoDB has to do with a request that it carries out. */
export function applyAction(action: SingleAction, state: RecordState): Effect {
  const refusal = refusalOf(action, state);
  if (refusal !== undefined) return { state, outcome: { kind: "refused", reason: refusal, current: state } };
  switch (action.kind) {
    case "read":
      return { state, outcome: { kind: "found", state } };
    case "delete":
      return { state: undefined, outcome: { kind: "done" } };
    case "put": {
      const { text, count, version: given = 1, requireVersion = 0 } = action;
      const version = given <= requireVersion ? requireVersion + 1 : given;
      return { state: { version, text, count }, outcome: { kind: "done", version } };
    }
    case "update": {
      if (state === undefined) throw new Error("An update of a missing record is refused");
      const version = state.version + 1;
      const changed = { version, text: action.text ?? state.text, count: state.count + (action.add ?? 0) };
      return { state: changed, outcome: { kind: "done", version } };
    }
  }
}

function refusalOf(action: SingleAction, state: RecordState): string | undefined {
  const wanted = versionWanted(action);
  const mustExist = action.kind === "update" || (action.kind === "delete" && action.requireExists === true);
  if (state === undefined) return mustExist || wanted !== undefined ? "missing" : undefined;
  if (action.kind === "put" && action.requireAbsent === true) return "exists";
  return wanted === undefined || wanted === state.version ? undefined : "version";
}

function versionWanted(action: SingleAction): number | undefined {
  if (action.kind === "read") return undefined;
  return action.kind === "update"
    ? action.currentVersion
    : "requireVersion" in action
      ? action.requireVersion
      : undefined;
}
