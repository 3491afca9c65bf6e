import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import {
  answerOf,
  CannedHandler,
  clientOf,
  type HttpAnswer,
  notesThrough,
  one,
  refusalOf,
  storedNote,
} from "./canned-handler.ts";

const throttled = (): HttpAnswer => refusalOf("ThrottlingException");
const unavailable = (): HttpAnswer => refusalOf("ServiceUnavailable", { statusCode: 503 });
const item = { text: "hello" };

/** Fails so many times. */
function failing(times: number, failure: () => HttpAnswer = unavailable): CannedHandler {
  return new CannedHandler((_request, number) => (number <= times ? failure() : answerOf({ Item: storedNote })));
}

describe("retries of the client", () => {
  test.each([1, 2, 4])("are as many as maxAttempts says: %i", async (maxAttempts) => {
    const handler = failing(9);
    const error: unknown = await notesThrough(clientOf(handler, { maxAttempts }))
      .get(one)
      .catch((thrown: unknown) => thrown);
    expect(handler.requests).toHaveLength(maxAttempts);
    expect(error).toMatchObject({ name: "ServiceUnavailable", $metadata: { attempts: maxAttempts } });
  });

  test("are told in the cost", async () => {
    const { cost } = await notesThrough(clientOf(failing(2))).get(one);
    expect(cost).toMatchObject({ requests: 1, retries: 2 });
    expect(cost.waitedMs).toBeGreaterThan(0);
  });

  test("are numbered in a header, as by the plain client", async () => {
    const handler = failing(2);
    await notesThrough(clientOf(handler, { maxAttempts: 3 })).get(one);
    expect(handler.requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
      "attempt=1; max=3",
      "attempt=2; max=3",
      "attempt=3; max=3",
    ]);
    expect(new Set(handler.requests.map(({ headers }) => headers["amz-sdk-invocation-id"])).size).toBe(1);
  });

  test("are those of the caller's own strategy", async () => {
    const strategy = new CountingStrategy(5);
    const handler = failing(4);
    const { cost } = await notesThrough(clientOf(handler, { retryStrategy: strategy })).get(one);
    expect(handler.requests).toHaveLength(5);
    expect(cost).toMatchObject({ retries: 4, waitedMs: 4 });
    expect(strategy.calls).toEqual(["first", "again", "again", "again", "again", "success"]);
  });
});

describe("a request that is sent once", () => {
  test("tells as much", async () => {
    const handler = new CannedHandler();
    const { cost } = await notesThrough(clientOf(handler)).get(one, { retry: "never" });
    expect(cost).toMatchObject({ requests: 1, retries: 0, waitedMs: 0 });
    expect(handler.last.headers).toMatchObject({ "amz-sdk-request": "attempt=1; max=1" });
    expect(handler.last.headers["amz-sdk-invocation-id"]).toMatch(/^[\da-f-]{36}$/);
  });

  test("asks the caller's strategy first and tells it of success", async () => {
    const strategy = new CountingStrategy(5);
    await notesThrough(clientOf(new CannedHandler(), { retryStrategy: strategy })).get(one, { retry: "never" });
    expect(strategy.calls).toEqual(["first", "success"]);
  });

  test("keeps an error that cannot be changed", async () => {
    const error = Object.freeze(Object.assign(new Error("odd"), { name: "Odd" }));
    const handler = new CannedHandler(() => Promise.reject(error));
    await expect(notesThrough(clientOf(handler)).get(one, { retry: "never" })).rejects.toBe(error);
  });
});

describe("an adaptive client", () => {
  const adaptive = { retryMode: "adaptive", maxAttempts: 5 } satisfies DynamoDBClientConfig;

  test("retries", async () => {
    const handler = failing(2);
    await notesThrough(clientOf(handler, adaptive)).get(one);
    expect(handler.requests).toHaveLength(3);
  });

  // It waits for a second or two.
  test.concurrent.each(["get", "putBatch"] as const)("slows down after it was throttled: %s", async (operation) => {
    const client = clientOf(failing(1, throttled), adaptive);
    const strategy = (await client.config.retryStrategy()) as { readonly rateLimiter?: { readonly enabled?: boolean } };
    const notes = notesThrough(client, { retry: { maxAttempts: 5, baseDelayMs: 1, maxDelayMs: 1 } });
    expect(strategy.rateLimiter?.enabled).toBe(false);
    await (operation === "get" ? notes.get(one) : notes.putBatch([{ ...one, item }]));
    expect(strategy.rateLimiter?.enabled).toBe(true);
  });
});

type Strategy = Extract<NonNullable<DynamoDBClientConfig["retryStrategy"]>, { recordSuccess: unknown }>;

/** Waits a millisecond each time. */
class CountingStrategy implements Strategy {
  readonly calls: string[] = [];
  readonly #maxAttempts: number;

  constructor(maxAttempts: number) {
    this.#maxAttempts = maxAttempts;
  }

  async acquireInitialRetryToken() {
    this.calls.push("first");
    return tokenOf(0);
  }

  async refreshRetryTokenForRetry(token: { getRetryCount(): number }) {
    if (token.getRetryCount() + 1 >= this.#maxAttempts) throw new Error("enough");
    this.calls.push("again");
    return tokenOf(token.getRetryCount() + 1);
  }

  recordSuccess(): void {
    this.calls.push("success");
  }
}

function tokenOf(count: number) {
  return { getRetryCount: () => count, getRetryDelay: () => 1 };
}
