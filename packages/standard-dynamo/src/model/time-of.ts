// A Date of the caller may have methods of its own, or be of a class that extends Date; so its time is read by what every
// Date has.
const dates = Date.prototype;

/** The time that a Date holds, in milliseconds; `NaN` for an invalid one, and for an object that only looks like a Date. */
export function timeOf(date: unknown): number {
  try {
    return dates.getTime.call(date as Date);
  } catch {
    return Number.NaN;
  }
}

/** Whether a Date tells its time by methods of its own, and another one than it holds: a schema has seen that one. */
export function tellsAnotherTime(date: Date, time: number): boolean {
  const isPlain =
    date.getTime === dates.getTime &&
    date.valueOf === dates.valueOf &&
    date[Symbol.toPrimitive] === dates[Symbol.toPrimitive];
  return !isPlain && (date.getTime() !== time || Number(date) !== time);
}
