import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { DynamoAnswer, DynamoRequest } from "../operation/dynamo-request.ts";
import type { DynamoPort } from "./dynamo-port.ts";
import { explainAwsError } from "./explain-aws-error.ts";

/** Sends through the caller's own client, so that their credentials, middleware and retries hold. */
export function awsPort(client: DynamoDBClient, place: string): DynamoPort {
  return {
    async send(request, signal) {
      signal?.throwIfAborted();
      try {
        return await sendCommand(client, request, signal);
      } catch (error) {
        signal?.throwIfAborted();
        throw explainAwsError(error, request.operation, place);
      }
    },
  };
}

function sendCommand(
  client: DynamoDBClient,
  { operation, input }: DynamoRequest,
  signal: AbortSignal | undefined,
): Promise<DynamoAnswer> {
  const options = signal === undefined ? {} : { abortSignal: signal };
  const answer = (output: Promise<unknown>): Promise<DynamoAnswer> => output as Promise<DynamoAnswer>;
  switch (operation) {
    case "GetItem":
      return answer(client.send(new GetItemCommand(input), options));
    case "PutItem":
      return answer(client.send(new PutItemCommand(input), options));
    case "UpdateItem":
      return answer(client.send(new UpdateItemCommand(input), options));
    case "DeleteItem":
      return answer(client.send(new DeleteItemCommand(input), options));
    case "Query":
      return answer(client.send(new QueryCommand(input), options));
    case "BatchGetItem":
      return answer(client.send(new BatchGetItemCommand(input), options));
    case "BatchWriteItem":
      return answer(client.send(new BatchWriteItemCommand(input), options));
  }
}
