// The file was made by reading Latin-1 bytes (Windows-1252) as Mac Roman: byte E9 is "é" in one and "È" in the other.
// These are the characters for which that shows in this file. No title in it has one of them by right.
const repairs: Readonly<Record<string, string>> = {
  È: "é",
  Ë: "è",
  Í: "ê",
  "‡": "à",
  "·": "á",
  "‰": "ä",
  Î: "ë",
  Û: "ó",
  Ù: "ô",
  "˘": "ù",
  Ω: "½",
  Ö: "…",
};

const broken = new RegExp(`[${Object.keys(repairs).join("")}]`, "gu");

/** Puts right the letters that the making of the file broke: `LÈon` was `Léon`. */
export function repairText(text: string): string {
  return text.replace(broken, (letter) => repairs[letter] ?? letter);
}
