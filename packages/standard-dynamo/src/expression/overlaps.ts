import type { Action } from "./update-plan.ts";

/** Pairs of actions of which one goes to the other's path or below it; DynamoDB refuses such an update as a whole. */
export function overlaps(actions: readonly Action[]): readonly (readonly [Action, Action])[] {
  return actions.flatMap((left, index) =>
    actions
      .slice(index + 1)
      .filter((right) => isWithin(left.path, right.path) || isWithin(right.path, left.path))
      .map((right) => [right, left] as const),
  );
}

function isWithin(outer: readonly string[], inner: readonly string[]): boolean {
  return outer.every((name, index) => inner[index] === name);
}
