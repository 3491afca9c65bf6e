import { expect, test } from "vitest";
import { decideFault, type FaultPlan, requestIdentity, unprocessedKeys } from "../src/faults/fault-schedule.ts";
import { type Fault, faults } from "../src/index.ts";

type Rates = Partial<Record<Fault, number>>;

function planOf(seed: number, rates: Rates): FaultPlan {
  return { seed, rates: new Map(Object.entries(rates) as [Fault, number][]) };
}

function requestOf(key: string, occurrence = 0, operation = "PutItem") {
  return { index: 0, operation, keys: [key], occurrence, body: undefined };
}

/** The faults of many requests. */
function many(plan: FaultPlan, count: number, request = (n: number) => requestOf(`films/p/${n}`)) {
  return Array.from({ length: count }, (_, n) => decideFault(plan, request(n), undefined));
}

const rates: Rates = { throttled: 0.2, "cut-before": 0.2, delay: 0.2 };

test("the same seed gives the same faults", () => {
  expect(many(planOf(7, rates), 200)).toEqual(many(planOf(7, rates), 200));
});

test.each([
  [7, 8],
  [0, 1],
  [1, -1],
  [1, 2 ** 32 + 1],
  [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
])("the seeds %d and %d give other faults, no more alike than by chance", (one, other) => {
  const others = many(planOf(other, rates), 2000);
  const equal = many(planOf(one, rates), 2000).filter((fault, n) => fault === others[n]).length;
  // Three faults of 0.2 and none of 0.4 are equal by chance in 0.28 of all cases; a standard deviation is 20.
  expect(Math.abs(equal - 560)).toBeLessThan(100);
});

test("a fault follows from operation, keys and occurrence, and from nothing else of the request", () => {
  const plan = planOf(7, rates);
  const faultsOf = (change: object) =>
    Array.from({ length: 50 }, (_, n) => decideFault(plan, { ...requestOf(`films/p/${n}`), ...change }, undefined));
  const plain = faultsOf({});
  expect(faultsOf({ index: 5, body: { anything: 1 } })).toEqual(plain);
  expect(faultsOf({ operation: "GetItem" })).not.toEqual(plain);
  expect(faultsOf({ occurrence: 1 })).not.toEqual(plain);
});

test("the order in which rates are named does not matter", () => {
  const turned = Object.fromEntries(Object.entries(rates).toReversed());
  expect(many(planOf(7, turned), 200)).toEqual(many(planOf(7, rates), 200));
});

test.each([1, 2, 3, -4, 2 ** 40])("by seed %d every fault is met as often as its rate says", (seed) => {
  const each = 0.07;
  const plan = planOf(seed, Object.fromEntries(faults.map((fault) => [fault, each])));
  const count = 20_000;
  for (const request of [
    (n: number) => requestOf(`films/content#movies#/film#${n}`),
    (n: number) => requestOf("films/p/1", n),
  ]) {
    const met = many(plan, count, request);
    const deviation = Math.sqrt(count * each * (1 - each));
    for (const fault of faults) {
      const times = met.filter((one) => one === fault).length;
      expect(Math.abs(times - count * each)).toBeLessThan(4.5 * deviation);
    }
  }
});

test("what one occurrence meets says nothing of the next", () => {
  const plan = planOf(3, { throttled: 0.5 });
  const met = many(plan, 20_000, (n) => requestOf("films/p/1", n));
  const repeats = met.filter((fault, n) => n > 0 && fault === met[n - 1]).length;
  expect(Math.abs(repeats - 10_000)).toBeLessThan(4.5 * Math.sqrt(5000));
});

test("rates of 0 are never met, rates that make 1 always", () => {
  expect(new Set(many(planOf(1, { throttled: 0 }), 1000))).toEqual(new Set([undefined]));
  expect(new Set(many(planOf(1, { throttled: 0.5, delay: 0.5 }), 1000))).toEqual(new Set(["throttled", "delay"]));
});

test("requests of other operations or keys have other identities", () => {
  const operations = ["PutItem", "GetItem", "BatchWriteItem"];
  const keyLists = [
    [],
    [""],
    ["a"],
    ["b"],
    ["a", "b"],
    ['a","b'],
    ["a b"],
    ...Array.from({ length: 5000 }, (_, n) => [`k${n}`]),
  ];
  const identities = operations.flatMap((operation) => keyLists.map((keys) => requestIdentity(operation, keys)));
  expect(new Set(identities).size).toBe(identities.length);
  expect(identities.every((identity) => Number.isSafeInteger(identity))).toBe(true);
});

test("the unprocessed part is never empty and never all, unless there is but one", () => {
  const sizes = new Set<number>();
  for (let seed = 0; seed < 200; seed += 1) {
    const keys = ["a", "b", "c", "d"];
    const left = unprocessedKeys(seed, { operation: "BatchWriteItem", keys, occurrence: 0 });
    expect(keys).toEqual(expect.arrayContaining([...left]));
    sizes.add(left.size);
  }
  expect(sizes).toEqual(new Set([1, 2, 3]));
  expect([...unprocessedKeys(1, { operation: "BatchWriteItem", keys: ["a"], occurrence: 0 })]).toEqual(["a"]);
});

test("every record of a batch is left unprocessed as often as the others", () => {
  const keys = ["a", "b", "c", "d", "e"];
  const times = new Map(keys.map((key) => [key, 0]));
  for (let occurrence = 0; occurrence < 5000; occurrence += 1) {
    for (const key of unprocessedKeys(9, { operation: "BatchWriteItem", keys, occurrence })) {
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  }
  // Of five on average two and a half.
  for (const count of times.values()) expect(Math.abs(count - 2500)).toBeLessThan(200);
});
