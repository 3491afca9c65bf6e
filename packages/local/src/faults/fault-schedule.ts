import { type Fault, faults } from "./fault.ts";
import type { FaultRequest } from "./faulty-endpoint.ts";

/** How faults are decided: by rates and a seed, or by the word of the user. */
export interface FaultPlan {
  readonly seed: number;
  readonly rates: ReadonlyMap<Fault, number>;
  readonly plan?: ((request: FaultRequest) => Fault | undefined) | undefined;
}

/** The part of a request that its fault follows from. */
export type Occurrence = Pick<FaultRequest, "operation" | "keys" | "occurrence">;

/**
 * The fault of a request. By rates it follows from the seed and the {@link Occurrence} alone, so that it is the same
 * whatever else goes on.
 *
 * @param previous the fault of the request before with the same operation and keys
 */
export function decideFault(plan: FaultPlan, request: FaultRequest, previous: Fault | undefined): Fault | undefined {
  const fault = plan.plan === undefined ? scheduledFault(plan, request) : plan.plan(request);
  // Credentials that have expired are renewed before the next try.
  return fault === "expired-credentials" && previous === fault ? undefined : fault;
}

/** A number that stands for an operation with its keys; that two of them share one is as good as impossible. */
export function requestIdentity(operation: string, keys: readonly string[]): number {
  return digest(0, JSON.stringify([operation, ...keys]));
}

/**
 * Which keys of a batch are left unprocessed: at least one, and not all unless there is but one. Follows from the seed
 * and the {@link Occurrence} alone, not from the order of the keys.
 */
export function unprocessedKeys(seed: number, request: Occurrence): ReadonlySet<string> {
  const { keys } = request;
  const dice = roll(seed, "part", request);
  const count = keys.length < 2 ? keys.length : 1 + Math.floor(fraction(dice) * (keys.length - 1));
  const ranked = keys.map((key) => ({ key, rank: digest(dice, key) })).sort((one, other) => one.rank - other.rank);
  return new Set(ranked.slice(0, count).map(({ key }) => key));
}

function scheduledFault({ seed, rates }: FaultPlan, request: Occurrence): Fault | undefined {
  const chance = fraction(roll(seed, "fault", request));
  let bound = 0;
  // By the order of the list, so that the order in which a user names the rates does not matter.
  return faults.find((fault) => {
    bound += rates.get(fault) ?? 0;
    return chance < bound;
  });
}

function roll(seed: number, purpose: string, { operation, keys, occurrence }: Occurrence): number {
  return digest(seed, `${purpose} ${occurrence} ${requestIdentity(operation, keys)}`);
}

const DIGESTS = 2 ** 53;

function fraction(number: number): number {
  return number / DIGESTS;
}

/** A hash of 53 bits: two lanes that take in one character after another, each bit spread over all at the end. */
function digest(seed: number, text: string): number {
  let one = spread(seed | 0);
  let other = spread(Math.floor(seed / 2 ** 32) ^ 0x2545f491);
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    one = Math.imul(one ^ character, 0x9e3779b1);
    one ^= one >>> 15;
    other = Math.imul(other ^ character, 0x7feb352d);
    other ^= other >>> 13;
  }
  return (spread(one ^ other) >>> 11) * 2 ** 32 + (spread(other) >>> 0);
}

function spread(lane: number): number {
  let bits = lane;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
