import type { Actor } from "./actor.ts";
import { getBatch, putBatch } from "./batch-calls.ts";
import { list } from "./list-calls.ts";
import { writeOnceExactly, writeOnceLikely } from "./once-calls.ts";
import { get, increment, put, remove, update } from "./single-calls.ts";

/** What one client does in a history: calls one after another, picked by its dice. */
export async function program(actor: Actor, calls: number): Promise<void> {
  for (let count = 0; count < calls; count++) await actor.dice.pick(weighted)(actor);
}

type Doing = (actor: Actor) => Promise<void>;

const weights: readonly (readonly [Doing, number])[] = [
  [put, 4],
  [update, 4],
  [increment, 4],
  [remove, 2],
  [get, 3],
  [putBatch, 2],
  [getBatch, 1],
  [list, 2],
  [writeOnceExactly, 3],
  [writeOnceLikely, 2],
];

const weighted: readonly Doing[] = weights.flatMap(([doing, weight]) => Array<Doing>(weight).fill(doing));
