import { ExactNumber } from "standard-dynamo";
import { expect, test } from "vitest";
import {
  exactNumber,
  parseDecimal,
  plainDigits,
  problemOfDecimal,
  readNumber,
} from "../../packages/standard-dynamo/src/model/number-text.ts";

test.each<[string, number | bigint | ExactNumber]>([
  ["0", 0],
  ["-0", 0],
  ["-0.0", 0],
  ["1.50", 1.5],
  ["-12", -12],
  ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ["9007199254740993", 9007199254740993n],
  ["-9007199254740993", -9007199254740993n],
  ["0.1234567890123456", 0.1234567890123456],
  ["0.12345678901234567890", new ExactNumber("0.12345678901234567890")],
  ["1000000000000000000000", 10n ** 21n],
  ["100000000000000000000000000000000000001", 10n ** 38n + 1n],
  ["1e23", 10n ** 23n],
  ["0.00000000000000000001", 1e-20],
])("%s is read as %s", (text, value) => {
  expect(readNumber(text)).toEqual(value);
});

test.each([
  ["1E-130", `0.${"0".repeat(129)}1`],
  ["9.99e125", `999${"0".repeat(123)}`],
  ["+.5", "0.5"],
  ["5.", "5"],
  ["-00012.3400", "-12.34"],
  ["-0e5", "0"],
  ["123e-2", "1.23"],
  ["123e2", "12300"],
])("%s in plain digits is %s", (text, plain) => {
  const decimal = parseDecimal(text);
  expect(decimal && plainDigits(decimal)).toBe(plain);
});

const zeros = "0".repeat(40_000);

test.each([`${zeros}x`, `1${zeros}1`, `0.${zeros}1`, `1e${zeros}1`, "1e1234567"])(
  "text far longer than a number of DynamoDB is none, and that is seen at once: %#",
  (text) => {
    const started = process.cpuUsage();
    for (let round = 0; round < 100; round++) expect(parseDecimal(text)).toBeUndefined();
    expect(process.cpuUsage(started).user).toBeLessThan(500_000);
  },
);

test("a number with an exponent that DynamoDB does not hold is not written out", () => {
  expect(readNumber("1e999999")).toEqual(new ExactNumber("1e999999"));
});

test.each(["", ".", "-", "e5", "1e", "1,5", "0x1", "Infinity", "NaN", " 1", "1 ", "1_0", "--1", "١"])(
  "%j is no decimal text",
  (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  },
);

test.each([
  ["0", undefined],
  ["1e-130", undefined],
  ["1e-131", "is smaller than DynamoDB holds"],
  ["9.99e125", undefined],
  [`${"9".repeat(38)}e89`, "is larger than DynamoDB holds"],
  ["1e126", "is larger than DynamoDB holds"],
  ["9".repeat(38), undefined],
  ["9".repeat(39), "has 39 significant digits, DynamoDB holds 38"],
  [`${"9".repeat(38)}000`, undefined],
])("the problem of %s is %s", (text, problem) => {
  const decimal = parseDecimal(text);
  const found = decimal && problemOfDecimal(decimal);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});

test.each<[bigint | ExactNumber, number | undefined]>([
  [10n ** 21n, 1e21],
  [2n ** 53n + 1n, undefined],
  [new ExactNumber("0.5"), 0.5],
  [new ExactNumber("0.12345678901234567890"), undefined],
  [new ExactNumber("none"), undefined],
])("the number that is exactly %s is %s", (value, number) => {
  expect(exactNumber(value)).toBe(number);
});
