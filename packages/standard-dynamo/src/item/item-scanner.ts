import type { KeySpace } from "../key/key-space.ts";
import { readNumber } from "../model/number-text.ts";
import { setKey } from "../model/plain-object.ts";
import type { Stored } from "../model/stored.ts";
import {
  closeBrace,
  closeBracket,
  colon,
  JsonScanner,
  openBrace,
  openBracket,
  quote,
  Unreadable,
} from "./json-scanner.ts";
import { isOwn, type StoredItem } from "./stored-item.ts";

/** Reads an item of any form from the text of an answer into plain values, without DynamoDB's typed values in between. */
export class ItemScanner extends JsonScanner {
  protected readonly space: KeySpace;

  constructor(space: KeySpace) {
    super();
    this.space = space;
  }

  protected item(): StoredItem {
    const fields: Record<string, Stored> = {};
    const own: Record<string, Stored> = {};
    this.#members(fields, own);
    return { fields, own };
  }

  /** Reads the attributes of an item, or of a map, which has none of its own. */
  #members(fields: Record<string, Stored>, own: Record<string, Stored> | undefined): void {
    this.expect(openBrace);
    if (this.takes(closeBrace)) return;
    do {
      const name = this.string();
      this.expect(colon);
      const target = own !== undefined && isOwn(this.space, name) ? own : fields;
      setKey(target, name, this.#value());
    } while (this.follows(closeBrace));
  }

  #value(): Stored {
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
        value = readNumber(this.string());
        break;
      case 0x4d: // M
        value = this.#map();
        break;
      case 0x4c: // L
        value = this.#list();
        break;
      case 0x42: // B
        value = readBytes(this.string());
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
    do
      set.add(
        type === '{"SS":' ? this.string() : type === '{"NS":' ? readNumber(this.string()) : readBytes(this.string()),
      );
    while (this.follows(closeBracket));
    return set;
  }

  #map(): Record<string, Stored> {
    const map: Record<string, Stored> = {};
    this.#members(map, undefined);
    return map;
  }

  #list(): Stored[] {
    const list: Stored[] = [];
    this.expect(openBracket);
    if (this.takes(closeBracket)) return list;
    do list.push(this.#value());
    while (this.follows(closeBracket));
    return list;
  }
}

/** @throws Unreadable if the text is no base64 */
export function readBytes(text: string): Uint8Array {
  // Not a piece of the pool that Node.js cuts small buffers from.
  const bytes = new Uint8Array(Buffer.from(text, "base64"));
  // Node.js passes over what is no base64.
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (bytes.length !== (text.length / 4) * 3 - padding) throw new Unreadable();
  return bytes;
}
