import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** A request as it was given to the client. */
export interface SentRequest {
  /** Such as `GetItem`. */
  readonly operation: string;
  readonly input: RequestInput;
}

/** The parts of inputs that tests look at. */
export interface RequestInput {
  readonly TableName?: string;
  readonly ConsistentRead?: boolean;
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
  readonly RequestItems?: Readonly<Record<string, BatchInput>>;
}

type BatchInput = readonly unknown[] & { readonly Keys?: readonly unknown[]; readonly ConsistentRead?: boolean };

/** The client, which also writes down what it is given to send. */
export interface WatchedClient {
  readonly client: DynamoDBClient;
  readonly sent: SentRequest[];
}

export function watched(client: DynamoDBClient): WatchedClient {
  const sent: SentRequest[] = [];
  const watching = intercepted(client, (send, request) => {
    sent.push(request);
    return send();
  });
  return { client: watching, sent };
}

/** Stands around the sending of a request. */
export type Sending = (send: () => Promise<unknown>, request: SentRequest) => Promise<unknown>;

/** The client, whose every request goes through a function. */
export function intercepted(client: DynamoDBClient, around: Sending): DynamoDBClient {
  const send = (command: Parameters<DynamoDBClient["send"]>[0], ...rest: []): Promise<unknown> => {
    const operation = command.constructor.name.replace(/Command$/, "");
    const request: SentRequest = { operation, input: command.input as RequestInput };
    return around(() => client.send(command, ...rest), request);
  };
  return Object.create(client, { send: { value: send } }) as DynamoDBClient;
}
