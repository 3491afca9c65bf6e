import { ExactNumber } from "standard-dynamo";
import { expect, test } from "vitest";
import type { Node, Property } from "../../packages/standard-dynamo/src/model/node.ts";
import { compileReviver } from "../../packages/standard-dynamo/src/model/revive.ts";
import type { Stored } from "../../packages/standard-dynamo/src/model/stored.ts";

const string: Node = { kind: "string" };
const number: Node = { kind: "number" };
const bigint: Node = { kind: "bigint" };
const date: Node = { kind: "date" };
const orNull = (node: Node): Node => ({ kind: "union", members: [node, { kind: "null" }] });

const iso = "2020-01-02T03:04:05.000Z";
const time = new Date(iso);

test.each<[node: Node, stored: Stored, revived: unknown]>([
  [string, "1", "1"],
  [number, 10n ** 21n, 1e21],
  [number, new ExactNumber("0.5"), 0.5],
  [bigint, 1, 1n],
  [bigint, 2n ** 60n, 2n ** 60n],
  [bigint, 1.5, 1.5],
  [bigint, "1", "1"],
  [date, iso, time],
  [date, time.getTime() / 1000, time],
  [date, time.getTime(), time],
  [date, "yesterday", "yesterday"],
  [{ kind: "decimal" }, 1.5, "1.5"],
  [{ kind: "decimal" }, 10n ** 21n, `1${"0".repeat(21)}`],
  [{ kind: "decimal" }, 1e-7, "0.0000001"],
  [{ kind: "literal", values: [1n] }, 1, 1n],
  [{ kind: "literal", values: [1, 1n] }, 1, 1],
  [{ kind: "array", items: date }, [iso, null], [time, null]],
  [{ kind: "array", prefix: [date, string], items: bigint }, [iso, iso, 1], [time, iso, 1n]],
  [{ kind: "set", items: date }, [iso], new Set([time])],
  [{ kind: "set", items: bigint }, new Set([1]), new Set([1n])],
  [{ kind: "map", key: string, value: date }, { a: iso }, new Map([["a", time]])],
  [{ kind: "map", key: number, value: bigint }, { 1: 2 }, new Map([[1, 2n]])],
  [{ kind: "map", key: bigint, value: string }, { 1: "a" }, new Map([[1n, "a"]])],
  [{ kind: "map", key: date, value: string }, { [iso]: "a" }, new Map([[time, "a"]])],
  [orNull(date), null, null],
  [orNull(date), iso, time],
  [orNull(date), time.getTime() / 1000, time],
  [{ kind: "any" }, iso, iso],
])("%o: %o is read as %o", (node, stored, revived) => {
  expect(compileReviver(node, { lenient: false })(stored)).toEqual(revived);
});

test.each<[property: Property, isThere: boolean]>([
  [{ node: string, optional: true }, false],
  [{ node: string, optional: false }, true],
  [{ node: orNull(string), optional: true }, true],
  [{ node: { kind: "any" }, optional: true }, true],
  [{ node: { kind: "literal", values: [null] }, optional: true }, true],
])("NULL at %o is there: %s", (property, isThere) => {
  const node: Node = { kind: "object", props: new Map([["a", property]]) };
  expect(compileReviver(node, { lenient: false })({ a: null })).toEqual(isThere ? { a: null } : {});
});

test("what does not change is not copied", () => {
  const node: Node = {
    kind: "object",
    props: new Map([["a", { node: { kind: "array", items: date }, optional: false }]]),
  };
  const stored = { a: [null], b: 1 };
  expect(compileReviver(node, { lenient: false })(stored)).toBe(stored);
});

test("a number that no number holds is not rounded", () => {
  const revive = compileReviver(number, { lenient: false });
  expect(() => revive(2n ** 53n + 1n)).toThrow(Error);
  expect(() => revive(new ExactNumber("0.12345678901234567890"))).toThrow(Error);
});

test.each<[node: Node, stored: Stored, revived: unknown]>([
  [string, 7, "7"],
  [number, "7.5", 7.5],
  [number, "7.5x", "7.5x"],
  [number, true, 1],
  [bigint, "12", 12n],
  [{ kind: "boolean" }, "YES", true],
  [{ kind: "boolean" }, 0, false],
  [{ kind: "boolean" }, 2, 2],
  [date, "1577836800", new Date("2020-01-01")],
  [{ kind: "bytes" }, "a", new Uint8Array([97])],
  [{ kind: "map", key: string, value: number }, [["a", 1]], new Map([["a", 1]])],
  [{ kind: "array", items: bigint }, new Set([1]), [1n]],
])("leniently, %o: %o is read as %o", (node, stored, revived) => {
  expect(compileReviver(node, { lenient: true })(stored)).toEqual(revived);
});

test("recursive descriptions are read to any depth", () => {
  const node: Node = {
    kind: "object",
    props: new Map([["at", { node: date, optional: false }]]),
    get rest() {
      return node;
    },
  };
  const revived = compileReviver(node, { lenient: false })({ at: iso, below: { at: iso, below: { at: iso } } });
  expect(revived).toEqual({ at: time, below: { at: time, below: { at: time } } });
});
