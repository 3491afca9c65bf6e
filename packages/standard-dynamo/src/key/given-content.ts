import { CommandValidationError } from "../errors/command-validation-error.ts";
import type { Issue } from "../errors/issue.ts";
import { KeyValidationError } from "../errors/key-validation-error.ts";
import type { NewContent } from "./content-key.ts";
import { misspelt } from "./key-space.ts";
import { hasNamedParts, kindOf, unreadable } from "./named-parts.ts";

/**
 * The parts of a content, own or inherited, each read once: what is checked is then what is written.
 *
 * @throws CommandValidationError for what is no content, KeyValidationError for a name that is nearly one of a key's
 */
export function givenContent<Item>(content: NewContent<Item>): NewContent<Item> {
  if (!hasNamedParts(content)) {
    throw invalid({ path: [], message: `expected { partitionIds, contentIds, item }, got ${kindOf(content)}` });
  }
  const issues = misspelt(content);
  if (issues.length > 0) throw new KeyValidationError(issues);
  return {
    partitionIds: read(content, "partitionIds"),
    contentIds: read(content, "contentIds"),
    item: read(content, "item"),
    currentVersion: read(content, "currentVersion"),
    expiry: read(content, "expiry"),
  };
}

function read<Item, Name extends keyof NewContent<Item>>(
  content: NewContent<Item>,
  name: Name,
): NewContent<Item>[Name] {
  try {
    return content[name];
  } catch (cause) {
    throw invalid({ path: [name], message: unreadable }, cause);
  }
}

function invalid(issue: Issue, cause?: unknown): CommandValidationError {
  return new CommandValidationError("Invalid content", [issue], cause);
}
