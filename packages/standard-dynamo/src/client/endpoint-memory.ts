import type { ClientConfig, Endpoint, HandlerContext, Middleware } from "./sdk-parts.ts";

interface Known {
  readonly identity: unknown;
  readonly endpoint: Endpoint;
  readonly features: Readonly<Record<string, string>>;
}

/**
 * The SDK works out the endpoint anew for every call. It follows from the region, the endpoint that the client was given,
 * the table, and the credentials, whose account may be a part of it, so it is remembered as long as these are the same.
 */
export function rememberEndpoint(original: Middleware, config: ClientConfig): Middleware {
  const places = new Map<string, Known>();
  return (next, context) => async (args) => {
    const identity = identityOf(context);
    if (identity === undefined) return original(next, context)(args);
    const place = await placeOf(args.input, config);
    const known = places.get(place);
    if (known?.identity === identity) {
      recall(known, context);
      return next(args);
    }
    const before = { ...context.__smithy_context?.features };
    const remembering = original((made) => {
      // An endpoint that says how to sign tells the middlewares more than is remembered.
      if (context.endpointV2 !== undefined && context.authSchemes === undefined) {
        const added = Object.entries({ ...context.__smithy_context?.features }).filter(([name]) => !(name in before));
        if (places.size >= mostPlaces) places.clear();
        places.set(place, { identity, endpoint: context.endpointV2, features: Object.fromEntries(added) });
      }
      return next(made);
    }, context);
    return remembering(args);
  };
}

// More than any application has of tables in regions.
const mostPlaces = 100;

// Both may be functions of the caller's that answer differently from time to time.
async function placeOf(input: TableInput, { region, endpoint }: ClientConfig): Promise<string> {
  const tables = input.TableName ?? Object.keys(input.RequestItems ?? {}).join();
  const given = endpoint === undefined ? "" : JSON.stringify(await endpoint());
  return `${await region()} ${tables} ${given}`;
}

interface TableInput {
  readonly TableName?: string;
  readonly RequestItems?: object;
}

function recall({ endpoint, features }: Known, context: HandlerContext): void {
  context.endpointV2 = endpoint;
  const shared = context.__smithy_context;
  if (shared !== undefined) shared.features = { ...shared.features, ...features };
}

/** The credentials of a call, which stay the same object until they are renewed. */
export function identityOf(context: HandlerContext): unknown {
  return context.__smithy_context?.selectedHttpAuthScheme?.identity;
}
