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
  [{ a: JSON.parse('{"__proto__":1}') as object }, ["a", "__proto__"], "a name that nothing in an item can have"],
  [{ a: [new Map([["__proto__", 1]])] }, ["a", 0, "__proto__"], "a name that nothing in an item can have"],
  [{ a: Object.assign(new Date(0), { getTime: () => 5 }) }, ["a"], "tells another time than it holds"],
  [{ a: 10n ** 1_000_000n }, ["a"], "is larger than DynamoDB holds"],
  [{ a: { ["n".repeat(65_536)]: 1 } }, ["a"], "holds a name over DynamoDB's 65535 bytes"],
])("%s is refused", (value, path, message) => {
  expect(refusalOf(value)).toEqual([{ path, message: expect.stringContaining(message) as string }]);
});

test.each([
  [Object.create(Date.prototype), "is an invalid Date"],
  [Object.create(Uint8Array.prototype), "is no Uint8Array"],
  [new Proxy(new Uint8Array(1), {}), "is no Uint8Array"],
  [Object.create(Set.prototype), "could not be read"],
  [Object.create(Map.prototype), "could not be read"],
  [Object.assign(new Money(), { constructor: { name: "a value" } }), "is an instance of Money"],
  [Object.assign(new Money(), { constructor: { name: Symbol("a value") } }), "is an instance of Money"],
])("what pretends to be of another class is refused: %#", (value, message) => {
  expect(refusalOf({ a: [value] })).toEqual([{ path: ["a", 0], message: expect.stringContaining(message) as string }]);
});

test.each<[what: string, value: () => unknown, path: (string | number)[]]>([
  ["a getter", () => ({ a: [{ b: unreadable() }] }), ["a", 0, "b", "c"]],
  ["a getter of a list", () => ({ a: Object.defineProperty([1], 1, { get: fail }) }), ["a", 1]],
  ["a revoked Proxy", () => ({ a: revoked() }), ["a"]],
  ["a revoked Proxy as the whole", revoked, []],
  ["a Proxy of a list", () => [new Proxy([1], { get: fail })], [0]],
])("%s that throws is refused at its place, with the cause", (_, value, path) => {
  const refused = refusedFor(value());
  expect(refused?.issues).toEqual([{ path, message: expect.stringContaining("could not be read") as string }]);
  expect(refused?.issues[0]?.message).not.toContain("a value");
  expect(refused?.cause).toBeInstanceOf(Error);
});

test("an option that throws for a Date is refused, with the cause", () => {
  const cause = new Error("a value");
  const throwing = (): string => {
    throw cause;
  };
  expect(() => toStored({ a: new Date(0) }, { ...options, date: throwing })).toThrow(
    expect.objectContaining({
      cause,
      issues: [{ path: ["a"], message: "the model's date option threw, see the cause" }],
    }) as Error,
  );
});

test.each<[what: string, value: () => unknown, path: unknown]>([
  ["a list of holes", () => ({ a: [[], Object.assign([], { length: 2 ** 32 - 1 })] }), ["a", 1]],
  ["a Set", () => new Set(Array.from({ length: 820_000 }, (_, index) => index)), []],
  ["a Map", () => new Map(Array.from({ length: 820_000 }, (_, index) => [index, 1])), []],
  ["an object", () => ({ a: Object.fromEntries(Array.from({ length: 820_000 }, (_, index) => [index, 1])) }), ["a"]],
  ["text", () => ({ a: "x".repeat(20_000_000) }), ["a"]],
  ["bytes", () => ({ a: new Uint8Array(20_000_000) }), ["a"]],
  ["parts that stand in it very often", multiplied, expect.any(Array)],
  ["a Proxy of a list that has no length", () => new Proxy([], { get: () => Number.NaN }), []],
])("far too much is refused before it is built: %s", (_, make, path) => {
  const value = make();
  const started = process.cpuUsage();
  expect(refusalOf(value)).toMatchObject([{ path, message: expect.stringContaining("409600 bytes") as string }]);
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});

test("Dates are stored by the time that they hold, whatever their own methods say", () => {
  const dates = [
    Object.assign(new Date(0), { toISOString: () => "never", getUTCFullYear: () => 5 }),
    new (class extends Date {
      override toISOString(): string {
        return "never";
      }
    })(0),
  ];
  const byText = { ...options, date: (some: Date) => some.toISOString() };
  for (const each of [options, byText]) {
    expect(toStored(dates, each)).toEqual(["1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z"]);
  }
});

test.each([
  ["bytes", [Uint8Array.of(1), Uint8Array.of(1)]],
  ["Dates", [new Date(0), new Date(0)]],
  ["a number and a bigint", [1, 1n]],
  ["decimals", [new ExactNumber("0.12345678901234567890"), new ExactNumber(".1234567890123456789")]],
])("a native set refuses elements that are stored alike: %s", (_, elements) => {
  const store = (): unknown => toStored({ a: new Set<unknown>(elements) }, { ...options, sets: "native" });
  expect(store).toThrow(
    expect.objectContaining({
      issues: [{ path: ["a"], message: expect.stringContaining("two elements that are stored alike") as string }],
    }) as Error,
  );
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
  return refusedFor(value)?.issues;
}

function refusedFor(value: unknown): Refused | undefined {
  try {
    toStored(value, options);
    return undefined;
  } catch (error) {
    return error as Refused;
  }
}

function fail(): never {
  throw new Error("a value");
}

function unreadable(): object {
  return Object.defineProperty({}, "c", { get: fail, enumerable: true });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** A list of 10^20 elements in little memory. */
function multiplied(): unknown {
  let value: unknown = 1;
  for (let level = 0; level < 20; level++) value = Array.from({ length: 10 }, () => value);
  return value;
}
