/** One thing wrong with an item or a command. */
export interface Issue {
  /** Where: attribute names and list indexes from the outside in; empty for the whole. */
  readonly path: readonly (string | number)[];
  /** What was expected and what came. Never contains a value of an item, unless the schema library puts it there. */
  readonly message: string;
  /** The name that was probably meant. */
  readonly suggestion?: string | undefined;
}

/** Renders issues for an error message: `address.zip: expected string; nmae: unknown attribute, did you mean "name"?` */
export function describeIssues(issues: readonly Issue[]): string {
  return issues.map(describeIssue).join("; ");
}

function describeIssue({ path, message, suggestion }: Issue): string {
  const place = path.length === 0 ? "" : `${path.join(".")}: `;
  const hint = suggestion === undefined ? "" : `, did you mean "${suggestion}"?`;
  return `${place}${message}${hint}`;
}
