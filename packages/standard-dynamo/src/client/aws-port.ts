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
import type { RecordLayout } from "../item/record-layout.ts";
import type { KeySpace } from "../key/key-space.ts";
import { AnswerReader } from "../operation/answer-reader.ts";
import { decodeAnswer, type SdkAnswer } from "../operation/decode-answer.ts";
import type { DynamoAnswer, DynamoRequest } from "../operation/dynamo-request.ts";
import type { DynamoPort } from "./dynamo-port.ts";
import { explainAwsError } from "./explain-aws-error.ts";
import { fastLane, WireAnswer } from "./fast-lane.ts";
import { fromWire } from "./wire-form.ts";

/** Sends through the caller's own client, so that their credentials, middleware and retries hold. */
export function awsPort(client: DynamoDBClient, { space, codec }: RecordLayout, place: string): DynamoPort {
  const reader = new AnswerReader(space);
  const lanes = new Map<boolean, DynamoDBClient>();
  const laneOf = (once: boolean): DynamoDBClient => {
    const known = lanes.get(once);
    if (known !== undefined) return known;
    const lane = fastLane(client, { once, holdsNoBytes: codec.holdsNoBytes ?? false });
    // A mock may be put in place of `send`, or taken away, at any time.
    if (lane !== undefined) lanes.set(once, lane);
    return lane ?? client;
  };
  return {
    async send(request, { signal, once = false }) {
      signal?.throwIfAborted();
      try {
        return toAnswer(await sendCommand(laneOf(once), request, signal), space, reader);
      } catch (error) {
        signal?.throwIfAborted();
        throw explainAwsError(error, request.operation, place);
      }
    },
  };
}

function toAnswer(output: unknown, space: KeySpace, reader: AnswerReader): DynamoAnswer {
  const given = output as SdkAnswer;
  if (!(output instanceof WireAnswer)) return decodeAnswer(space, given);
  const answer = reader.read(output.text);
  if (answer === undefined)
    return decodeAnswer(space, Object.assign(fromWire(output.text), { $metadata: given.$metadata }));
  return Object.assign(answer, { attempts: given.$metadata?.attempts, waitedMs: given.$metadata?.totalRetryDelay });
}

function sendCommand(
  client: DynamoDBClient,
  { operation, input }: DynamoRequest,
  abortSignal: AbortSignal | undefined,
) {
  const options = abortSignal === undefined ? undefined : { abortSignal };
  switch (operation) {
    case "GetItem":
      return client.send(new GetItemCommand(input), options);
    case "PutItem":
      return client.send(new PutItemCommand(input), options);
    case "UpdateItem":
      return client.send(new UpdateItemCommand(input), options);
    case "DeleteItem":
      return client.send(new DeleteItemCommand(input), options);
    case "Query":
      return client.send(new QueryCommand(input), options);
    case "BatchGetItem":
      return client.send(new BatchGetItemCommand(input), options);
    case "BatchWriteItem":
      return client.send(new BatchWriteItemCommand(input), options);
  }
}
