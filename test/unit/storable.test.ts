import { ExactNumber } from "standard-dynamo";
import { expect, test } from "vitest";
import type { Refused } from "../../packages/standard-dynamo/src/model/refused.ts";
import { isoText, type StorableOptions, toStored } from "../../packages/standard-dynamo/src/model/storable.ts";

const options: StorableOptions = { sets: "list", date: isoText };
const date = new Date("2020-01-02T03:04:05.678Z");
const bytes = new Uint8Array([1, 2]);

test.each<[value: unknown, stored: unknown]>([
  ["", ""],
  [-0, 0],
  [1e21, 10n ** 21n],
  [0.1, 0.1],
  [10n ** 37n, 10n ** 37n],
  [true, true],
  [null, null],
  [date, "2020-01-02T03:04:05.678Z"],
  [bytes, bytes],
  [Buffer.from([1]), Buffer.from([1])],
  [new ExactNumber("1.5"), 1.5],
  [new ExactNumber("0.12345678901234567890123"), new ExactNumber("0.12345678901234567890123")],
  [7n, 7],
  [
    [1, undefined, "a"],
    [1, null, "a"],
  ],
  [new Set([date]), [isoText(date)]],
  [
    new Map<unknown, unknown>([
      [1, 2],
      [2n, 3],
      [true, 4],
      [date, undefined],
    ]),
    { 1: 2, 2: 3, true: 4, [isoText(date)]: null },
  ],
  [{ a: undefined, b: { c: null } }, { b: { c: null } }],
  [Object.create(null), {}],
])("%s is stored as %s", (value, stored) => {
  expect(toStored(value, options)).toEqual(stored);
});

class Money {
  readonly cents = 1;
}

test.each<[value: unknown, path: (string | number)[], message: string]>([
  [{ a: Number.NaN }, ["a"], "is NaN"],
  [{ a: [1, Infinity] }, ["a", 1], "is Infinity"],
  [{ a: 2 ** 53 }, ["a"], "use a bigint"],
  [{ a: 1e-131 }, ["a"], "is smaller than DynamoDB holds"],
  [{ a: 1e126 }, ["a"], "is larger than DynamoDB holds"],
  [{ a: 10n ** 38n + 1n }, ["a"], "39 significant digits"],
  [{ a: new ExactNumber("x") }, ["a"], "is not a decimal number"],
  [{ a: "\uD800" }, ["a"], "lone surrogate"],
  [{ "\uD800": 1 }, ["\uD800"], "not well-formed"],
  [{ a: { "": 1 } }, ["a", ""], "no empty attribute name"],
  [{ a: new Date(Number.NaN) }, ["a"], "is an invalid Date"],
  [{ a: Symbol("b") }, ["a"], "is a symbol"],
  [{ a: () => 1 }, ["a"], "is a function"],
  [{ a: new Money() }, ["a"], "is an instance of Money"],
  [{ a: new Map([[{}, 1]]) }, ["a"], "has a key that is a object"],
  [{ a: new Map([[null, 1]]) }, ["a"], "has a key that is null"],
  [
    {
      a: new Map<unknown, number>([
        [1, 1],
        ["1", 2],
      ]),
    },
    ["a"],
    'two keys that are both stored as "1"',
  ],
  [{ a: new Map([["", 1]]) }, ["a", ""], "no empty attribute name"],
  [undefined, [], "is undefined"],
])("%s is refused", (value, path, message) => {
  expect(refusalOf(value)).toEqual([{ path, message: expect.stringContaining(message) as string }]);
});

test("what contains itself is refused", () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(refusalOf(loop)).toMatchObject([{ path: ["self", "self", "self"] }]);
});

test("sets are stored natively where they are of one type and not empty", () => {
  const stored = (value: Set<unknown>): unknown => toStored(value, { ...options, sets: "native" });
  expect(stored(new Set(["a"]))).toEqual(new Set(["a"]));
  expect(stored(new Set([1, 2n]))).toEqual(new Set([1, 2]));
  expect(stored(new Set([bytes]))).toEqual(new Set([bytes]));
  expect(stored(new Set())).toEqual([]);
  expect(stored(new Set(["a", 1]))).toEqual(["a", 1]);
  expect(stored(new Set([true]))).toEqual([true]);
  expect(stored(new Set([["a"]]))).toEqual([["a"]]);
});

test("dates are stored as the option says", () => {
  expect(toStored([date], { ...options, date: Number })).toEqual([Number(date)]);
});

function refusalOf(value: unknown): unknown {
  try {
    return toStored(value, options);
  } catch (error) {
    return (error as Refused).issues;
  }
}
