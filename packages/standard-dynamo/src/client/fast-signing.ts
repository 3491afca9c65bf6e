import { isPlainRequest, RequestSigner } from "./request-signer.ts";
import type { Middleware, SdkRequest, SdkSigner, SigningConfig, SigningOptions } from "./sdk-parts.ts";

/**
 * The SDK's signing, with its correction of clocks and its choice of scheme, over a signer of our own. The client's own
 * signer is kept where it is not the SDK's, and where ours does not prove to give the same signature.
 */
export function signFast(original: Middleware): Middleware {
  const configs = new WeakMap<SigningConfig, SigningConfig>();
  return (next, context) => {
    const sign = original(next, context);
    return (args) => {
      const properties = context.__smithy_context?.selectedHttpAuthScheme?.httpAuthOption?.signingProperties;
      const config = properties?.config;
      if (properties !== undefined && config?.signer !== undefined) {
        let derived = configs.get(config);
        if (derived === undefined) configs.set(config, (derived = withFastSigner(config)));
        properties.config = derived;
      }
      return sign(args);
    };
  };
}

/** The same configuration, live, with another signer. */
function withFastSigner(config: SigningConfig): SigningConfig {
  let ours: Promise<SdkSigner | undefined> | undefined;
  const signer = async (authScheme?: unknown): Promise<SdkSigner> => {
    const theirs = (): Promise<SdkSigner> => (config.signer as NonNullable<SigningConfig["signer"]>)(authScheme);
    // An endpoint with a scheme of its own may want another signature.
    if (authScheme !== undefined) return theirs();
    ours ??= ownSigner(config, theirs).catch((error: unknown) => {
      ours = undefined;
      throw error;
    });
    return (await ours) ?? theirs();
  };
  return Object.create(config, { signer: { value: signer, enumerable: true } }) as SigningConfig;
}

async function ownSigner(config: SigningConfig, theirs: () => Promise<SdkSigner>): Promise<SdkSigner | undefined> {
  const [one, other] = [await theirs(), await theirs()];
  // The SDK makes a signer for every request; one that is given to a client stays the same.
  const isSdks = one !== other && !Object.hasOwn(one, "sign") && config.signerConstructor === undefined;
  if (!isSdks || one.credentialProvider === undefined || one.regionProvider === undefined) return undefined;
  return new ProvedSigner(new RequestSigner(one as Required<SdkSigner>), theirs);
}

/** Signs the first request both ways, and goes on with the faster one if there is no difference. */
class ProvedSigner implements SdkSigner {
  readonly #fast: RequestSigner;
  readonly #theirs: () => Promise<SdkSigner>;
  #isProved: boolean | undefined;

  constructor(fast: RequestSigner, theirs: () => Promise<SdkSigner>) {
    this.#fast = fast;
    this.#theirs = theirs;
  }

  async sign(request: SdkRequest, options: SigningOptions = {}): Promise<SdkRequest> {
    if (!isPlainRequest(request) || this.#isProved === false) return (await this.#theirs()).sign(request, options);
    if (this.#isProved === true) return this.#fast.sign(request, options);
    const dated = { ...options, signingDate: options.signingDate ?? new Date() };
    const expected = await (await this.#theirs()).sign(request, dated);
    const { headers } = await this.#fast.sign(request, dated);
    this.#isProved = headers["authorization"] === expected.headers["authorization"];
    return expected;
  }
}
