import { identityOf } from "./endpoint-memory.ts";
import type { ClientConfig, Endpoint, HandlerContext, Middleware, SdkRequest } from "./sdk-parts.ts";

interface Known {
  readonly identity: unknown;
  readonly traits: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The SDK writes anew with every call what client it is. That follows from its configuration, the endpoint, the
 * credentials and what earlier middlewares have noted, so it is remembered as long as these are the same. Where somebody
 * adds to it, the SDK goes on writing it.
 */
export function rememberUserAgent(original: Middleware, config: ClientConfig): Middleware {
  const memory = new WeakMap<Endpoint, Known>();
  return (next, context) => async (args) => {
    const headers = (args.request as SdkRequest | undefined)?.headers;
    const isAddedTo = hasAny(context.userAgent) || hasAny(config.customUserAgent);
    const { endpointV2: endpoint } = context;
    if (
      headers === undefined ||
      endpoint === undefined ||
      isAddedTo ||
      names.some((name) => headers[name] !== undefined)
    ) {
      return original(next, context)(args);
    }
    const identity = identityOf(context);
    const traits = traitsOf(context, await config.userAgentAppId?.());
    const known = memory.get(endpoint);
    if (known?.traits === traits && known.identity === identity) {
      Object.assign(headers, known.headers);
      return next(args);
    }
    const remembering = original((made) => {
      const written = (made.request as SdkRequest).headers;
      const found = names.filter((name) => written[name] !== undefined).map((name) => [name, written[name] as string]);
      memory.set(endpoint, { identity, traits, headers: Object.fromEntries(found) as Record<string, string> });
      return next(made);
    }, context);
    return remembering(args);
  };
}

const names = ["x-amz-user-agent", "user-agent"];

function hasAny(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function traitsOf({ __smithy_context: one, __aws_sdk_context: other }: HandlerContext, appId: unknown): string {
  return JSON.stringify([one?.features, other?.features, appId]);
}
