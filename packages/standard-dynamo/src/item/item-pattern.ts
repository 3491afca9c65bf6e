import { readNumber } from "../model/number-text.ts";
import type { Stored } from "../model/stored.ts";
import { depthOfLists, type MapForm } from "./item-form.ts";
import { readBytes } from "./item-scanner.ts";
import { Unreadable } from "./json-scanner.ts";
import { type Elements, type MapSource, mapSource, type Reading, type Step } from "./pattern-source.ts";
import type { StoredItem } from "./stored-item.ts";

/**
 * A form of items as one regular expression over their JSON, whose groups are the values: nothing else in JavaScript takes
 * text apart as fast. At each place it has one way to go on, so it takes time in proportion to the text.
 */
export class ItemPattern {
  readonly form: MapForm;
  readonly #expression: RegExp;
  readonly #steps: readonly Step[];

  private constructor(form: MapForm, { source, steps }: MapSource) {
    this.form = form;
    this.#expression = new RegExp(source, "y");
    this.#steps = steps;
  }

  /** `undefined` for forms too large or too strange to be worth it. */
  static of(form: MapForm, isOwn: (name: string) => boolean): ItemPattern | undefined {
    // Each list has its elements in the expression twice, and so on within.
    if (depthOfLists(form) > deepestList) return undefined;
    const made = mapSource(form, { count: 0 }, isOwn);
    const isWorthIt = made.source.length <= longestSource && !made.source.includes("__proto__");
    return isWorthIt ? new ItemPattern(form, made) : undefined;
  }

  /** Fits the text from a place on; the match begins with the whole text of the item. */
  match(text: string, at: number): RegExpExecArray | undefined {
    this.#expression.lastIndex = at;
    return this.#expression.exec(text) ?? undefined;
  }

  /** @param hasEscapes whether there is a backslash anywhere in the item */
  itemOf(match: RegExpExecArray, hasEscapes: boolean): StoredItem {
    const fields: Record<string, Stored> = {};
    const own: Record<string, Stored> = {};
    take(this.#steps, match, hasEscapes, fields, own);
    return { fields, own };
  }
}

function take(
  steps: readonly Step[],
  match: RegExpExecArray,
  hasEscapes: boolean,
  fields: Record<string, Stored>,
  own: Record<string, Stored>,
): void {
  for (const { name, isOwn, readings } of steps) {
    const value = valueOf(readings, match, hasEscapes);
    if (value !== undefined) (isOwn ? own : fields)[name] = value;
  }
}

function valueOf(readings: readonly Reading[], match: RegExpExecArray, hasEscapes: boolean): Stored | undefined {
  for (const reading of readings) {
    const text = match[reading.group];
    if (text === undefined) continue;
    switch (reading.type) {
      case "S":
        return hasEscapes ? unescaped(text) : text;
      case "N":
        return readNumber(hasEscapes ? unescaped(text) : text);
      case "BOOL":
        return text === "true";
      case "NULL":
        return null;
      case "M": {
        const map: Record<string, Stored> = {};
        take(reading.steps, match, hasEscapes, map, map);
        return map;
      }
      case "L":
        return listOf(reading.elements, match, hasEscapes);
      case "B":
        return readBytes(unescaped(text));
      case "SS":
        return new Set(textsOf(text));
      case "NS":
        return new Set(textsOf(text).map(readNumber));
      case "BS":
        return new Set(textsOf(text).map(readBytes));
    }
  }
  return undefined;
}

function listOf(elements: Elements | undefined, match: RegExpExecArray, hasEscapes: boolean): Stored[] {
  const list: Stored[] = [];
  if (elements === undefined) return list;
  const { first, rest, expression, readings } = elements;
  for (const each of first) {
    const value = valueOf(each, match, hasEscapes);
    if (value === undefined) return list;
    list.push(value);
  }
  const others = match[rest] ?? "";
  expression.lastIndex = 0;
  while (expression.lastIndex < others.length) {
    const found = expression.exec(others);
    if (found === null) throw new Unreadable();
    list.push(valueOf(readings, found, hasEscapes) as Stored);
  }
  return list;
}

function unescaped(text: string): string {
  return text.includes("\\") ? (JSON.parse(`"${text}"`) as string) : text;
}

function textsOf(list: string): string[] {
  return JSON.parse(`[${list}]`) as string[];
}

const deepestList = 3;

// A hundred attributes with long names; larger ones would take more to compile than they save.
const longestSource = 20_000;
