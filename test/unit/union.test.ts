import { expect, test } from "vitest";
import type { Node } from "../../packages/standard-dynamo/src/model/node.ts";
import type { Stored } from "../../packages/standard-dynamo/src/model/stored.ts";
import { flatten, pickMember } from "../../packages/standard-dynamo/src/model/union.ts";

const iso = "2020-01-02T03:04:05.000Z";

const members = {
  string: { kind: "string" },
  number: { kind: "number" },
  bigint: { kind: "bigint" },
  boolean: { kind: "boolean" },
  null: { kind: "null" },
  date: { kind: "date" },
  bytes: { kind: "bytes" },
  decimal: { kind: "decimal" },
  a: { kind: "literal", values: ["a"] },
  one: { kind: "literal", values: [1n] },
  array: { kind: "array", items: { kind: "any" } },
  set: { kind: "set", items: { kind: "any" } },
  map: { kind: "map", key: { kind: "string" }, value: { kind: "any" } },
  cat: objectOf({ kind: { kind: "literal", values: ["cat"] }, name: { kind: "string" } }),
  dog: objectOf({ kind: { kind: "literal", values: ["dog"] }, name: { kind: "string" } }),
  tag1: objectOf({ tag: { kind: "literal", values: [1n] } }),
  tag2: objectOf({ tag: { kind: "literal", values: [2n] } }),
  named: objectOf({ name: { kind: "string" } }),
  aged: objectOf({ age: { kind: "number" } }),
} satisfies Record<string, Node>;

type Name = keyof typeof members;

test.each<[names: Name[], stored: Stored, picked: Name | undefined]>([
  [["date", "string"], "a", "string"],
  [["date", "string"], iso, "string"],
  [["date", "number"], iso, "date"],
  [["date", "null"], 1_577_836_800, "date"],
  [["date", "number"], 1_577_836_800, "number"],
  [["date", "null"], null, "null"],
  [["bigint", "string"], 1, "bigint"],
  [["bigint", "number"], 1, "number"],
  [["bigint", "number"], 2n ** 60n + 1n, "bigint"],
  [["decimal", "null"], 1.5, "decimal"],
  [["a", "date"], iso, "date"],
  [["date", "a"], "a", "a"],
  [["string", "one"], 1, "one"],
  [["boolean", "string"], true, "boolean"],
  [["bytes", "string"], new Uint8Array(), "bytes"],
  [["set", "null"], [], "set"],
  [["set", "array"], [], "array"],
  [["set", "array"], new Set(["a"]), "set"],
  [["cat", "dog"], { kind: "dog", name: "" }, "dog"],
  [["tag1", "tag2"], { tag: 2 }, "tag2"],
  [["named", "aged"], { age: 1 }, "aged"],
  [["cat", "map"], { other: 1 }, "map"],
  [["map", "cat"], { kind: "cat", name: "" }, "cat"],
  [["string", "number"], true, undefined],
])("of %j, %o belongs to %s", (names, stored, picked) => {
  const found = pickMember(
    names.map((name) => members[name]),
    stored,
  );
  expect(names.find((name) => members[name] === found)).toBe(picked);
});

test("unions in unions are opened, also where they contain themselves", () => {
  const inner: Node = {
    kind: "union",
    get members() {
      return [members.string, outer];
    },
  };
  const outer: Node = { kind: "union", members: [members.number, inner] };
  expect(flatten(outer.kind === "union" ? outer.members : [])).toEqual([members.number, members.string]);
});

function objectOf(props: Record<string, Node>): Node {
  return {
    kind: "object",
    props: new Map(Object.entries(props).map(([name, node]) => [name, { node, optional: false }])),
  };
}
