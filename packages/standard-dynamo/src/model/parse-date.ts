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
  if (text.length !== 24) return undefined;
  for (let at = 0; at < 24; at++) {
    const code = text.charCodeAt(at);
    const expected = plainForm.charCodeAt(at);
    if (expected === zero ? code < zero || code > nine : code !== expected) return undefined;
  }
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 7);
  const day = digitsAt(text, 8, 10);
  const hour = digitsAt(text, 11, 13);
  const minute = digitsAt(text, 14, 16);
  const second = digitsAt(text, 17, 19);
  const time = Date.UTC(year, month - 1, day, hour, minute, second, digitsAt(text, 20, 23));
  const date = new Date(time);
  // Years below 100 mean others to the engine; the 30th of February rolls over, and so do hours from 24 on.
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && year >= 100 && hour < 24 && minute < 60 && second < 60 ? date : undefined;
}

const plainForm = "0000-00-00T00:00:00.000Z";
const zero = 0x30;
const nine = 0x39;

function digitsAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - zero;
  return value;
}

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
