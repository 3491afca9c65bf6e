import { expect, test } from "vitest";
import type { Node } from "../../packages/standard-dynamo/src/model/node.ts";
import { compileSnapshot } from "../../packages/standard-dynamo/src/model/snapshot.ts";

const text: Node = { kind: "string" };
const entry: Node = object({ a: text });
const root: Node = object({
  name: text,
  children: { kind: "array", items: entry },
  either: { kind: "union", members: [entry, { kind: "array", items: text }, { kind: "null" }] },
  other: { kind: "any" },
});
const snapshot = compileSnapshot(root);

test("what the schema looks into is copied, and nothing else", () => {
  const value = { name: "a", children: [{ a: "b" }], either: { a: "c" }, other: { kept: true } };
  const copy = snapshot(value) as typeof value;
  expect(copy).toEqual(value);
  expect(copy).not.toBe(value);
  expect(copy.children[0]).not.toBe(value.children[0]);
  expect(copy.either).not.toBe(value.either);
  expect(copy.other).toBe(value.other);
});

test("a getter is asked once", () => {
  let asked = 0;
  const either = {
    get a() {
      return `${asked++}`;
    },
  };
  const copy = snapshot({ name: "a", either }) as { either: { a: string } };
  expect([copy.either.a, copy.either.a, asked]).toEqual(["0", "0", 1]);
});

test("what is not plain stays as it is, for the schema to refuse", () => {
  for (const value of [5, null, new Date(0), new Map(), new URL("x:y")]) expect(snapshot(value)).toBe(value);
});

test("a list far too long is not copied", () => {
  const children = Object.assign([], { length: 2 ** 32 - 1 });
  expect((snapshot({ name: "a", children }) as { children: unknown }).children).toBe(children);
});

function object(props: Readonly<Record<string, Node>>): Node {
  return {
    kind: "object",
    props: new Map(Object.entries(props).map(([name, node]) => [name, { node, optional: true }])),
  };
}
