import { createHmac, hash } from "node:crypto";
import type { SdkRequest, SigningCredentials, SigningOptions } from "./sdk-parts.ts";

export interface SignerOptions {
  readonly credentials: () => Promise<Partial<SigningCredentials> | undefined>;
  readonly region: () => Promise<string>;
  readonly service: string;
}

/**
 * Signs requests of DynamoDB as the SDK's signer does, with Signature Version 4 over the same headers
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), but with Node.js's own
 * hashes, and with the key that follows from day, region and secret derived once.
 */
export class RequestSigner {
  readonly #options: SignerOptions;
  #order: HeaderOrder | undefined;
  #time: { readonly second: number; readonly text: string } | undefined;
  #derived: { readonly from: string; readonly secret: string; readonly key: Buffer } | undefined;

  constructor(options: SignerOptions) {
    this.#options = options;
  }

  /** `undefined` without proper credentials: what that means the SDK says. */
  async sign(request: SdkRequest, options: SigningOptions = {}): Promise<SdkRequest | undefined> {
    const { accessKeyId, secretAccessKey, sessionToken } = (await this.#options.credentials()) ?? {};
    if (typeof accessKeyId !== "string" || typeof secretAccessKey !== "string") return undefined;
    const region = options.signingRegion ?? (await this.#options.region());
    const time = this.#timeText(options.signingDate ?? new Date());
    const day = time.slice(0, 8);
    const scope = `${day}/${region}/${options.signingService ?? this.#options.service}/aws4_request`;
    const payloadHash = sha256(request.body as string | Uint8Array);
    const headers = withoutSignature(request.headers);
    headers["x-amz-date"] = time;
    if (sessionToken !== undefined && sessionToken !== "") headers["x-amz-security-token"] = sessionToken;
    headers["x-amz-content-sha256"] = payloadHash;
    const { signed, list } = this.#orderOf(headers);
    const lines = signed.map(([name, given]) => `${name}:${canonicalValue(headers[given] as string)}\n`).join("");
    const canonical = `POST\n/\n\n${lines}\n${list}\n${payloadHash}`;
    const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
    const signature = createHmac("sha256", this.#keyFor(scope, secretAccessKey)).update(text).digest("hex");
    headers["authorization"] =
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${list}, Signature=${signature}`;
    const copy = Object.create(Object.getPrototypeOf(request) as object) as SdkRequest;
    return Object.assign(copy, request, { headers, query: { ...request.query } });
  }

  #timeText(date: Date): string {
    const second = Math.floor(date.getTime() / 1000);
    if (this.#time?.second !== second) this.#time = { second, text: date.toISOString().replaceAll(/[-:]|\.\d+/g, "") };
    return this.#time.text;
  }

  /** Which headers are signed, in order: nearly always the same as of the last request. */
  #orderOf(headers: Readonly<Record<string, string | null | undefined>>): HeaderOrder {
    const names = Object.keys(headers).filter((name) => headers[name] !== undefined && headers[name] !== null);
    const from = names.join("\n");
    if (this.#order?.from !== from) this.#order = { from, ...headerOrder(names) };
    return this.#order;
  }

  #keyFor(scope: string, secret: string): Buffer {
    if (this.#derived?.from !== scope || this.#derived.secret !== secret) {
      const key = scope.split("/").reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secret}`) as Buffer;
      this.#derived = { from: scope, secret, key };
    }
    return this.#derived.key;
  }
}

/** Whether a request has the form that is signed here: that of every request of DynamoDB's. */
export function isPlainRequest({ method, path, query, headers, body }: SdkRequest): boolean {
  return (
    method === "POST" &&
    path === "/" &&
    (typeof body === "string" || body instanceof Uint8Array) &&
    Object.keys(query ?? {}).length === 0 &&
    !Object.keys(headers).some((name) => name.toLowerCase() === "x-amz-content-sha256")
  );
}

// What the SDK leaves unsigned, because proxies change it on the way.
const unsigned: ReadonlySet<string> = new Set([
  "authorization",
  "cache-control",
  "connection",
  "expect",
  "from",
  "keep-alive",
  "max-forwards",
  "pragma",
  "referer",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "x-amzn-trace-id",
]);

interface HeaderOrder {
  /** The names of all headers that have a value. */
  readonly from: string;
  /** The names in lower case, and as they were given. */
  readonly signed: readonly (readonly [name: string, given: string])[];
  readonly list: string;
}

function headerOrder(names: readonly string[]): Omit<HeaderOrder, "from"> {
  const found = new Map<string, string>();
  // Of two that differ in case only, the SDK signs the last in this order.
  for (const given of names.toSorted()) {
    const name = given.toLowerCase();
    const isUnsigned = unsigned.has(name) || name.startsWith("proxy-") || name.startsWith("sec-");
    if (!isUnsigned) found.set(name, given);
  }
  const signed = [...found].sort(([one], [other]) => (one < other ? -1 : 1));
  return { signed, list: signed.map(([name]) => name).join(";") };
}

function withoutSignature(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    if (!generated.has(name.toLowerCase())) kept[name] = headers[name] as string;
  }
  return kept;
}

const generated: ReadonlySet<string> = new Set(["authorization", "x-amz-date", "date"]);

function canonicalValue(value: string): string {
  // Single spaces inside stay what they are.
  if (!/[\t\r\n]| {2}|^ | $/.test(value)) return value;
  return value.replaceAll(/[ \t\r\n]+/g, " ").replaceAll(/^ | $/g, "");
}

function sha256(data: string | Uint8Array): string {
  return hash("sha256", data);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}
