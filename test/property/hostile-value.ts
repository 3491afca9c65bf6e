import { runInNewContext } from "node:vm";
import { ExactNumber } from "standard-dynamo";

/** A value for an attribute that takes anything. */
export interface HostileValue {
  readonly label: string;
  readonly make: () => unknown;
  /** What a read gives; without it the value is refused. */
  readonly back?: { readonly value: unknown };
}

class Point {
  readonly x = 1;
}

/** What no attribute can hold: refused, and the error says which attribute it was. */
export const refusedValues: readonly HostileValue[] = refused({
  NaN: () => Number.NaN,
  Infinity: () => Number.NEGATIVE_INFINITY,
  "an unsafe integer": () => 2 ** 53,
  "1e126": () => 1e126,
  "1e-131": () => 1e-131,
  "39 digits": () => 10n ** 38n + 1n,
  "39 digits of a decimal": () => new ExactNumber(`0.${"1".repeat(39)}`),
  "no digits": () => new ExactNumber("1); DROP"),
  "a function": () => () => 1,
  "a generator": () => (function* () {})(),
  "a class": () => Point,
  "a symbol": () => Symbol("it"),
  "an instance": () => new Point(),
  "a Proxy of an instance": () => new Proxy(new Point(), {}),
  "a value that inherits": () => Object.create({ a: 1 }) as object,
  "toJSON, a function": () => ({ toJSON: () => "other" }),
  "a boxed text": () => Object("text") as unknown,
  "a boxed number": () => Object(1) as unknown,
  "a boxed bigint": () => Object(1n) as unknown,
  "an Error": () => new Error("it"),
  "a RegExp": () => /it/,
  "a URL": () => new URL("https://example.com"),
  "a Promise": () => Promise.resolve(1),
  "a WeakMap": () => new WeakMap(),
  "an ArrayBuffer": () => new ArrayBuffer(4),
  "a SharedArrayBuffer": () => new SharedArrayBuffer(4),
  "a DataView": () => new DataView(new ArrayBuffer(4)),
  "a Uint16Array": () => new Uint16Array(4),
  "a Float64Array": () => new Float64Array(4),
  "an invalid Date": () => new Date(Number.NaN),
  "a Date of another realm": () => runInNewContext("new Date(0)") as unknown,
  "a Set of another realm": () => runInNewContext("new Set([1])") as unknown,
  "half a character": () => "a\uD800",
  "the other half": () => "\uDC00b",
  "half a character in a name": () => ({ "\uD800": 1 }),
  "half a character as a key": () => new Map([["\uDC00", 1]]),
  "an empty name": () => ({ "": 1 }),
  "an empty key": () => new Map([["", 1]]),
  "a key that is an object": () => new Map([[{}, 1]]),
  "a key that is a symbol": () => new Map([[Symbol("it"), 1]]),
  "two keys that are stored alike": () =>
    new Map<unknown, number>([
      [1, 1],
      ["1", 2],
    ]),
  "an object in itself": () => {
    const it: Record<string, unknown> = {};
    return Object.assign(it, { it });
  },
  "a list in itself": () => {
    const it: unknown[] = [];
    it.push(it);
    return it;
  },
  "a Map in itself": () => {
    const it = new Map<string, unknown>();
    return it.set("it", it);
  },
  "a Set in itself": () => {
    const it = new Set<unknown>();
    return it.add(it);
  },
  "no Date": () => Object.create(Date.prototype) as object,
  "no Uint8Array": () => Object.create(Uint8Array.prototype) as object,
  "no Set": () => Object.create(Set.prototype) as object,
  "no Map": () => Object.create(Map.prototype) as object,
  "a revoked Proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  "a getter that throws": () => ({
    get a(): never {
      throw new Error("from outside");
    },
  }),
  "a Date of another time": () => Object.assign(new Date(0), { valueOf: () => 5 }),
  "an instance whose constructor has a symbol for a name": () =>
    Object.assign(new Point(), { constructor: { name: Symbol("it") } }),
  "__proto__ as a name": () => JSON.parse('{"a":[{"__proto__":{"polluted":true}}]}') as object,
  "__proto__ as a key": () => new Map([["__proto__", 1]]),
  "33 levels": () => nested(32),
  "33 levels of lists": () => nestedLists(32),
  "20,000 levels": () => nested(20_000),
});

