import { readFileSync } from "node:fs";

type Json = Record<string, unknown>;
/** A stored item or a map of DynamoDB, bytes in base64. */
export type GoldenMap = Record<string, Json>;

export interface GoldenContent {
  readonly partition_ids: string[];
  readonly content_ids: string[];
  readonly current_version: number;
  readonly expiry: unknown;
  readonly item: unknown;
}

export interface PutCase {
  readonly name: string;
  readonly model: ModelName;
  readonly input_tagged: GoldenContent;
  readonly put: { readonly error?: { readonly type: string } };
  readonly stored?: GoldenMap | null;
  readonly get?: GoldenContent | null;
  readonly get_error?: unknown;
}

export interface UpdateStep {
  readonly label: string;
  readonly now: string;
  readonly require_exists: boolean;
  readonly command: Json;
  readonly build_error?: unknown;
  readonly error?: { readonly type: string };
  readonly stored: GoldenMap | null;
  readonly get?: GoldenContent | null;
  readonly get_error?: unknown;
}

export interface UpdateSeries {
  readonly name: string;
  readonly model: ModelName;
  readonly initial: GoldenContent | null;
  readonly initial_stored: GoldenMap | null;
  readonly partition_id: string[];
  readonly content_id: string[];
  readonly steps: UpdateStep[];
}

export interface ReadCase {
  readonly name: string;
  readonly model: ModelName;
  readonly item: GoldenMap;
  readonly get?: GoldenContent | null;
  readonly get_error?: unknown;
}

export interface RequestCase {
  readonly name: string;
  readonly method: "get" | "get_batch" | "list" | "list_between";
  readonly consistent_reads: boolean;
  readonly args: unknown;
  readonly kwargs: { readonly limit?: number; readonly sort_ascending?: boolean };
  readonly filters?: { readonly not_exists: unknown; readonly equals: Json; readonly not_equals: Json };
  readonly returned?: GoldenContent | null;
  readonly returned_ids?: [string[], string[]][][];
  readonly error?: { readonly type: string };
  readonly requests: { readonly op: string; readonly body: Json }[];
}

export interface DeleteCase {
  readonly name: string;
  readonly args: unknown[];
  readonly v2: { readonly deleted: [string, string][] };
}

export interface KeyCase {
  readonly name: string;
  readonly partition_ids: string[];
  readonly content_ids: string[];
  readonly partition_key: string;
  readonly sort_key: string;
}

export type ModelName = "Example" | "ExtraModel" | "Kitchen" | "Titled" | "Aliased" | "Forbid" | "Many";

function load(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../golden/${file}.json`, import.meta.url), "utf8"));
}

export const puts = load("puts") as { readonly timestamp_frozen_at: string; readonly cases: PutCase[] };
export const updates = load("updates") as { readonly series: UpdateSeries[] };
export const reads = load("reads") as ReadCase[];
export const requests = load("requests") as {
  readonly stored_before: GoldenMap[];
  readonly reads: RequestCase[];
  readonly deletes: DeleteCase[];
  readonly batch_sizes: Record<string, unknown>[];
};
export const keys = load("keys") as KeyCase[];
export const behaviours = load("behaviours") as { readonly id: string }[];
