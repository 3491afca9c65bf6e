import type { HandlerContext, Middleware } from "./sdk-parts.ts";

interface Known {
  readonly identity: unknown;
  readonly endpoint: object;
  readonly features: Readonly<Record<string, string>>;
}

/**
 * The SDK works out the endpoint anew for every call. For one table of one client it changes only with the credentials,
 * whose account may be a part of it, so it is remembered as long as these are the same.
 */
export function rememberEndpoint(original: Middleware): Middleware {
  let known: Known | undefined;
  return (next, context) => async (args) => {
    const identity = identityOf(context);
    if (known !== undefined && identity !== undefined && known.identity === identity) {
      recall(known, context);
      return next(args);
    }
    const before = { ...context.__smithy_context?.features };
    const remembering = original((made) => {
      // An endpoint that says how to sign tells the middlewares more than is remembered.
      if (context.endpointV2 !== undefined && context.authSchemes === undefined) {
        const added = Object.entries({ ...context.__smithy_context?.features }).filter(([name]) => !(name in before));
        known = { identity, endpoint: context.endpointV2, features: Object.fromEntries(added) };
      }
      return next(made);
    }, context);
    return remembering(args);
  };
}

function recall({ endpoint, features }: Known, context: HandlerContext): void {
  context.endpointV2 = endpoint;
  const shared = context.__smithy_context;
  if (shared !== undefined) shared.features = { ...shared.features, ...features };
}

function identityOf(context: HandlerContext): unknown {
  return context.__smithy_context?.selectedHttpAuthScheme?.identity;
}