/** What is over the limit of an item; these take a while. */
export const largeValues: readonly HostileValue[] = refused({
  "20 MB of text": () => "x".repeat(20_000_000),
  "400 KB of text": () => "x".repeat(400 * 1024),
  "410 KB in 205,000 characters": () => "é".repeat(205_000),
  "1 MB of bytes": () => new Uint8Array(1_000_000),
  "a Set of 50,000": () => new Set(Array.from({ length: 50_000 }, (_, index) => `element ${index}`)),
  "30,000 names": () => Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`name ${index}`, index])),
  "a name of 500 KB": () => ({ ["n".repeat(500_000)]: 1 }),
  "a list with 220,000 holes": () => holed(220_000),
  "a list with holes alone": () => Object.assign([], { length: 2 ** 32 - 1 }),
  "10^20 elements in little memory": () => multiplied(20),
});

/** What is stored as something plainer, as docs/models.md says. */
export const plainerValues: readonly HostileValue[] = stored({
  "minus zero": [() => -0, 0],
  "a hole": [() => holed(1), [null, 1]],
  "undefined in a list": [() => [undefined, 1], [null, 1]],
  "undefined in an object": [() => ({ a: undefined, b: 1 }), { b: 1 }],
  "a list with more than elements": [() => Object.assign([1], { extra: 2 }), [1]],
  "an instance of a class of lists": [() => new (class Row extends Array<number> {})(1, 2), [1, 2]],
  "a symbol as a name": [() => ({ [Symbol("it")]: 1, b: 2 }), { b: 2 }],
  "what is not enumerable": [() => Object.defineProperty({ b: 2 }, "a", { value: 1 }), { b: 2 }],
  "no prototype": [() => Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }],
  "another realm": [() => runInNewContext("({ a: [1, { b: 'c' }] })") as unknown, { a: [1, { b: "c" }] }],
  "a getter": [() => Object.defineProperty({}, "a", { get: () => 1, enumerable: true }), { a: 1 }],
  "a Proxy of an object": [() => new Proxy({ a: 1 }, {}), { a: 1 }],
  "a Proxy of a list": [() => new Proxy([1, 2], {}), [1, 2]],
  "a frozen object": [() => Object.freeze({ a: Object.freeze([1]) }), { a: [1] }],
  "a tag that lies": [() => ({ [Symbol.toStringTag]: "Date", a: 1 }), { a: 1 }],
  "a Date": [() => new Date(0), "1970-01-01T00:00:00.000Z"],
  "a Date with methods of its own": [
    () => Object.assign(new Date(0), { toISOString: () => "never" }),
    "1970-01-01T00:00:00.000Z",
  ],
  "a Set": [() => new Set([1, "1"]), [1, "1"]],
  "a Map": [
    () =>
      new Map([
        ["toString", 1],
        ["constructor", 2],
      ]),
    { toString: 1, constructor: 2 },
  ],
  "a small bigint": [() => 7n, 7],
  "a large bigint": [() => 10n ** 37n + 1n, 10n ** 37n + 1n],
  "a large power of ten": [() => 1e100, 10n ** 100n],
  "a decimal": [() => new ExactNumber("0.5"), 0.5],
  "a Buffer": [() => Buffer.from("abc"), Uint8Array.of(97, 98, 99)],
  "a part of a buffer": [() => new Uint8Array(Uint8Array.of(1, 2, 3, 4).buffer, 1, 2), Uint8Array.of(2, 3)],
  "shared bytes": [() => new Uint8Array(new SharedArrayBuffer(3)).fill(5), Uint8Array.of(5, 5, 5)],
  "no bytes": [() => new Uint8Array(), new Uint8Array()],
  "names that all inherit": [() => ({ constructor: 1, toString: "a" }), { constructor: 1, toString: "a" }],
  "then as a name": [() => JSON.parse('{"then":1}'), JSON.parse('{"then":1}')],
  "typed values of DynamoDB": [() => ({ S: "a", NULL: true, M: {} }), { S: "a", NULL: true, M: {} }],
  "NUL and what is beyond the BMP": [() => "\u0000\u{1F600}\uFFFF", "\u0000\u{1F600}\uFFFF"],
  "32 levels": [() => nested(31), nested(31)],
  "no elements": [() => ({ list: [], map: {}, text: "" }), { list: [], map: {}, text: "" }],
});

function refused(values: Readonly<Record<string, () => unknown>>): HostileValue[] {
  return Object.entries(values).map(([label, make]) => ({ label, make }));
}

function stored(values: Readonly<Record<string, readonly [make: () => unknown, back: unknown]>>): HostileValue[] {
  return Object.entries(values).map(([label, [make, value]]) => ({ label, make, back: { value } }));
}

function nested(levels: number): unknown {
  let value: unknown = "leaf";
  for (let level = 0; level < levels; level++) value = { level: value };
  return value;
}

function nestedLists(levels: number): unknown {
  let value: unknown = "leaf";
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

function multiplied(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = Array.from({ length: 10 }, () => value);
  return value;
}

function holed(index: number): unknown[] {
  const list: unknown[] = [];
  list[index] = 1;
  return list;
}
