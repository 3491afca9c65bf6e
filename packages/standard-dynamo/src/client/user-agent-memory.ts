import type { ClientConfig, HandlerContext, Middleware, SdkRequest } from "./sdk-parts.ts";

interface Known {
  readonly identity: unknown;
  readonly endpoint: unknown;
  readonly traits: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The SDK writes anew with every call what client it is. That follows from its configuration, the endpoint, the
 * credentials and what earlier middlewares have noted, so it is remembered as long as these are the same. Where somebody
 * adds to it, the SDK goes on writing it.
 */
export function rememberUserAgent(original: Middleware, config: ClientConfig): Middleware {
  let known: Known | undefined;
  return (next, context) => async (args) => {
    const headers = (args.request as SdkRequest | undefined)?.headers;
    const isAddedTo = hasAny(context.userAgent) || hasAny(config.customUserAgent);
    if (headers === undefined || isAddedTo || names.some((name) => headers[name] !== undefined)) {
      return original(next, context)(args);
    }
    const { endpointV2: endpoint } = context;
    const identity = context.__smithy_context?.selectedHttpAuthScheme?.identity;
    const traits = traitsOf(context, await config.userAgentAppId?.());
    if (known !== undefined && known.traits === traits && known.identity === identity && known.endpoint === endpoint) {
      Object.assign(headers, known.headers);
      return next(args);
    }
    const remembering = original((made) => {
      const written = (made.request as SdkRequest).headers;
      const found = names.filter((name) => written[name] !== undefined).map((name) => [name, written[name] as string]);
      known = { identity, endpoint, traits, headers: Object.fromEntries(found) as Record<string, string> };
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
