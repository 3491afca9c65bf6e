import { ExactNumber } from "./exact-number.ts";
import { leniently } from "./lenient.ts";
import type { Node } from "./node.ts";
import { exactNumber } from "./number-text.ts";
import { parseDate } from "./parse-date.ts";
import { isPlainObject } from "./plain-object.ts";
import type { Stored, StoredMap } from "./stored.ts";

/** Revives by the first member that can be what is stored; the schema then decides. */
export function unionReviver(
  members: readonly Node[],
  compile: (part: Node) => (stored: Stored) => unknown,
  lenient: boolean,
): (stored: Stored) => unknown {
  let flat: readonly Node[] | undefined;
  return (stored) => {
    flat ??= flatten(members);
    const strict = pickMember(flat, stored);
    const member = strict ?? (lenient ? pickLeniently(flat, stored) : undefined);
    return member === undefined ? stored : compile(member)(stored);
  };
}

/** The member of a union that a stored value belongs to, as far as its form tells. */
export function pickMember(members: readonly Node[], stored: Stored): Node | undefined {
  if (isPlainObject(stored)) return pickObject(members, stored);
  // Text that is taken as it stands wins over text that would become a Date.
  const exact = members.find((member) => fitness(member, stored) === 2);
  return exact ?? members.find((member) => fitness(member, stored) === 1);
}

function pickLeniently(members: readonly Node[], stored: Stored): Node | undefined {
  const takers = members.filter((member) => leniently(member, stored) !== stored);
  return takers.find(({ kind }) => kind !== "bigint") ?? takers[0];
}

/** Members of members, nested unions opened. */
export function flatten(members: readonly Node[], seen: Set<Node> = new Set()): readonly Node[] {
  return members.flatMap((member) => {
    if (seen.has(member)) return [];
    seen.add(member);
    return member.kind === "union" ? flatten(member.members, seen) : [member];
  });
}

/** 2: stored as it is given out; 1: revived into another type; 0: cannot be. */
function fitness(node: Node, stored: Stored): 0 | 1 | 2 {
  switch (node.kind) {
    case "string":
      return typeof stored === "string" ? 2 : 0;
    case "number":
    case "integer":
      // What a bigint beside it takes as well is the bigint's.
      return typeof stored === "number" ? 2 : isLarge(stored) && exactNumber(stored) !== undefined ? 1 : 0;
    case "bigint":
      return typeof stored === "bigint" ? 2 : typeof stored === "number" && Number.isInteger(stored) ? 1 : 0;
    case "boolean":
      return typeof stored === "boolean" ? 2 : 0;
    case "null":
      return stored === null ? 2 : 0;
    case "literal":
      return node.values.includes(stored)
        ? 2
        : typeof stored === "number" && Number.isInteger(stored) && node.values.includes(BigInt(stored))
          ? 1
          : 0;
    case "date":
      return (typeof stored === "string" && parseDate(stored)) || typeof stored === "number" ? 1 : 0;
    case "decimal":
      return typeof stored === "number" || isLarge(stored) ? 1 : 0;
    case "bytes":
      return stored instanceof Uint8Array ? 2 : 0;
    case "array":
      return Array.isArray(stored) ? 2 : 0;
    case "set":
      return Array.isArray(stored) ? 1 : stored instanceof Set ? 2 : 0;
    default:
      return 0;
  }
}

function isLarge(stored: Stored): stored is bigint | ExactNumber {
  return typeof stored === "bigint" || stored instanceof ExactNumber;
}

// An object whose scalars match and whose required attributes are there, then a map, then the first whose scalars match.
function pickObject(members: readonly Node[], stored: StoredMap): Node | undefined {
  const objects = members.filter((member) => member.kind === "object" && valuesMatch(member, stored));
  return (
    objects.find((member) => hasRequired(member, stored)) ??
    members.find((member) => member.kind === "map") ??
    objects[0]
  );
}

// Kinds whose form alone does not tell whether a value is theirs.
const undecided: readonly Node["kind"][] = ["object", "map", "union", "any", "opaque"];

function valuesMatch(node: Node, stored: StoredMap): boolean {
  if (node.kind !== "object") return false;
  for (const [name, { node: part, optional }] of node.props) {
    if (!Object.hasOwn(stored, name) || undecided.includes(part.kind)) continue;
    const value = stored[name] as Stored;
    if (fitness(part, value) === 0 && !(optional && value === null)) return false;
  }
  return true;
}

function hasRequired(node: Node, stored: StoredMap): boolean {
  if (node.kind !== "object") return false;
  for (const [name, { optional }] of node.props) {
    if (!optional && !Object.hasOwn(stored, name)) return false;
  }
  return true;
}
