import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Fault, type FaultRequest, type LocalEngine, startFaults } from "../../../packages/local/src/index.ts";
import { DynamoRepository } from "../../../packages/standard-dynamo/src/index.ts";
import { type Call, Counter, type Counters, type Effects } from "./calls.ts";

/** An engine with a table. */
export interface Stage {
  readonly engine: LocalEngine;
  /** Goes to the engine without faults. */
  readonly direct: DynamoDBClient;
  readonly table: { readonly tableName: string; readonly partitionKey: string; readonly sortKey: string };
}

/** What became of a call. */
export interface Outcome {
  /** What the caller caught. */
  readonly error: unknown;
  /** What is wrong with the answer that the caller got. */
  readonly problem: string | undefined;
  /** How many requests were sent. */
  readonly requests: number;
  /** Whether the fault happened at all. */
  readonly isMet: boolean;
  /** What is stored afterwards; `undefined` of reads. */
  readonly effects: Effects | undefined;
}

/**
 * Makes a call of which the first request of each kind meets a fault, and every later one goes through, with the SDK's own
 * retries. Only looks: at what the caller sees, and at what the engine holds then.
 */
export async function play({ engine, direct, table }: Stage, call: Call, fault?: Fault): Promise<Outcome> {
  const seen = new Set<string>();
  const plan = ({ operation }: FaultRequest): Fault | undefined => {
    if (seen.has(operation)) return undefined;
    seen.add(operation);
    return fault;
  };
  await using faulty = await startFaults(engine, { plan, seed });
  const place = { partitionPrefix: "faults", partitionName: `${call.name} ${fault ?? "none"}`, contentType: "counter" };
  const open = (client: DynamoDBClient): Counters =>
    new DynamoRepository({ schema: Counter, client, ...table, ...place, consistentReads: true });
  const behind = open(direct);
  await call.prepare(behind);
  let error: unknown;
  const problem = await call.run(open(faulty.createClient())).catch((reason: unknown) => void (error = reason));
  const { requests, faults } = faulty.counts;
  const isMet = Object.keys(faults).length > 0;
  return { error, problem: problem ?? undefined, requests, isMet, effects: await call.effects?.(behind) };
}

/** Of the part that `unprocessed` leaves. */
const seed = 1;
