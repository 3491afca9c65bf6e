import { ExactNumber } from "./exact-number.ts";

// DynamoDB's type N: 38 significant digits, magnitude 1E-130 to 9.99…E+125
// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html).
const maxDigits = 38;
const minExponent = -130;
const maxExponent = 125;

/** A decimal number as its digits without zeros at either end, and the power of ten of the first of them. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/**
 * Reads decimal text such as `-1.50`, `1E+60`; `undefined` if it is none, or far longer than any number of DynamoDB. Zero
 * has no digits. Takes time in proportion to the length: the text may come from outside.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = text.length > maxLength ? null : decimalPattern.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const all = whole + fraction;
  const first = all.search(/[1-9]/);
  if (first < 0) return { negative: false, digits: "", exponent: 0 };
  let end = all.length;
  while (all.charCodeAt(end - 1) === zero) end--;
  const digits = all.slice(first, end);
  return { negative: sign === "-", digits, exponent: whole.length - first - 1 + Number(power) };
}

// Each digit has one place to go, so that what does not match fails in linear time.
const decimalPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

// The smallest number of 38 digits takes 171 characters; zeros may stand at either end.
const maxLength = 1000;

const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;

/** Why DynamoDB cannot hold a number, or `undefined` if it can. */
export function problemOfDecimal({ digits, exponent }: Decimal): string | undefined {
  if (digits === "") return undefined;
  if (digits.length > maxDigits) return `has ${digits.length} significant digits, DynamoDB holds ${maxDigits}`;
  if (exponent > maxExponent) return "is larger than DynamoDB holds (9.99…E+125)";
  if (exponent < minExponent) return "is smaller than DynamoDB holds (1E-130)";
  return undefined;
}

/** A stored number as the JavaScript value that holds it exactly: a number, else a bigint, else its digits. */
export function readNumber(text: string): number | bigint | ExactNumber {
  const short = readShort(text);
  if (short !== undefined) return short;
  const decimal = parseDecimal(text);
  if (decimal === undefined) return new ExactNumber(text);
  const near = Number(text);
  if (!isWhole(decimal)) return sameDecimal(decimal, parseDecimal(String(near))) ? near : new ExactNumber(text);
  if (Number.isSafeInteger(near)) return near + 0;
  // No number of DynamoDB; a bigint would take its exponent in digits.
  return decimal.exponent > maxExponent ? new ExactNumber(text) : wholeToBigint(decimal);
}

/**
 * Up to 15 digits, with a point or without: a double holds them, and of two that are whole the quotient is rounded as the
 * text would be. Most numbers are of this kind, and the engine takes three times as long.
 */
function readShort(text: string): number | undefined {
  const { length } = text;
  const start = text.charCodeAt(0) === minus ? 1 : 0;
  if (length === start || length > 15) return undefined;
  let digits = 0;
  let point = length;
  for (let at = start; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) digits = digits * 10 + code - zero;
    else if (code === dot && point === length && at > start && at < length - 1) point = at;
    else return undefined;
  }
  const value = point === length ? digits : digits / (powers[length - point - 1] as number);
  return start === 0 ? value : 0 - value;
}

const powers: readonly number[] = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** The number that is exactly as large, or `undefined` if there is none. */
export function exactNumber(value: bigint | ExactNumber): number | undefined {
  const text = String(value);
  const near = Number(text);
  const decimal = parseDecimal(text);
  return decimal !== undefined && sameDecimal(decimal, parseDecimal(String(near))) ? near : undefined;
}

/** The same number without an exponent, as DynamoDB gives it back. */
export function plainDigits(decimal: Decimal): string {
  const { digits, exponent, negative } = decimal;
  if (digits === "") return "0";
  const sign = negative ? "-" : "";
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return sign + whole + (fraction === "" ? "" : `.${fraction}`);
}

function isWhole({ digits, exponent }: Decimal): boolean {
  return digits.length - 1 <= exponent;
}

function wholeToBigint(decimal: Decimal): bigint {
  return BigInt(plainDigits(decimal));
}

function sameDecimal(left: Decimal, right: Decimal | undefined): boolean {
  return (
    right !== undefined &&
    left.negative === right.negative &&
    left.digits === right.digits &&
    left.exponent === right.exponent
  );
}
