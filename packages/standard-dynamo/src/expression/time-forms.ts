/** The texts under which one instant may be stored in UTC: ours, and those of Python's `isoformat`. */
export interface TimeForms {
  /** The first of them in DynamoDB's order. */
  readonly least: string;
  /** The last. */
  readonly greatest: string;
  readonly equal: readonly string[];
  /** One that sorts after times of the same second, so that comparisons have to name it. */
  readonly stray?: string;
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
  if (milliseconds === "000") {
    return {
      least: seconds,
      greatest: stored,
      equal: [stored, `${seconds}+00:00`, seconds, `${seconds}Z`],
      stray: `${seconds}Z`,
    };
  }
  const micro = `${seconds}.${milliseconds}000`;
  return { least: micro, greatest: stored, equal: [stored, `${micro}+00:00`, micro] };
}
