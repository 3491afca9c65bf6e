/** Chance that follows from a seed alone. */
export class Dice {
  #state: number;

  /** @param purpose tells the dice of one seed apart */
  constructor(seed: number, purpose: string) {
    this.#state = seed | 0;
    for (const character of purpose) this.#state = Math.imul(this.#state ^ (character.codePointAt(0) ?? 0), 0x9e3779b1);
  }

  /** From 0 to less than 1 (the generator "mulberry32"). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From 0 to less than `bound`. */
  below(bound: number): number {
    return Math.floor(this.fraction() * bound);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new Error("There is nothing to pick from");
    return picked;
  }

  /** So many of a list, in a random order. */
  some<T>(list: readonly T[], count: number): T[] {
    const ranked = list.map((value) => ({ value, rank: this.fraction() }));
    return ranked
      .sort((one, other) => one.rank - other.rank)
      .slice(0, count)
      .map(({ value }) => value);
  }
}
