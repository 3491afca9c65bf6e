import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** A request as it was given to the client. */
export interface SentRequest {
  /** Such as `GetItem`. */
  readonly operation: string;
  readonly input: RequestInput;
}

/** The parts of inputs that tests look at. */
interface RequestInput {
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
  recorders.set(watching, (request) => void sent.push(request));
  return { client: watching, sent };
}

const recorders = new WeakMap<DynamoDBClient, (request: SentRequest) => void>();

/** Writes down what is sent in the place of a watched client. */
export function recorderOf(client: DynamoDBClient): ((request: SentRequest) => void) | undefined {
  return recorders.get(client);
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
