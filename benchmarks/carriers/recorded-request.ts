import type { StoredItem } from "../orders/stored-order.ts";

export interface RecordedRequest {
  /** Such as `GetItem`. */
  readonly operation: string;
  readonly body: RequestBody;
}

/** The parts of requests that are looked at. */
interface RequestBody {
  readonly Item?: StoredItem;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly ExclusiveStartKey?: unknown;
  readonly ReturnValues?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S?: string }>>;
}

export function readRequest(headers: Readonly<Record<string, unknown>>, body: unknown): RecordedRequest {
  const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
  if (!String(headers["authorization"]).includes("Signature=")) throw new Error("The request is not signed");
  const text = typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array);
  return { operation, body: JSON.parse(text) as RequestBody };
}

/** The items that a request writes. */
export function itemsOf({ body }: RecordedRequest): readonly StoredItem[] {
  if (body.Item !== undefined) return [body.Item];
  const writes = Object.values(body.RequestItems ?? {}).flat() as {
    readonly PutRequest?: { readonly Item: StoredItem };
  }[];
  return writes.flatMap(({ PutRequest }) => (PutRequest === undefined ? [] : [PutRequest.Item]));
}
