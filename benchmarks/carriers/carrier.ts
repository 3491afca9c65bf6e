import type { Connection } from "../peers/contestant.ts";
import type { StoredItem } from "../orders/stored-order.ts";

/** A way for requests, seen from the process of one contestant. */
export interface Carrier {
  readonly connection: Connection;
  /** Does it keep what is written? Then a contestant finds only what it has written before. */
  readonly keeps: boolean;
  /** From here on, what is written is remembered for `written`. */
  watch(): Promise<void>;
  /** The orders of the customer that were written since `watch`. Without this call, nothing may be measured. */
  written(customer: string): Promise<readonly StoredItem[]>;
}

export const carrierNames = ["stub", "socket", "engine"] as const;

export type CarrierName = (typeof carrierNames)[number];

/** What everybody signs with. */
export const region = "eu-central-1";
export const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "a secret access key of forty characters.",
} as const;
