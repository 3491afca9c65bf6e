import type { AttributeMap } from "./attribute-value.ts";
import { formOf, mergeForms } from "./item-form.ts";
import { ItemPattern } from "./item-pattern.ts";
import { ItemScanner } from "./item-scanner.ts";
import { closeBracket, copyOf, openBracket } from "./json-scanner.ts";
import { isOwn, type StoredItem } from "./stored-item.ts";

/**
 * Reads items, and learns from those that it meets what they look like: a table holds a few kinds of records, so nearly
 * every item has the form of one before it and is read by a pattern.
 */
export class ItemReader extends ItemScanner {
  /** What matched last stands first. */
  readonly #patterns: ItemPattern[] = [];
  #lessons = mostLessons;
  #count = 0;
  #longest = 0;
  #piece = "";
  #pieceStart = 0;

  protected override open(text: string): void {
    super.open(text);
    this.#piece = "";
    this.#pieceStart = 0;
    // After long items, short ones do not keep long pieces for ever.
    this.#longest >>= 1;
  }

  protected items(): StoredItem[] {
    const items: StoredItem[] = [];
    this.eachItem((item) => void items.push(item));
    return items;
  }

  protected eachItem(take: (item: StoredItem) => void): void {
    this.expect(openBracket);
    if (this.takes(closeBracket)) return;
    do take(this.item());
    while (this.follows(closeBracket));
  }

  protected override item(): StoredItem {
    if (++this.#count % lessonEvery === 0) this.#lessons = Math.min(mostLessons, this.#lessons + 1);
    const start = this.at;
    const known = this.#patterns.length === 0 ? undefined : this.#match();
    if (known !== undefined) return known;
    const item = super.item();
    this.#longest = Math.max(this.#longest, this.at - start);
    if (this.#lessons > 0) this.#learn(this.text.slice(start, this.at));
    return item;
  }

  #match(): StoredItem | undefined {
    const start = this.at;
    const rest = this.#pieceStart + this.#piece.length - start;
    const isFresh = rest <= 0;
    if (isFresh) this.#cut();
    const found = this.#matchPiece();
    // The item may go on where the piece ends.
    if (found !== undefined || isFresh || rest > this.#longest) return found;
    this.#cut();
    return this.#matchPiece();
  }

  #matchPiece(): StoredItem | undefined {
    const offset = this.#pieceStart;
    const { at } = this;
    for (let index = 0; index < this.#patterns.length; index++) {
      const pattern = this.#patterns[index] as ItemPattern;
      const match = pattern.match(this.#piece, at - offset);
      if (match === undefined) continue;
      if (index > 0) this.#first(pattern, index);
      this.at = at + match[0].length;
      this.#longest = Math.max(this.#longest, this.at - at);
      return pattern.itemOf(match, this.hasEscape(at, this.at));
    }
    return undefined;
  }

  // Values are cut from the text that is matched and keep it in memory, so that must not be the whole answer.
  #cut(): void {
    const { text, at } = this;
    const length = Math.max(pieceLength, 2 * this.#longest);
    const isAll = text.length <= length;
    this.#pieceStart = isAll ? 0 : at;
    this.#piece = isAll ? text : copyOf(text.slice(at, at + length));
  }

  #learn(text: string): void {
    // One that is longer than the piece was.
    if (this.#patterns.some((pattern) => pattern.match(text, 0) !== undefined)) return;
    this.#lessons--;
    const form = formOf(JSON.parse(text) as AttributeMap);
    const own = (name: string): boolean => isOwn(this.space, name);
    for (const [index, pattern] of this.#patterns.entries()) {
      const merged = mergeForms(pattern.form, form);
      const wider = merged && ItemPattern.of(merged, own);
      if (wider?.match(text, 0) !== undefined) return this.#first(wider, index);
    }
    const pattern = ItemPattern.of(form, own);
    if (pattern?.match(text, 0) !== undefined) this.#first(pattern, mostPatterns - 1);
  }

  /** In the place of the one of an index, and before all others. */
  #first(pattern: ItemPattern, index: number): void {
    this.#patterns.splice(index, 1);
    this.#patterns.unshift(pattern);
  }
}

const mostPatterns = 4;

// Items that are all different would cost more to learn than to read; with what is read, the right to learn comes back.
const mostLessons = 20;
const lessonEvery = 1000;

const pieceLength = 16_384;
