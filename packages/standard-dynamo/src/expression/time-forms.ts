/** The texts under which one instant may be stored in UTC: ours, and those of Python's `isoformat`. */
export interface TimeForms {
  /** The first of them in DynamoDB's order. */
  readonly least: string;
  /** The last. */
  readonly greatest: string;
  readonly equal: readonly string[];
  /** The beginning of the second as some write it: it sorts after the times within, so comparisons have to name it. */
  readonly stray: string;
  readonly isWhole: boolean;
}

/**
 * The forms of an instant stored by `Date.toISOString`, so that a filter on a time also matches what Python wrote: with
 * `+00:00` or without a zone, with six digits of a second or, where they are zero, none. Times with another offset are not
 * matched: DynamoDB compares text. `undefined` for text of another form.
 */
export function timeForms(stored: string): TimeForms | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{3})Z$/.exec(stored);
  if (match === null) return undefined;
  const [, seconds = "", milliseconds = ""] = match;
  const stray = `${seconds}Z`;
  const isWhole = milliseconds === "000";
  const least = isWhole ? seconds : `${seconds}.${milliseconds}000`;
  const equal = [stored, `${least}+00:00`, least, ...(isWhole ? [stray] : [])];
  return { least, greatest: stored, equal, stray, isWhole };
}
