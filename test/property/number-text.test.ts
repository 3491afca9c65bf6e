import * as fc from "fast-check";
import { ExactNumber, model } from "standard-dynamo";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  type Decimal,
  exactNumber,
  parseDecimal,
  plainDigits,
  problemOfDecimal,
  readNumber,
} from "../../packages/standard-dynamo/src/model/number-text.ts";
import { check, checkAsync } from "./check.ts";
import { openTable } from "./table.ts";

const digits = fc.bigInt({ min: 0n, max: 10n ** 45n }).map(String);

/** Numbers written in every way, with what they are: `significand` times a power of ten. */
const written = fc
  .record({
    sign: fc.constantFrom("", "-", "+"),
    zeros: fc.constantFrom("", "0", "000"),
    whole: fc.oneof(digits, fc.constant("")),
    fraction: fc.option(
      fc.tuple(fc.constantFrom("", "0", "00"), digits).map((parts) => parts.join("")),
      { nil: "" },
    ),
    power: fc.option(fc.integer({ min: -140, max: 140 }), { nil: undefined }),
    e: fc.constantFrom("e", "E", "e+", "E+"),
  })
  .filter(({ zeros, whole, fraction }) => zeros + whole + fraction !== "")
  .map(({ sign, zeros, whole, fraction, power, e }) => ({
    text: `${sign}${zeros}${whole}${fraction === "" ? "" : `.${fraction}`}${exponentText(power, e)}`,
    significand: BigInt(`${zeros}${whole}${fraction}`) * (sign === "-" ? -1n : 1n),
    scale: (power ?? 0) - fraction.length,
  }));

test("decimal text is what its digits say", () => {
  check(
    fc.property(written, ({ text, significand, scale }) => {
      expectSame(parseDecimal(text), significand, scale);
    }),
    2000,
  );
});

test("plain digits are the same number, without exponent or needless zeros", () => {
  check(
    fc.property(written, ({ text, significand, scale }) => {
      const plain = plainDigits(decimalOf(text));
      expect(plain).toMatch(/^(0|-?(0\.\d*[1-9]|[1-9]\d*(\.\d*[1-9])?))$/);
      expectSame(parseDecimal(plain), significand, scale);
    }),
    2000,
  );
});

test("reading a number loses no digit", () => {
  check(
    fc.property(written, ({ text, significand, scale }) => {
      const read = readNumber(text);
      expectSame(parseDecimal(exactText(read)), significand, scale);
      if (typeof read === "number") expect(Object.is(read, -0)).toBe(false);
    }),
    2000,
  );
});

test("a whole number that a double does not hold exactly is read as bigint", () => {
  check(
    fc.property(fc.bigInt({ min: 1n, max: 99_999n }), fc.integer({ min: 16, max: 40 }), (significand, power) => {
      const value = significand * 10n ** BigInt(power);
      for (const text of [String(value), `${significand}e${power}`, `${significand}E+${power}`]) {
        const read = readNumber(text);
        expect(typeof read === "number" ? BigInt(read) : read).toBe(value);
      }
    }),
    300,
  );
});

test("a double is read as itself", () => {
  check(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -9e125, max: 9e125 }), (value) => {
      const read = readNumber(plainDigits(decimalOf(String(value))));
      expect(typeof read === "number" ? read : exactNumber(read)).toBe(value + 0);
    }),
    1000,
  );
});

test("a number is taken if DynamoDB holds it", () => {
  const limit = 10n ** 38n;
  check(
    fc.property(written, ({ text, significand, scale }) => {
      const [trimmed, power] = trim(significand, scale);
      const length = String(trimmed).replace("-", "").length;
      const exponent = power + length - 1;
      const fits = trimmed === 0n || (trimmed < limit && trimmed > -limit && exponent <= 125 && exponent >= -130);
      expect(problemOfDecimal(decimalOf(text)) === undefined).toBe(fits);
    }),
    2000,
  );
});

test.each(["1e-130", "-1e-130", "9.99e125", "1e125", "9".repeat(38), `0.${"3".repeat(38)}`, `1${"0".repeat(125)}`])(
  "%s is stored",
  async (text) => {
    await using table = await openTable();
    const repository = table.repository(z.object({ exact: z.any() }));
    await repository.put({ item: { exact: new ExactNumber(text) } });
    const { content } = await repository.get({});
    expect(decimalOf(exactText(content?.item.exact as number))).toEqual(decimalOf(text));
  },
);

test.each(["1e-131", "1e126", "9".repeat(39), `1${"0".repeat(37)}1`, "1.0e", "", ".", "0x1", "1_000", "NaN", " 1"])(
  "%j is refused",
  (text) => {
    const codec = model(z.object({ exact: z.any() }));
    const refused = expect.objectContaining({
      code: "ITEM_VALIDATION",
      issues: [{ path: ["exact"], message: expect.anything() as string }],
    });
    expect(() => codec.serialize({ exact: new ExactNumber(text) })).toThrow(refused as Error);
  },
);

test("decimal texts come back from the engine with all their digits", async () => {
  await using table = await openTable();
  const codec = model(z.object({ price: z.string(), lines: z.array(z.object({ net: z.string().nullable() })) }), {
    decimals: ["price", "lines.*.net"],
  });
  const plain = written
    .filter(({ text }) => problemOfDecimal(decimalOf(text)) === undefined)
    .map(({ text }) => plainDigits(decimalOf(text)));
  const property = fc.asyncProperty(plain, fc.array(fc.option(plain), { maxLength: 3 }), async (price, nets) => {
    const repository = table.repository(codec);
    const item = { price, lines: nets.map((net) => ({ net })) };
    await repository.put({ item });
    expect((await repository.get({})).content?.item).toEqual(item);
    expect(await repository.list({ filters: { price } }).items()).toEqual([item]);
  });
  await checkAsync(property, 60);
});

function exponentText(power: number | undefined, e: string): string {
  if (power === undefined) return "";
  return power < 0 ? `${e.charAt(0)}${power}` : `${e}${power}`;
}

function decimalOf(text: string): Decimal {
  return parseDecimal(text) ?? expect.unreachable();
}

function exactText(value: number | bigint | ExactNumber): string {
  return String(value);
}

function trim(significand: bigint, scale: number): readonly [bigint, number] {
  let [value, power] = [significand, scale];
  while (value !== 0n && value % 10n === 0n) [value, power] = [value / 10n, power + 1];
  return [value, power];
}

function expectSame(decimal: Decimal | undefined, significand: bigint, scale: number): void {
  const [value, power] = trim(significand, scale);
  const text = String(value).replace("-", "");
  const expected =
    value === 0n
      ? { negative: false, digits: "", exponent: 0 }
      : { negative: value < 0n, digits: text, exponent: power + text.length - 1 };
  expect(decimal).toEqual(expected);
}
