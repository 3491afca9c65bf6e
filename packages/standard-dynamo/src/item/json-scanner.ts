/**
 * Walks JSON text as DynamoDB sends it, without white space, from left to right. Whatever does not look like that is
 * {@link Unreadable}, and left to `JSON.parse`.
 */
export class JsonScanner {
  protected text = "";
  protected at = 0;
  // Where the next backslash stands, as far as is known.
  #escape = -1;
  #piece = "";
  #pieceStart = 0;
  #pieceEnd = 0;

  /** Begins with another text; `""` lets go of the last one. */
  protected open(text: string): void {
    this.text = text;
    this.at = 0;
    this.#escape = -1;
    this.#piece = "";
    this.#pieceStart = 0;
    this.#pieceEnd = 0;
  }

  protected expect(code: number): void {
    if (this.text.charCodeAt(this.at++) !== code) throw new Unreadable();
  }

  /** Whether this character comes next; passes over it if so. */
  protected takes(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  /** After an element of a list or an object: whether another one follows. */
  protected follows(end: number): boolean {
    const code = this.text.charCodeAt(this.at++);
    if (code === comma) return true;
    if (code !== end) throw new Unreadable();
    return false;
  }

  protected string(): string {
    const { text } = this;
    const start = this.at + 1;
    const end = text.indexOf('"', start);
    if (end < 0 || text.charCodeAt(start - 1) !== quote) throw new Unreadable();
    if (this.hasEscape(start, end)) return this.#escaped(start);
    this.at = end + 1;
    return end - start < copiedLength ? text.slice(start, end) : this.#slice(start, end);
  }

  /** Whether a backslash stands between two places. */
  protected hasEscape(start: number, end: number): boolean {
    if (this.#escape < start) {
      const next = this.text.indexOf("\\", start);
      this.#escape = next < 0 ? Number.MAX_SAFE_INTEGER : next;
    }
    return this.#escape < end;
  }

  /** Passes over any value and gives its text. */
  protected skip(): string {
    const start = this.at;
    for (let depth = 0; ; ) {
      const code = this.text.charCodeAt(this.at);
      if (code === quote) {
        this.string();
      } else {
        if (Number.isNaN(code)) throw new Unreadable(); // the end of the text
        if (code === openBrace || code === openBracket) depth++;
        if (code === closeBrace || code === closeBracket) depth--;
        this.at++;
      }
      const next = this.text.charCodeAt(this.at);
      if (depth === 0 && (next === comma || next === closeBrace || next === closeBracket)) {
        return this.text.slice(start, this.at);
      }
    }
  }

  // A slice keeps the text that it is cut from in memory, all of it. From a piece of two kilobytes, it keeps no more than that.
  #slice(start: number, end: number): string {
    if (start < this.#pieceStart || end > this.#pieceEnd) {
      this.#piece = copyOf(this.text.slice(start, Math.max(end, start + pieceLength)));
      this.#pieceStart = start;
      this.#pieceEnd = start + this.#piece.length;
    }
    return this.#piece.slice(start - this.#pieceStart, end - this.#pieceStart);
  }

  #escaped(start: number): string {
    const { text } = this;
    let end = start;
    for (let code = text.charCodeAt(end); code !== quote; code = text.charCodeAt(end)) {
      if (Number.isNaN(code)) throw new Unreadable(); // the end of the text
      end += code === backslash ? 2 : 1;
    }
    this.at = end + 1;
    return JSON.parse(text.slice(start - 1, end + 1)) as string;
  }
}

/** Joined to something and cut off again, because joined text is written anew before it is cut. */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

/** The text is no JSON, or not in the form in which DynamoDB sends it. */
export class Unreadable extends Error {}

export const quote = 0x22;
const comma = 0x2c;
export const colon = 0x3a;
export const openBracket = 0x5b;
const backslash = 0x5c;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;

const pieceLength = 2048;

// V8 copies what is shorter, and cuts what is longer out of the whole.
const copiedLength = 13;
