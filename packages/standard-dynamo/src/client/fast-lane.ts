import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { rememberEndpoint } from "./endpoint-memory.ts";
import { deserializeFast } from "./fast-deserializer.ts";
import { serializeFast } from "./fast-serializer.ts";
import { signFast } from "./fast-signing.ts";
import type { NamedMiddleware } from "./middleware-order.ts";
import { OrderMemory } from "./order-memory.ts";
import type { Handler, HandlerContext, Middleware, MiddlewareStack } from "./sdk-parts.ts";
import { sendOnce } from "./send-once.ts";
import { fromWire, toWire } from "./wire-form.ts";

/** The output of a call whose answer nobody between here and the wire has looked into. */
export class WireAnswer {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export interface LaneOptions {
  /** The SDK sends nothing a second time. */
  readonly once: boolean;
  /** No request holds bytes, so that each can be written by `JSON.stringify`. */
  readonly holdsNoBytes: boolean;
}

/**
 * The caller's client by another way: the same object as far as its configuration, credentials, handler, retries and
 * middlewares go, which stand in the same order, but with the costly ones of the SDK's own replaced, and without working
 * the order out anew for every call. `undefined` for clients that cannot be looked into, such as mocks.
 */
export function fastLane(client: DynamoDBClient, options: LaneOptions): DynamoDBClient | undefined {
  const stack = client.middlewareStack as unknown as MiddlewareStack | undefined;
  if (stack === undefined || !isOrdinary(client) || isWrapped(stack)) return undefined;
  const orders = new OrderMemory(stack, (order) => {
    // Somebody else may look into inputs and outputs, and wants them as the SDK has them.
    const isWatched = logs(client) || !order.every(isSdks);
    return order.map((member) => replaced(member, options, isWatched));
  });
  const concat = (own: MiddlewareStack): object => ({
    resolve(handler: Handler, context: HandlerContext): Handler {
      let whole = handler;
      const order = orders.of(own, context.commandName);
      for (let index = order.length - 1; index >= 0; index--) whole = (order[index] as Middleware)(whole, context);
      return whole;
    },
  });
  return Object.create(client, { middlewareStack: { value: { ...stack, concat } } }) as DynamoDBClient;
}

function replaced({ name, middleware }: NamedMiddleware, options: LaneOptions, isWatched: boolean): Middleware {
  switch (name) {
    case "serializerMiddleware":
      return serializeFast(middleware, options.holdsNoBytes && !isWatched ? JSON.stringify : toWire);
    case "deserializerMiddleware":
      return deserializeFast(middleware, isWatched ? fromWire : (text) => new WireAnswer(text));
    case "endpointV2Middleware":
      return rememberEndpoint(middleware);
    case "httpSigningMiddleware":
      return signFast(middleware);
    case "retryMiddleware":
      return options.once ? sendOnce : middleware;
    default:
      return middleware;
  }
}

const names: ReadonlySet<string> = new Set([
  "serializerMiddleware",
  "deserializerMiddleware",
  "endpointV2Middleware",
  "endpointDiscoveryMiddleware",
  "httpAuthSchemeMiddleware",
  "httpSigningMiddleware",
  "retryMiddleware",
  "contentLengthMiddleware",
  "hostHeaderMiddleware",
  "loggerMiddleware",
  "recursionDetectionMiddleware",
  "getUserAgentMiddleware",
]);

// standard-dynamo-local watches over its engine, and looks at nothing else.
function isSdks({ name }: NamedMiddleware): boolean {
  return name !== undefined && (names.has(name) || name === "localEngineSupervision");
}

/** Whether the client's logger does anything with what it is told. The SDK's default is one that does not. */
function logs({ config }: DynamoDBClient): boolean {
  const info: unknown = config.logger?.info;
  return typeof info === "function" && !/\{\s*\}$/.test(Function.prototype.toString.call(info));
}

/** Whether `send` is the SDK's own: it stands at the end of the chain, and is overridden by subclasses and mocks. */
function isOrdinary(client: DynamoDBClient): boolean {
  if (typeof client.config !== "object" || typeof client.middlewareStack?.applyToStack !== "function") return false;
  let holder: unknown = client;
  while (typeof holder === "object" && holder !== null && !Object.hasOwn(holder, "send")) {
    holder = Object.getPrototypeOf(holder);
  }
  return typeof holder === "object" && holder !== null && Object.getPrototypeOf(holder) === Object.prototype;
}

// Tracers replace functions of a stack in order to see calls, and say so on the function.
function isWrapped(stack: MiddlewareStack): boolean {
  return ["concat", "resolve", "clone"].some((name) => {
    const method: unknown = Reflect.get(stack, name);
    return typeof method !== "function" || "__wrapped" in method || "__original" in method;
  });
}
