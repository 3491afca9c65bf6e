import { expect, test } from "vitest";
import { byteLength, compareText, isWellFormed } from "../../packages/standard-dynamo/src/key/text.ts";

const texts = ["", "a", "ab", "~", "\u007F", "\u0080", "é", "\u07FF", "\u0800", "€", "\uD7FF", "\uE000", "\uFFFF"];
const astral = ["\u{10000}", "\u{1F600}", "\u{10FFFF}", "a\u{1F600}", "a\uFFFF", "\u{1F600}a", "\u{1F600}\u{1F601}"];
const all = [...texts, ...astral];

test.each(all)("byteLength of %j", (text) => {
  expect(byteLength(text)).toBe(Buffer.byteLength(text));
});

test.each(all)("compareText of %j with all others", (left) => {
  for (const right of all) {
    expect([right, compareText(left, right)]).toEqual([right, Buffer.compare(Buffer.from(left), Buffer.from(right))]);
  }
});

test.each([
  ["", true],
  ["a\u{1F600}", true],
  ["\uD83D", false],
  ["\uDE00\uD83D", false],
  ["a\uDE00", false],
])("%j is well-formed: %s", (text, isIt) => {
  expect(isWellFormed(text)).toBe(isIt);
});
