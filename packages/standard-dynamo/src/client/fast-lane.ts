import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DynamoAnswer } from "../operation/dynamo-request.ts";
import { attemptFirst } from "./attempt-first.ts";
import { rememberEndpoint } from "./endpoint-memory.ts";
import { deserializeFast } from "./fast-deserializer.ts";
import { serializeFast } from "./fast-serializer.ts";
import { signFast } from "./fast-signing.ts";
import type { NamedMiddleware } from "./middleware-order.ts";
import { OrderMemory } from "./order-memory.ts";
import { isOrdinary, isSdks, isWrapped } from "./sdk-code.ts";
import type { ClientConfig, Handler, HandlerContext, Logger, Middleware, MiddlewareStack } from "./sdk-parts.ts";
import { sendOnce } from "./send-once.ts";
import { rememberUserAgent } from "./user-agent-memory.ts";
import { fromWire, toWire } from "./wire-form.ts";

/** The output of a call whose answer nobody between here and the wire has looked into. */
export class ReadAnswer {
  readonly answer: DynamoAnswer;

  constructor(answer: DynamoAnswer) {
    this.answer = answer;
  }
}

export interface LaneOptions {
  /** The SDK sends nothing a second time. */
  readonly once: boolean;
  /** No request holds bytes, so that each can be written by `JSON.stringify`. */
  readonly holdsNoBytes: boolean;
  /** Reads the text of the answer to an input; `undefined` if it has to be read by the SDK. */
  readonly read: (text: string, input: object) => DynamoAnswer | undefined;
}

export interface FastLane {
  /** Sends by the faster way. Outputs are {@link ReadAnswer}, or what the SDK gives. */
  readonly client: DynamoDBClient;
  /** Whether the caller's client is still as it was looked into. */
  readonly fits: () => boolean;
}

/**
 * The caller's client by another way: the same object as far as its configuration, credentials, handler, retries and
 * middlewares go, which stand in the same order, but with the costly ones of the SDK's own replaced, and without working
 * the order out anew for every call. `undefined` for clients that cannot be looked into, such as mocks, and for those whose
 * calls somebody else stands around, such as tracers.
 */
export function fastLane(client: DynamoDBClient, options: LaneOptions): FastLane | undefined {
  const stack = client.middlewareStack as unknown as MiddlewareStack | undefined;
  if (stack === undefined || !isOrdinary(client) || isWrapped(stack)) return undefined;
  const config = client.config as unknown as ClientConfig;
  const memory = remembered(memories, client, (): LaneMemory => new WeakMap());
  const orders = new OrderMemory(stack, (order, { commandName, logger }) => {
    // Somebody else may look into requests and outputs, and wants them as the SDK has them.
    const hasOthers = !order.every(isSdks);
    const isWatched = hasOthers || logs(logger, "info");
    const deserializer = order.findIndex(({ name }) => name === "deserializerMiddleware");
    const isAlone = order.slice(deserializer + 1).every(isSdks);
    const isSilent = !logs(logger, "info") && !logs(logger, "error");
    const { once, holdsNoBytes } = options;
    const situation = [commandName, once, holdsNoBytes, hasOthers, isWatched, isAlone, isSilent].join();
    return order.map((member) => {
      const make = (): Middleware => replaced(member, { ...options, config, hasOthers, isWatched, isAlone, isSilent });
      // It reads for one repository, and remembers nothing.
      if (member.name === "deserializerMiddleware") return make();
      // Newer versions make these anew with every command, always the same.
      const isOfCommand = member.name === "endpointV2Middleware" || member.name === "serializerMiddleware";
      const holder = isOfCommand && isSdks(member) ? memory : member.middleware;
      const known = remembered(memory, holder, () => new Map<string, Middleware>());
      return remembered(known, `${String(member.name)} ${situation}`, make);
    });
  });
  const concat = (own: MiddlewareStack): object => ({
    resolve(handler: Handler, context: HandlerContext): Handler {
      let whole = handler;
      const order = orders.of(own, context);
      for (let index = order.length - 1; index >= 0; index--) whole = (order[index] as Middleware)(whole, context);
      return whole;
    },
  });
  const send: unknown = Reflect.get(client, "send");
  const { concat: theirConcat, resolve } = stack;
  return {
    client: Object.create(client, { middlewareStack: { value: { ...stack, concat } } }) as DynamoDBClient,
    fits: () =>
      Reflect.get(client, "send") === send &&
      (client.middlewareStack as unknown) === stack &&
      stack.concat === theirConcat &&
      stack.resolve === resolve &&
      stack.identifyOnResolve?.() !== true,
  };
}

/** What has been put in the place of a middleware, in each situation. */
type LaneMemory = WeakMap<object, Map<string, Middleware>>;

// What the middlewares in the places of others remember, for all repositories of a client, also where some come and go.
const memories = new WeakMap<DynamoDBClient, LaneMemory>();

function remembered<Key, Value>(
  memory: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

interface ReplaceOptions extends LaneOptions {
  readonly config: ClientConfig;
  /** There are middlewares that are not the SDK's. */
  readonly hasOthers: boolean;
  /** These, or a logger, may look into outputs. */
  readonly isWatched: boolean;
  /** Nobody but the SDK stands between the deserializer and the wire. */
  readonly isAlone: boolean;
  /** The client's logger does nothing. */
  readonly isSilent: boolean;
}

function replaced(member: NamedMiddleware, options: ReplaceOptions): Middleware {
  const { config, hasOthers, isWatched, isAlone, isSilent, holdsNoBytes, once, read } = options;
  const { name, middleware } = member;
  // Whoever wrote the retries.
  if (name === "retryMiddleware" && once) return sendOnce(config);
  if (!isSdks(member)) return middleware;
  switch (name) {
    case "serializerMiddleware":
      return serializeFast(middleware, {
        stringify: holdsNoBytes && !hasOthers ? JSON.stringify : toWire,
        keepsForm: hasOthers,
      });
    case "deserializerMiddleware":
      return deserializeFast(middleware, { form: isWatched ? fromWire : readBy(read), checksSum: isAlone });
    case "endpointV2Middleware":
      return rememberEndpoint(middleware, config);
    case "getUserAgentMiddleware":
      return rememberUserAgent(middleware, config);
    case "retryMiddleware":
      return attemptFirst(middleware, config);
    case "httpSigningMiddleware":
      return signFast(middleware);
    case "loggerMiddleware":
      // It copies inputs and outputs deeply, also where nobody is told.
      return isSilent ? (next) => next : middleware;
    default:
      return middleware;
  }
}

function readBy(read: LaneOptions["read"]): (text: string, input: object) => object | undefined {
  return (text, input) => {
    const answer = read(text, input);
    return answer && new ReadAnswer(answer);
  };
}

/** Whether the client's logger does anything with what it is told. The SDK's default is one that does not. */
function logs(logger: Logger | undefined, level: "info" | "error"): boolean {
  const method: unknown = logger?.[level];
  return typeof method === "function" && !/\{\s*\}$/.test(Function.prototype.toString.call(method));
}
