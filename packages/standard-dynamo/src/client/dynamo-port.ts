import type { DynamoAnswer, DynamoRequest } from "../operation/dynamo-request.ts";

/** The way to DynamoDB, as narrow as the drivers need it. */
export interface DynamoPort {
  /** Sends one request; rejects with AWS's own error, or with the signal's reason once it is aborted. */
  send(request: DynamoRequest, signal: AbortSignal | undefined): Promise<DynamoAnswer>;
}
