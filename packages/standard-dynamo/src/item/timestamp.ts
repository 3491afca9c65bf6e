import { timeOf } from "../model/time-of.ts";

/**
 * The time of a write as the original stores it: ISO 8601 in UTC with `+00:00`, six digits of a second, or none where
 * they are zero (Python's `datetime.isoformat`).
 */
export function timestamp(now: Date): string {
  const time = now.getTime();
  if (time === last.time) return last.text;
  last = { time, text: timestampOf(now) };
  return last.text;
}

// A batch writes many records in one millisecond.
let last = { time: Number.NaN, text: "" };

function timestampOf(now: Date): string {
  const text = now.toISOString();
  const milliseconds = text.slice(20, 23);
  return `${text.slice(0, 19)}${milliseconds === "000" ? "" : `.${milliseconds}000`}+00:00`;
}

/** A time as whole epoch seconds, cut toward zero as the original does. */
export function epochSeconds(time: Date): number {
  return Math.trunc(timeOf(time) / 1000) + 0;
}
