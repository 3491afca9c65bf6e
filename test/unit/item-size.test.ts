import { expect, test } from "vitest";
import type { AttributeValue } from "../../packages/standard-dynamo/src/item/attribute-value.ts";
import { itemBytes, largestAttributes } from "../../packages/standard-dynamo/src/item/item-size.ts";

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
test.each<[value: AttributeValue, bytes: number]>([
  [{ S: "" }, 0],
  [{ S: "aé€😀" }, 10],
  [{ B: new Uint8Array(5) }, 5],
  [{ BOOL: true }, 1],
  [{ NULL: true }, 1],
  [{ L: [] }, 3],
  [{ M: {} }, 3],
  [{ L: [{ S: "ab" }, { S: "" }] }, 3 + 1 + 2 + 1],
  [{ M: { ab: { S: "abc" } } }, 3 + 1 + 2 + 3],
  [{ L: [{ L: [] }] }, 3 + 1 + 3],
  [{ SS: ["ab", "c"] }, 3],
  [{ BS: [new Uint8Array(2), new Uint8Array(3)] }, 5],
  // A byte for two significant digits and one more; zeros at either end do not count.
  [{ N: "12" }, 2],
  [{ N: "123" }, 3],
  [{ N: "9".repeat(38) }, 20],
  [{ N: `1${"0".repeat(37)}` }, 2],
  [{ N: `0.${"0".repeat(99)}12` }, 2],
  [{ N: "1200000" }, 2],
  [{ NS: ["1", "123"] }, 2 + 3],
])("%o takes %d bytes", (value, bytes) => {
  expect(itemBytes({ ä: value })).toBe(2 + bytes);
});

test("a minus sign and a point take a byte at most", () => {
  expect(itemBytes({ a: { N: "-1.5" } })).toBeLessThanOrEqual(1 + 3);
});

test("the largest attributes come first, without those that are the library's own", () => {
  const item = { PK: { S: "x".repeat(9) }, a: { S: "x" }, b: { S: "xxx" }, c: { S: "xx" } };
  expect(largestAttributes(item, ["PK"], 2)).toEqual([
    { name: "b", bytes: 3 },
    { name: "c", bytes: 2 },
  ]);
});
