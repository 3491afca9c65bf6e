import { randomUUID } from "node:crypto";

const invocationId = "amz-sdk-invocation-id";

/** Writes into the headers of a request that it is the first of so many; the id is the same for all of them. */
export function numberFirst(request: unknown, most: number, id: string = randomUUID()): void {
  const headers = headersOf(request);
  if (headers === undefined) return;
  headers[invocationId] = id;
  headers["amz-sdk-request"] = `attempt=1; max=${most}`;
}

/** Writes the id of the first attempt into a further one. */
export function keepId(request: unknown, id: string): void {
  const headers = headersOf(request);
  if (headers !== undefined) headers[invocationId] = id;
}

function headersOf(request: unknown): Record<string, string> | undefined {
  return (Object(request) as { readonly headers?: Record<string, string> }).headers;
}

/** What the SDK tells of attempts, on an output or an error: that there was one. */
export function noteOne(holder: unknown): unknown {
  if (typeof holder !== "object" || holder === null || !Object.isExtensible(holder)) return holder;
  const { $metadata } = holder as { $metadata?: object };
  return Object.assign(holder, { $metadata: Object.assign($metadata ?? {}, { attempts: 1, totalRetryDelay: 0 }) });
}
