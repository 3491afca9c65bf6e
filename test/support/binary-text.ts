import * as fc from "fast-check";

const lastCodePoint = 0x10_ff_ff;
const firstSurrogate = 0xd8_00;
const surrogates = 0x08_00;

/** Every character but halves of characters. The way back is for fast-check, which puts words like `__proto__` in. */
const character = fc.nat({ max: lastCodePoint - surrogates }).map(
  (place) => String.fromCodePoint(place < firstSurrogate ? place : place + surrogates),
  (text) => {
    const code = typeof text === "string" ? text.codePointAt(0) : undefined;
    if (code === undefined || String.fromCodePoint(code) !== text) throw new Error("not one character");
    return code < firstSurrogate ? code : code - surrogates;
  },
);

/** Text of any characters: `unit: "binary"` of fast-check, which first makes a table of all million of them, and keeps it. */
export function binaryText(constraints: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit: character });
}
