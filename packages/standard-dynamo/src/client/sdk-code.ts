import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { NamedMiddleware } from "./middleware-order.ts";
import type { MiddlewareStack, RetryStrategy } from "./sdk-parts.ts";

/** Whether `send` is the SDK's own: it stands at the end of the chain, and is overridden by subclasses and mocks. */
export function isOrdinary(client: DynamoDBClient): boolean {
  if (typeof client.config !== "object" || typeof client.middlewareStack?.applyToStack !== "function") return false;
  if (!isSdkCode(Reflect.get(client, "send"), "resolveMiddleware")) return false;
  let holder: unknown = client;
  while (typeof holder === "object" && holder !== null && !Object.hasOwn(holder, "send")) {
    holder = Object.getPrototypeOf(holder);
  }
  return typeof holder === "object" && holder !== null && Object.getPrototypeOf(holder) === Object.prototype;
}

/** Whether somebody stands around the functions of a stack in order to see calls, as tracers do, which say so on them. */
export function isWrapped(stack: MiddlewareStack): boolean {
  const { concat, resolve, clone } = stack;
  if (stack.identifyOnResolve?.() === true || !isSdkCode(concat, ".use(") || !isSdkCode(resolve, "reverse"))
    return true;
  return [concat, resolve, clone].some((method) => "__wrapped" in method || "__original" in method);
}

/** Whether a middleware is the SDK's own, so that it looks into nothing that others should not see. */
export function isSdks({ name, middleware }: NamedMiddleware): boolean {
  const word = name !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
  return word !== undefined && isSdkCode(middleware, word);
}

/** Whether a strategy is asked for a first attempt as the SDK's own standard one is: it makes a token and notes nothing. */
export function isStandardStrategy(strategy: RetryStrategy | undefined): strategy is AskedStrategy {
  if (strategy?.mode !== "standard" || typeof strategy.recordSuccess !== "function") return false;
  const acquire: unknown = Reflect.get(strategy, "acquireInitialRetryToken");
  if (typeof acquire !== "function") return false;
  const known = noting.get(acquire);
  if (known !== undefined) return !known;
  const code = Function.prototype.toString.call(acquire);
  const isNoting = !/longpoll|retryDelay/.test(code) || /\b(?:this|super|await)\b/.test(code);
  noting.set(acquire, isNoting);
  return !isNoting;
}

type AskedStrategy = Required<Pick<RetryStrategy, "acquireInitialRetryToken" | "recordSuccess">>;

const noting = new WeakMap<object, boolean>();

// The SDK's own middlewares, and for those that are replaced or look at outputs a word that their code has to use: a caller
// may have put one of the same name in their place.
const names: Readonly<Record<string, string | undefined>> = {
  serializerMiddleware: "endpointV2",
  deserializerMiddleware: "$response",
  endpointV2Middleware: "endpointV2",
  httpSigningMiddleware: "selectedHttpAuthScheme",
  retryMiddleware: "acquireInitialRetryToken",
  loggerMiddleware: "outputFilterSensitiveLog",
  endpointDiscoveryMiddleware: "",
  httpAuthSchemeMiddleware: "",
  // Until 3.502 in the place of the two of signing.
  awsAuthMiddleware: "",
  contentLengthMiddleware: "",
  hostHeaderMiddleware: "",
  recursionDetectionMiddleware: "",
  getUserAgentMiddleware: "",
  // standard-dynamo-local watches over its engine, and looks at nothing else.
  localEngineSupervision: "",
};

/**
 * Whether a function is what the SDK has there, and not somebody's own in its place. Told by a name of a property that the
 * SDK's code has to use at this place, which minifiers keep.
 */
function isSdkCode(value: unknown, word: string): boolean {
  return typeof value === "function" && Function.prototype.toString.call(value).includes(word);
}
