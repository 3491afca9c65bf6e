import type { Action } from "./update-plan.ts";

/**
 * Pairs of actions of which one goes to the other's path or below it; DynamoDB refuses such an update as a whole. In the
 * order of the actions, each with one that comes before it.
 */
export function overlaps(actions: readonly Action[]): readonly (readonly [Action, Action])[] {
  const root: Branch = { below: new Map() };
  return actions.flatMap((action) => {
    const other = insert(root, action);
    return other === undefined ? [] : [[action, other] as const];
  });
}

/** The actions seen so far by path, name by name. */
interface Branch {
  /** What ends here. */
  end?: Action;
  /** The first that passed through here. */
  through?: Action;
  readonly below: Map<string, Branch>;
}

/** @returns one that was there before and overlaps */
function insert(root: Branch, action: Action): Action | undefined {
  let branch = root;
  let above: Action | undefined;
  for (const name of action.path) {
    branch.through ??= action;
    above ??= branch.end;
    const next: Branch = branch.below.get(name) ?? { below: new Map() };
    branch.below.set(name, next);
    branch = next;
  }
  const other = above ?? branch.end ?? branch.through;
  branch.end ??= action;
  return other;
}
