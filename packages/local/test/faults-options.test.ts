import { expect, test } from "vitest";
import { type FaultOptions, faults, startFaults } from "../src/index.ts";

const endpoint = "http://127.0.0.1:8000";

test.each([
  [{ rates: { throttled: -0.1 } }, "The rate of throttled is a number from 0 to 1, but got -0.1."],
  [{ rates: { delay: 1.5 } }, "The rate of delay is a number from 0 to 1, but got 1.5."],
  [{ rates: { delay: Number.NaN } }, "The rate of delay is a number from 0 to 1, but got NaN."],
  [{ rates: { delay: "0.5" } }, 'The rate of delay is a number from 0 to 1, but got "0.5".'],
  [
    { rates: { throttled: 0.75, delay: 0.5 } },
    "The rates are at most 1 together, because a request meets one fault, but make 1.25.",
  ],
  [{ rates: { throtled: 0.1 } }, `In rates, "throtled" is no fault: the faults are ${faults.join(", ")}.`],
  [{ seed: 1.5 }, "A seed is a safe integer, but got 1.5."],
  [{ seed: 2 ** 53 }, "A seed is a safe integer, but got 9007199254740992."],
  [{ seed: "1" }, 'A seed is a safe integer, but got "1".'],
  [{ delayMs: -1 }, "delayMs is a number of milliseconds from 0 to 2147483647, but got -1."],
  [{ delayMs: 2 ** 31 }, "delayMs is a number of milliseconds from 0 to 2147483647, but got 2147483648."],
  [{ plan: "throttled" }, 'plan is a function, but got "throttled".'],
  [{ onFault: 1 }, "onFault is a function, but got 1."],
  [{ plan: () => undefined, rates: {} }, "plan stands in place of rates: give one of the two."],
  [{ rate: {} }, 'startFaults has no option "rate": it takes seed, rates, plan, delayMs, onFault.'],
])("%j is refused", async (options, message) => {
  await expect(startFaults({ endpoint }, options as FaultOptions)).rejects.toMatchObject({
    name: "LocalEngineError",
    reason: "invalid-option",
    message,
  });
});

test.each([
  "https://dynamodb.eu-central-1.amazonaws.com",
  "http://192.168.0.7:8000",
  "http://127.0.0.1.example.org:8000",
  "http://localhost.example.org",
  "https://127.0.0.1:8000",
  "127.0.0.1:8000",
  "nowhere",
  undefined,
])("the target %s is refused", async (target) => {
  await expect(startFaults({ endpoint: target as string })).rejects.toMatchObject({
    name: "LocalEngineError",
    reason: "invalid-option",
    message: `The target is an engine of startLocal or { endpoint }, an http URL on loopback such as http://127.0.0.1:8000, but the endpoint is ${target === undefined ? "undefined" : `"${target}"`}.`,
  });
});

test.each(["http://127.0.0.1:8000", "http://localhost:8000/", "http://[::1]:8000", "http://127.1.2.3"])(
  "the target %s is taken",
  async (target) => {
    await using faulty = await startFaults({ endpoint: target });
    expect(faulty.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(faulty.clientConfig).toMatchObject({ endpoint: faulty.endpoint, region: "us-east-1" });
  },
);

test("rates that make 1 but for rounding are taken", async () => {
  const rates = Object.fromEntries(faults.slice(0, 10).map((fault) => [fault, 0.1]));
  await using faulty = await startFaults({ endpoint }, { rates, seed: -3 });
  expect(faulty.seed).toBe(-3);
});
