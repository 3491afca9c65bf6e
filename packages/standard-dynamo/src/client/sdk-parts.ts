/**
 * The parts of a client of the AWS SDK that are looked into, as narrow as they are used. They have the same form in all
 * versions since 3.400; where a client has another, it is used from outside only.
 */
export type Handler = (args: HandlerArgs) => Promise<HandlerResult>;

export type Middleware = (next: Handler, context: HandlerContext) => Handler;

export interface HandlerArgs {
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
  endpointV2?: object;
  authSchemes?: unknown;
  readonly logger?: { readonly info?: unknown };
  readonly __smithy_context?: {
    features?: Readonly<Record<string, string>>;
    readonly selectedHttpAuthScheme?: {
      readonly identity?: unknown;
      readonly httpAuthOption?: { readonly signingProperties?: { config?: SigningConfig } };
    };
  };
}

export interface SigningConfig {
  readonly signer?: (authScheme?: unknown) => Promise<SdkSigner>;
  readonly signerConstructor?: unknown;
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
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** The middlewares of a client, or of a command. */
export interface MiddlewareStack {
  applyToStack(stack: EntryReceiver): void;
  add(middleware: Middleware, options: object): void;
  addRelativeTo(middleware: Middleware, options: object): void;
  clone(): MiddlewareStack;
  concat(from: MiddlewareStack): MiddlewareStack;
  remove(middleware: Middleware): boolean;
  resolve(handler: Handler, context: HandlerContext): Handler;
}

export interface EntryReceiver {
  add(middleware: Middleware, options: EntryOptions): void;
  addRelativeTo(middleware: Middleware, options: EntryOptions): void;
}

export interface EntryOptions {
  readonly name?: string;
  readonly middleware?: Middleware;
}
