// A worker thread that does not do its part: typed errors within the time-out (1500 ms), never a hang, and the program
// exits though it does not dispose.
import { describe, expect, test } from "vitest";
import { type Outcome, runOverSdk, sdkThat } from "./broken-sdk.ts";

const said = (outcomes: readonly Outcome[]): string[] => outcomes.map((outcome) => outcome.said);

// What the time-out is, and what a loaded machine adds.
const atMost = 4000;

describe.concurrent("a worker thread that", () => {
  test("is killed by a request, or spins for ever, gives a time-out, and the next call a new thread", async () => {
    const sdk = sdkThat('if (id === "deadly") process.exit(1); while (id === "endless");');
    const outcomes = await runOverSdk(sdk, 'get("1"); get("deadly"); get("2"); get("endless"); get("3");');
    expect(said(outcomes)).toEqual(["ok", "timeout", "ok", "timeout", "ok"]);
    expect(Math.max(...outcomes.map(({ milliseconds }) => milliseconds))).toBeLessThan(atMost);
  });

  test("dies between two calls is replaced, without a turn of the event loop after a time-out", async () => {
    const sdk = sdkThat('if (id === "last") setTimeout(() => process.exit(1), 20)');
    const sleep = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);";
    const outcomes = await runOverSdk(sdk, `get("last"); await turn(300); get("last"); ${sleep} get("1"); get("2");`);
    expect(said(outcomes)).toEqual(["ok", "ok", "timeout", "ok"]);
    expect(Math.max(...outcomes.map(({ milliseconds }) => milliseconds))).toBeLessThan(atMost);
  });

  test("dies while it starts gives a time-out", async () => {
    const outcomes = await runOverSdk(`process.exit(1);`, 'get("1"); get("2");');
    expect(said(outcomes)).toEqual(["timeout", "timeout"]);
  });

  test("finds no AWS SDK says that it could not start", async () => {
    expect(said(await runOverSdk(undefined, 'get("1"); get("2");'))).toEqual(["start-failed", "start-failed"]);
  });

  test("finds an AWS SDK that does not load says that it could not start", async () => {
    const sdk = `throw new Error("half installed");`;
    expect(said(await runOverSdk(sdk, 'get("1");'))).toEqual(["start-failed"]);
  });

  test("has an error that cannot be cloned, or is none, tells what it can, and where", async () => {
    const sdk = sdkThat(
      'if (id === "1") throw Object.assign(new TypeError("one"), { retry() {} }); if (id === "2") throw "two"',
    );
    const where = '(GetItem on table "films" with keys "PK" and "SK")';
    expect(said(await runOverSdk(sdk, 'get("1"); get("2"); get("3");'))).toEqual([
      `TypeError: one ${where}`,
      `Error: two ${where}`,
      "ok",
    ]);
  });
});
