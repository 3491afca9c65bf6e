/**
 * ISO 8601 text as a Date: a date, or a date and a time to the minute or finer, after `T` or a space, in UTC unless an
 * offset says otherwise (never in the machine's zone: Python writes naive times without one). Finer than a millisecond
 * is cut. `undefined` if the text is something else.
 */
export function parseDate(text: string): Date | undefined {
  return parsePlain(text) ?? parseAny(text);
}

/** The form of `toISOString`, which is how this library stores, without a pattern: most dates are of it. */
function parsePlain(text: string): Date | undefined {
  if (text.length !== 24 || !hasMarks(text)) return undefined;
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const hundredths = twoDigits(text, 20);
  const end = twoDigits(text, 21);
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!isDay || !isTime || year < 0 || hundredths < 0 || end < 0) return undefined;
  const millisecond = 10 * hundredths + (end % 10);
  return new Date(((daysTo(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + millisecond);
}

function hasMarks(text: string): boolean {
  return (
    text.charCodeAt(4) === dash &&
    text.charCodeAt(7) === dash &&
    text.charCodeAt(10) === 0x54 && // T
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon &&
    text.charCodeAt(19) === 0x2e && // .
    text.charCodeAt(23) === 0x5a // Z
  );
}

/** Below zero, and far enough to stay so, if there are other characters. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -100_000;
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Days since 1970, by years that begin in March, so that the odd day of a leap year is the last. */
function daysTo(year: number, month: number, day: number): number {
  const march = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(march / 4) - Math.floor(march / 100) + Math.floor(march / 400);
  return march * 365 + leapDays + Math.floor((153 * months + 2) / 5) + day - 1 - daysToMarchOfYear0;
}

const daysToMarchOfYear0 = 719_468;
const zero = 0x30;
const dash = 0x2d;
const colon = 0x3a;

function parseAny(text: string): Date | undefined {
  if (text.length < 10 || text.length > 40) return undefined;
  const match = isoPattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, "0").slice(0, 3)));
  // Dates that do not exist, such as 30 February, roll over.
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return undefined;
  if (zone !== undefined && zone !== "Z") date.setTime(date.getTime() - offsetMilliseconds(zone));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const isoPattern =
  /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d(?::?[0-5]\d)?)?)?)?$/;

function offsetMilliseconds(zone: string): number {
  const digits = zone.slice(1).replaceAll(":", "").padEnd(6, "0");
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4));
  return (zone.startsWith("-") ? -seconds : seconds) * 1000;
}

/**
 * A number of seconds since 1970 as a Date, or of milliseconds from 2e10 on: the rule of pydantic, whose records may hold
 * either.
 */
export function dateFromEpoch(value: number): Date | undefined {
  const date = new Date(Math.abs(value) > 2e10 ? value : value * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
