/**
 * The parts of a client of the AWS SDK that are looked into, as narrow as they are used. They have the same form in all
 * versions since 3.400; where a client has another, it is used from outside only.
 */
export type Handler = (args: HandlerArgs) => Promise<HandlerResult>;

export type Middleware = (next: Handler, context: HandlerContext) => Handler;

interface HandlerArgs {
  readonly input: object;
  readonly request?: unknown;
}

export interface HandlerResult {
  readonly response?: unknown;
  readonly output?: unknown;
}

/** What the middlewares of one call tell each other. */
export interface HandlerContext {
  readonly commandName?: string;
  endpointV2?: Endpoint;
  authSchemes?: unknown;
  readonly logger?: Logger;
  readonly userAgent?: unknown;
  readonly __aws_sdk_context?: { readonly features?: object };
  readonly __smithy_context?: {
    readonly abortSignal?: unknown;
    features?: Readonly<Record<string, string>>;
    readonly selectedHttpAuthScheme?: {
      readonly identity?: unknown;
      readonly httpAuthOption?: { readonly signingProperties?: { config?: SigningConfig } };
    };
  };
}

export interface Logger {
  readonly info?: unknown;
  readonly error?: unknown;
}

/** The parts of a client's configuration, as the client has resolved it. */
export interface ClientConfig {
  readonly region: () => Promise<string>;
  /** Absent if the endpoint follows from the region. */
  readonly endpoint?: () => Promise<object>;
  readonly retryStrategy?: () => Promise<RetryStrategy>;
  readonly maxAttempts?: () => Promise<number>;
  readonly customUserAgent?: unknown;
  readonly userAgentAppId?: () => Promise<unknown>;
}

/** A caller's own, or the SDK's; those from before 3.290 have other methods. */
export interface RetryStrategy {
  readonly mode?: unknown;
  acquireInitialRetryToken?(scope: string): Promise<unknown>;
  recordSuccess?(token: unknown): void;
  /** Of the SDK's adaptive strategy. */
  readonly rateLimiter?: { updateClientSendingRate?(outcome: object): void };
}

export interface Endpoint {
  readonly headers?: object;
}

export interface SigningConfig {
  readonly signer?: (authScheme?: unknown) => Promise<SdkSigner>;
  readonly signerConstructor?: unknown;
  readonly credentials?: () => Promise<SigningCredentials>;
  readonly signingRegion?: string;
}

export interface SdkSigner {
  readonly service?: unknown;
  readonly regionProvider?: () => Promise<string>;
  readonly credentialProvider?: () => Promise<SigningCredentials>;
  sign(request: SdkRequest, options?: SigningOptions): Promise<SdkRequest>;
}

export interface SigningOptions {
  readonly signingDate?: Date;
  readonly signingRegion?: string | undefined;
  readonly signingService?: string | undefined;
}

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string | undefined>;
  readonly body?: unknown;
}

/** The middlewares of a client, or of a command. */
export interface MiddlewareStack {
  readonly applyToStack: (stack: EntryReceiver) => void;
  readonly add: (middleware: Middleware, options: object) => void;
  readonly addRelativeTo: (middleware: Middleware, options: object) => void;
  readonly clone: () => MiddlewareStack;
  readonly concat: (from: MiddlewareStack) => MiddlewareStack;
  readonly remove: (middleware: Middleware) => boolean;
  readonly resolve: (handler: Handler, context: HandlerContext) => Handler;
  /** Whether the order is printed at every call. */
  readonly identifyOnResolve?: () => boolean;
}

export interface EntryReceiver {
  add(middleware: Middleware, options: EntryOptions): void;
  addRelativeTo(middleware: Middleware, options: EntryOptions): void;
}

export interface EntryOptions {
  readonly name?: string;
  readonly middleware?: Middleware;
  readonly step?: string;
  readonly priority?: string;
  readonly relation?: string;
  readonly toMiddleware?: string;
}
