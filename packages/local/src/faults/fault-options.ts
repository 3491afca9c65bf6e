import { randomInt } from "node:crypto";
import { LocalEngineError } from "../local-engine-error.ts";
import { type Fault, faults } from "./fault.ts";
import type { FaultPlan } from "./fault-schedule.ts";
import type { FaultEvent, FaultOptions } from "./faulty-endpoint.ts";

/** Options that have been checked, with their defaults. */
export interface CheckedFaultOptions extends FaultPlan {
  readonly delayMs: number;
  readonly onFault: ((event: FaultEvent) => void) | undefined;
}

/**
 * Checks all that startFaults is given.
 *
 * @throws LocalEngineError `invalid-option`
 */
export function checkedFaultOptions(options: FaultOptions): CheckedFaultOptions {
  const unknown = Object.keys(options).find((name) => !optionNames.includes(name));
  if (unknown !== undefined) refuse(`startFaults has no option "${unknown}": it takes ${optionNames.join(", ")}.`);
  const { seed = randomInt(2 ** 32), rates = {}, plan, delayMs = 20, onFault } = options;
  if (!Number.isSafeInteger(seed)) refuse(`A seed is a safe integer, but got ${show(seed)}.`);
  if (typeof delayMs !== "number" || !(delayMs >= 0 && delayMs <= LONGEST_DELAY)) {
    refuse(`delayMs is a number of milliseconds from 0 to ${LONGEST_DELAY}, but got ${show(delayMs)}.`);
  }
  for (const [name, value] of Object.entries({ plan, onFault })) {
    if (value !== undefined && typeof value !== "function") refuse(`${name} is a function, but got ${show(value)}.`);
  }
  if (plan !== undefined && options.rates !== undefined) {
    refuse("plan stands in place of rates: give one of the two.");
  }
  return { seed, rates: checkedRates(rates), plan, delayMs, onFault };
}

/** Tells whether a value is the name of a fault. */
export function isFault(value: unknown): value is Fault {
  return faults.some((fault) => fault === value);
}

/**
 * The URL of a DynamoDB on this machine.
 *
 * @throws LocalEngineError `invalid-option`: faults are not for a database that others use
 */
export function checkedTarget(endpoint: unknown): URL {
  const url = typeof endpoint === "string" && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol === "http:" && loopback.test(url.hostname)) return url;
  return refuse(
    `The target is an engine of startLocal or { endpoint }, an http URL on loopback such as http://127.0.0.1:8000, but the endpoint is ${show(endpoint)}.`,
  );
}

/** The error for something that is no fault. */
export function noFault(what: string, value: unknown): LocalEngineError {
  return new LocalEngineError(
    "invalid-option",
    `${what} ${show(value)} is no fault: the faults are ${faults.join(", ")}.`,
  );
}

const optionNames: readonly string[] = ["seed", "rates", "plan", "delayMs", "onFault"] satisfies (keyof FaultOptions)[];

/** Node.js runs a timer that is set for longer at once. */
const LONGEST_DELAY = 2 ** 31 - 1;

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

function checkedRates(rates: Readonly<Record<string, unknown>>): ReadonlyMap<Fault, number> {
  const checked = new Map<Fault, number>();
  for (const [name, rate] of Object.entries(rates)) {
    if (!isFault(name)) throw noFault("In rates,", name);
    if (rate === undefined) continue;
    if (typeof rate !== "number" || !(rate >= 0 && rate <= 1)) {
      refuse(`The rate of ${name} is a number from 0 to 1, but got ${show(rate)}.`);
    }
    checked.set(name, rate);
  }
  const sum = [...checked.values()].reduce((total, rate) => total + rate, 0);
  if (sum > 1 + ROUNDING)
    refuse(`The rates are at most 1 together, because a request meets one fault, but make ${sum}.`);
  return checked;
}

/** Ten times 0.1 is not exactly 1. */
const ROUNDING = 1e-9;

function show(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}

function refuse(message: string): never {
  throw new LocalEngineError("invalid-option", message);
}
