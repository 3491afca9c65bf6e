/** Whether text can be stored and read back: a lone surrogate has no UTF-8 form. */
export function isWellFormed(text: string): boolean {
  return (text as string & WellFormedText).isWellFormed();
}

/** Node.js 20 has it; the library of types has it from es2024 on only. */
interface WellFormedText {
  isWellFormed(): boolean;
}

/** The length in UTF-8, in bytes, which is what DynamoDB's limits count. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // A surrogate pair is four bytes in two units, every other unit from U+0800 three in one.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/** Compares as DynamoDB sorts: by UTF-8 bytes, which is by code point, not by UTF-16 units as `<` does. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    const aIsSurrogate = a >= 0xd800 && a <= 0xdfff;
    const bIsSurrogate = b >= 0xd800 && b <= 0xdfff;
    if (aIsSurrogate !== bIsSurrogate) return aIsSurrogate ? 1 : -1;
    return a < b ? -1 : 1;
  }
  return Math.sign(left.length - right.length);
}
