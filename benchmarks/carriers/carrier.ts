import type { Connection } from "../peers/contestant.ts";

/** A way for requests, seen from the process of one contestant. */
export interface Carrier {
  readonly connection: Connection;
  /** From here on every request is written down; answers are made for it. */
  record(): void;
  /** What was asked since `record`. From here on, the same requests are expected in a circle. */
  recorded(): readonly RecordedRequest[];
}

export interface RecordedRequest {
  /** Such as `GetItem`. */
  readonly operation: string;
  readonly body: RequestBody;
}

/** The parts of requests that are looked at. */
export interface RequestBody {
  readonly TableName?: string;
  readonly Item?: Readonly<Record<string, unknown>>;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly ExclusiveStartKey?: unknown;
  readonly ReturnValues?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S?: string }>>;
}
