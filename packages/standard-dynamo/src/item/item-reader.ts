import type { KeySpace } from "../key/key-space.ts";
import { readNumber } from "../model/number-text.ts";
import { setKey } from "../model/plain-object.ts";
import type { Stored } from "../model/stored.ts";
import {
  closeBrace,
  closeBracket,
  colon,
  copyOf,
  JsonScanner,
  openBrace,
  openBracket,
  quote,
  Unreadable,
} from "./json-scanner.ts";
import { isOwn, type StoredItem } from "./stored-item.ts";

/**
 * Reads items from the text of an answer straight into plain values, without DynamoDB's typed values in between. It
 * remembers in which order the attributes of the last item came, because the next one has them in the same: so their names
 * are compared, not made anew. Everything is in one class, without functions of its own for each value, because it is where
 * the time of reading goes.
 */
export class ItemReader extends JsonScanner {
  readonly #space: KeySpace;
  readonly #shape = new Shape();

  constructor(space: KeySpace) {
    super();
    this.#space = space;
  }

  protected item(): StoredItem {
    const fields: Record<string, Stored> = {};
    const own: Record<string, Stored> = {};
    this.#members(this.#shape, fields, own);
    return { fields, own };
  }

  protected items(): StoredItem[] {
    const items: StoredItem[] = [];
    this.expect(openBracket);
    if (this.takes(closeBracket)) return items;
    do items.push(this.item());
    while (this.follows(closeBracket));
    return items;
  }

  /** Reads the attributes of an item, or of a map, which has none of its own. */
  #members(shape: Shape, fields: Record<string, Stored>, own: Record<string, Stored> | undefined): void {
    const { text } = this;
    this.expect(openBrace);
    if (this.takes(closeBrace)) return;
    let index = 0;
    do {
      const expected = shape.texts[index];
      if (expected !== undefined && text.startsWith(expected, this.at)) {
        this.at += expected.length;
        const target = own !== undefined && shape.isOwn[index] === true ? own : fields;
        target[shape.names[index] as string] = this.#value(shape, index);
      } else {
        const name = this.#newName(shape, index);
        const target = own !== undefined && isOwn(this.#space, name) ? own : fields;
        setKey(target, name, this.#value(shape, index));
      }
      index++;
    } while (this.follows(closeBrace));
  }

  #newName({ texts, names, isOwn: owns }: Shape, index: number): string {
    const { at } = this;
    const name = this.string();
    this.expect(colon);
    if (index < rememberedNames && name.length < rememberedLength && name !== "__proto__") {
      // A slice would keep the whole answer in memory.
      texts[index] = copyOf(this.text.slice(at, this.at));
      names[index] = name;
      owns[index] = isOwn(this.#space, name);
    }
    return name;
  }

  #value(shape: Shape, index: number): Stored {
    const { text, at } = this;
    if (text.charCodeAt(at) !== openBrace || text.charCodeAt(at + 1) !== quote) throw new Unreadable();
    if (text.charCodeAt(at + 3) !== quote) return this.#longTyped();
    if (text.charCodeAt(at + 4) !== colon) throw new Unreadable();
    this.at = at + 5;
    let value: Stored;
    switch (text.charCodeAt(at + 2)) {
      case 0x53: // S
        value = this.string();
        break;
      case 0x4e: // N
        value = this.#number();
        break;
      case 0x4d: // M
        value = this.#map(shape.below(index));
        break;
      case 0x4c: // L
        value = this.#list(shape.below(index));
        break;
      case 0x42: // B
        value = this.#bytes();
        break;
      default:
        throw new Unreadable();
    }
    this.expect(closeBrace);
    return value;
  }

  /** A value whose type has more letters than one. */
  #longTyped(): Stored {
    const { text, at } = this;
    let value: Stored;
    if (text.startsWith('{"BOOL":true', at)) {
      value = true;
      this.at = at + 12;
    } else if (text.startsWith('{"BOOL":false', at)) {
      value = false;
      this.at = at + 13;
    } else if (text.startsWith('{"NULL":true', at)) {
      value = null;
      this.at = at + 12;
    } else {
      value = this.#set();
    }
    this.expect(closeBrace);
    return value;
  }

  #set(): Stored {
    const type = this.text.slice(this.at, this.at + 6);
    if (type !== '{"SS":' && type !== '{"NS":' && type !== '{"BS":') throw new Unreadable();
    this.at += 6;
    const set = new Set<string | Uint8Array | ReturnType<typeof readNumber>>();
    this.expect(openBracket);
    if (this.takes(closeBracket)) return set;
    do set.add(type === '{"SS":' ? this.string() : type === '{"NS":' ? this.#number() : this.#bytes());
    while (this.follows(closeBracket));
    return set;
  }

  #map(shape: Shape): Record<string, Stored> {
    const map: Record<string, Stored> = {};
    this.#members(shape, map, undefined);
    return map;
  }

  #list(shape: Shape): Stored[] {
    const list: Stored[] = [];
    this.expect(openBracket);
    if (this.takes(closeBracket)) return list;
    do list.push(this.#value(shape, 0));
    while (this.follows(closeBracket));
    return list;
  }

  #number(): ReturnType<typeof readNumber> {
    const { text, at } = this;
    if (text.charCodeAt(at) !== quote) throw new Unreadable();
    let value = 0;
    let end = at + 1;
    for (let digit = text.charCodeAt(end) - 0x30; digit >= 0 && digit <= 9; digit = text.charCodeAt(++end) - 0x30) {
      value = value * 10 + digit;
    }
    // Up to 15 digits a double holds exactly.
    const isShort = text.charCodeAt(end) === quote && end > at + 1 && end <= at + 16;
    if (!isShort) return readNumber(this.string());
    this.at = end + 1;
    return value;
  }

  // Not a piece of the pool that Node.js cuts small buffers from.
  #bytes(): Uint8Array {
    const text = this.string();
    const bytes = new Uint8Array(Buffer.from(text, "base64"));
    // Node.js passes over what is no base64.
    const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    if (bytes.length !== (text.length / 4) * 3 - padding) throw new Unreadable();
    return bytes;
  }
}

// Enough for any model; a map with keys of its own, which vary, does not fill the memory.
const rememberedNames = 100;
const rememberedLength = 100;

/** The names of a map in their order, as text of JSON and as they are, and what is known of the maps below each. */
class Shape {
  readonly texts: string[] = [];
  readonly names: string[] = [];
  readonly isOwn: boolean[] = [];
  readonly #below: Shape[] = [];

  below(index: number): Shape {
    if (index >= rememberedNames) return new Shape();
    return (this.#below[index] ??= new Shape());
  }
}
