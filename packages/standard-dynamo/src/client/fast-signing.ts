import { isPlainRequest, RequestSigner } from "./request-signer.ts";
import type { Middleware, SdkRequest, SdkSigner, SigningConfig, SigningOptions } from "./sdk-parts.ts";

/**
 * The SDK's signing, with its correction of clocks and its choice of scheme, over a signer of our own. The client's own
 * signer is kept where it is not the SDK's, and where ours does not prove to give the same signature.
 */
export function signFast(original: Middleware): Middleware {
  const derived = new WeakMap<SigningConfig, SigningConfig>();
  return (next, context) => {
    const sign = original(next, context);
    return (args) => {
      const properties = context.__smithy_context?.selectedHttpAuthScheme?.httpAuthOption?.signingProperties;
      const config = properties?.config;
      if (properties !== undefined && config?.signer !== undefined) {
        let ours = derived.get(config);
        if (ours === undefined) {
          ours = withFastSigner(config);
          derived.set(config, ours);
          // A second attempt meets ours again.
          derived.set(ours, ours);
        }
        properties.config = ours;
      }
      return sign(args);
    };
  };
}

/** The same configuration with another signer. What the SDK notes in it, such as how wrong the clock is, all calls share. */
function withFastSigner(config: SigningConfig): SigningConfig {
  let ours: Made | undefined;
  const signer = async (authScheme?: unknown): Promise<SdkSigner> => {
    const theirs = (): Promise<SdkSigner> => (config.signer as NonNullable<SigningConfig["signer"]>)(authScheme);
    // An endpoint with a scheme of its own may want another signature.
    if (authScheme !== undefined) return theirs();
    const known: Made =
      ours !== undefined && ours.theirs === config.signer
        ? ours
        : { theirs: config.signer, signer: ownSigner(config, theirs) };
    ours = known;
    try {
      return (await known.signer) ?? theirs();
    } catch (error) {
      ours = undefined;
      throw error;
    }
  };
  return new Proxy(config, {
    get: (target, name): unknown => (name === "signer" ? signer : Reflect.get(target, name)),
  });
}

/** A signer of our own, and what of the client's it stands for. */
interface Made {
  readonly theirs: unknown;
  readonly signer: Promise<SdkSigner | undefined>;
}

async function ownSigner(config: SigningConfig, theirs: () => Promise<SdkSigner>): Promise<SdkSigner | undefined> {
  const [one, other] = [await theirs(), await theirs()];
  // The SDK makes a signer for every request, with the client's credentials; one that is given to a client stays the same,
  // or has others.
  const isSdks =
    one !== other &&
    isClassOf(one, "sign") &&
    isClassOf(one, "presign") &&
    config.signerConstructor === undefined &&
    typeof config.credentials === "function" &&
    (one.credentialProvider === config.credentials ||
      // Some versions give one of the two a wrapper.
      (await one.credentialProvider?.()) === (await config.credentials()));
  if (!isSdks || one.regionProvider === undefined) return undefined;
  const { regionProvider, service } = one;
  const fast = new RequestSigner({
    // Both may be set anew on a client's configuration.
    credentials: async () => config.credentials?.(),
    region: async () => config.signingRegion ?? regionProvider(),
    service: String(service),
  });
  return new ProvedSigner(fast, theirs);
}

/** Whether the class of a signer has the method itself: a subclass overrides some only. */
function isClassOf(signer: SdkSigner, method: string): boolean {
  return !Object.hasOwn(signer, method) && Object.hasOwn(Object.getPrototypeOf(signer) as object, method);
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
    const isProved = this.#isProved;
    const dated = { ...options, signingDate: options.signingDate ?? new Date() };
    const ours = isProved === false || !isPlainRequest(request) ? undefined : await this.#fast.sign(request, dated);
    if (ours !== undefined && isProved === true) return ours;
    const expected = await (await this.#theirs()).sign(request, dated);
    if (ours !== undefined) this.#isProved = ours.headers["authorization"] === expected.headers["authorization"];
    return expected;
  }
}
