import { setTimeout as sleep } from "node:timers/promises";
import { type DynamoDBClient, type DynamoDBClientConfig, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, test, vi } from "vitest";
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

  test("are those of a strategy that is set on the client later", async () => {
    const client = clientOf(failing(0));
    const notes = notesThrough(client);
    await notes.get(one);
    const strategy = new CountingStrategy(2);
    client.config.retryStrategy = async () => strategy;
    await notes.get(one);
    expect(strategy.calls).toEqual(["first", "success"]);
  });

  test("ask a strategy that only adds to the SDK's once for each call", async () => {
    const handler = failing(2);
    const client = clientOf(handler, { maxAttempts: 5 });
    const strategy = await client.config.retryStrategy();
    const acquire = vi.spyOn(strategy as AskedStrategy, "acquireInitialRetryToken");
    await notesThrough(client).get(one);
    expect(handler.requests).toHaveLength(3);
    expect(acquire).toHaveBeenCalledTimes(1);
  });

  test("use up and give back the strategy's capacity as those of the plain client do", async () => {
    const calls = async (get: (client: DynamoDBClient) => Promise<unknown>): Promise<unknown[]> => {
      // Two fail and go on, one fails for good, others succeed at once.
      const failures = new Set([1, 2, 5, 6, 7]);
      const handler = new CannedHandler((_request, number) =>
        failures.has(number) ? unavailable() : answerOf({ Item: storedNote }),
      );
      const client = clientOf(handler, { maxAttempts: 3 });
      const strategy = (await client.config.retryStrategy()) as { getCapacity?(): number };
      const seen: unknown[] = [];
      for (let call = 0; call < 5; call++) {
        await get(client).catch((error: unknown) => seen.push(Object(error).name));
        seen.push(strategy.getCapacity?.(), handler.requests.length, handler.last.headers["amz-sdk-request"]);
      }
      return seen;
    };
    const Key = { PK: storedNote.PK, SK: storedNote.SK };
    const plain = await calls((client) => client.send(new GetItemCommand({ TableName: "notes", Key })));
    expect(plain[0]).toBeLessThan(500);
    expect(await calls((client) => notesThrough(client).get(one))).toEqual(plain);
  });

  test("end when the call is aborted between two of them", async () => {
    const handler = failing(9, throttled);
    const abort = new AbortController();
    const call = notesThrough(clientOf(handler, { maxAttempts: 9 })).get(one, { signal: abort.signal });
    while (handler.requests.length === 0) await sleep(1);
    abort.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    const { length } = handler.requests;
    await sleep(50);
    expect(handler.requests.length).toBeLessThanOrEqual(length + 1);
  });
});

interface AskedStrategy {
  acquireInitialRetryToken(scope: string): Promise<unknown>;
}

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
