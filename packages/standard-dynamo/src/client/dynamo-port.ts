import type { ItemSink } from "../item/item-sink.ts";
import type { DynamoAnswer, DynamoRequest } from "../operation/dynamo-request.ts";

interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the request is sent once only, so that what fails is not tried again below the operation. @default false */
  readonly once?: boolean | undefined;
  /** May take the items of the answer, which is without them then. */
  readonly sink?: ItemSink | undefined;
}

/** The way to DynamoDB, as narrow as the drivers need it. */
export interface DynamoPort {
  /** Sends a request; rejects with AWS's own error, or with the signal's reason once it is aborted. */
  send(request: DynamoRequest, options: SendOptions): Promise<DynamoAnswer>;
}
