import { setMaxListeners } from "node:events";
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
import type { ItemSink } from "../item/item-sink.ts";
import type { RecordLayout } from "../item/record-layout.ts";
import type { KeySpace } from "../key/key-space.ts";
import { AnswerReader } from "../operation/answer-reader.ts";
import { decodeAnswer, type SdkAnswer } from "../operation/decode-answer.ts";
import type { DynamoAnswer, DynamoRequest } from "../operation/dynamo-request.ts";
import type { DynamoPort } from "./dynamo-port.ts";
import { explainAwsError } from "./explain-aws-error.ts";
import { type FastLane, fastLane, ReadAnswer } from "./fast-lane.ts";
import { addSendOnce } from "./send-once.ts";

/** Sends through the caller's own client, so that their credentials, middleware and retries hold. */
export function awsPort(client: DynamoDBClient, { space, codec }: RecordLayout, place: string): DynamoPort {
  const reader = new AnswerReader(space);
  // Of the inputs under way. Not a WeakMap, whose values outlive the collection of young garbage.
  const sinks = new Map<object, ItemSink>();
  const lanes = new Map<boolean, FastLane>();
  const read = (text: string, input: object) => reader.read(text, sinks.get(input));
  const laneOf = (once: boolean): FastLane | undefined => {
    const known = lanes.get(once);
    if (known?.fits()) return known;
    // A mock may be put in place of `send`, or taken away, at any time.
    const holdsNoBytes = codec.holdsNoBytes ?? false;
    const lane = fastLane(client, { once, holdsNoBytes, read });
    if (lane !== undefined) lanes.set(once, lane);
    return lane;
  };
  const send = async (request: DynamoRequest, signal: AbortSignal | undefined, once: boolean): Promise<unknown> => {
    const lane = laneOf(once);
    // Of one of the kinds, because `send` has an overload for each and none for all.
    const command = commandOf(request) as GetItemCommand;
    // Options keep the SDK from remembering a handler of this lane on the caller's client (`cacheMiddleware`).
    if (lane !== undefined) return lane.client.send(command, signal === undefined ? {} : { abortSignal: signal });
    if (once) addSendOnce(command, client.config);
    return client.send(command, signal && { abortSignal: signal });
  };
  return {
    async send(request, { signal, once = false, sink }) {
      signal?.throwIfAborted();
      expectListeners(signal);
      if (sink !== undefined) sinks.set(request.input, sink);
      try {
        return toAnswer(await send(request, signal, once), space);
      } catch (error) {
        signal?.throwIfAborted();
        throw explainAwsError(error, request.operation, place);
      } finally {
        if (sink !== undefined) sinks.delete(request.input);
      }
    },
  };
}

// As many requests as are under way listen to one signal, and Node.js takes more than ten for a leak.
function expectListeners(signal: AbortSignal | undefined): void {
  if (!(signal instanceof EventTarget) || heard.has(signal)) return;
  setMaxListeners(0, signal);
  heard.add(signal);
}

const heard = new WeakSet<AbortSignal>();

function toAnswer(output: unknown, space: KeySpace): DynamoAnswer {
  // Mocks may answer with nothing.
  const given = Object(output ?? {}) as SdkAnswer;
  if (!(given instanceof ReadAnswer)) return decodeAnswer(space, given);
  const { attempts, totalRetryDelay } = (given as SdkAnswer).$metadata ?? {};
  return Object.assign(given.answer, { attempts, waitedMs: totalRetryDelay });
}

function commandOf({ operation, input }: DynamoRequest) {
  switch (operation) {
    case "GetItem":
      return new GetItemCommand(input);
    case "PutItem":
      return new PutItemCommand(input);
    case "UpdateItem":
      return new UpdateItemCommand(input);
    case "DeleteItem":
      return new DeleteItemCommand(input);
    case "Query":
      return new QueryCommand(input);
    case "BatchGetItem":
      return new BatchGetItemCommand(input);
    case "BatchWriteItem":
      return new BatchWriteItemCommand(input);
  }
}
