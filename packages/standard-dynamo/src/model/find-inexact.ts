import type { Issue } from "../errors/issue.ts";
import { ExactNumber } from "./exact-number.ts";
import type { Node } from "./node.ts";
import { exactNumber } from "./number-text.ts";
import { isPlainObject } from "./plain-object.ts";
import type { Stored } from "./stored.ts";
import { flatten, pickMember } from "./union.ts";

/** Where a record holds numbers of more digits than the model's numbers can: the slow walk, after a read has failed. */
export function findInexact(node: Node, stored: Stored): Issue[] {
  const issues: Issue[] = [];
  walk(node, stored, [], issues);
  return issues;
}

type Path = readonly (string | number)[];

function walk(node: Node, stored: Stored, path: Path, issues: Issue[]): void {
  switch (node.kind) {
    case "number":
    case "integer":
      if ((typeof stored === "bigint" || stored instanceof ExactNumber) && exactNumber(stored) === undefined) {
        issues.push({
          path,
          message: "is stored with more digits than a number holds; model it as bigint, or as text named in decimals",
        });
      }
      return;
    case "object":
    case "map":
      return walkMap(node, stored, path, issues);
    case "array":
    case "set":
      if (Array.isArray(stored)) {
        (stored as readonly Stored[]).forEach((element, index) => {
          walk((node.kind === "array" && node.prefix?.[index]) || node.items, element, [...path, index], issues);
        });
      }
      return;
    case "union": {
      const member = pickMember(flatten(node.members), stored);
      if (member !== undefined) walk(member, stored, path, issues);
      return;
    }
    default:
  }
}

function walkMap(node: Node & { kind: "object" | "map" }, stored: Stored, path: Path, issues: Issue[]): void {
  if (!isPlainObject(stored)) return;
  for (const [name, value] of Object.entries(stored)) {
    const part = node.kind === "map" ? node.value : (node.props.get(name)?.node ?? node.rest);
    if (part !== undefined) walk(part, value, [...path, name], issues);
  }
}
