import { type Fault, faults } from "../../packages/local/src/index.ts";
import type { Dice } from "./dice.ts";

/** How often which fault happens in a history: some are calm, some stormy, some have one fault above all. */
export function faultMood(dice: Dice): ReadonlyMap<Fault, number> {
  const strength = dice.pick([0, 0.1, 0.2, 0.35]);
  const weights = new Map(faults.map((fault) => [fault, dice.fraction()] as const));
  const favourite = dice.pick(faults);
  if (dice.chance(0.5)) weights.set(favourite, 8);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return new Map([...weights].map(([fault, weight]) => [fault, (weight / total) * strength]));
}
