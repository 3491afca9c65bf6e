import { createHash, createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPlainRequest, RequestSigner } from "../../packages/standard-dynamo/src/client/request-signer.ts";
import type { SdkRequest } from "../../packages/standard-dynamo/src/client/sdk-parts.ts";
import { checkAsync } from "../property/check.ts";
import { CannedHandler, clientOf, notesThrough, one } from "./canned-handler.ts";
import { binaryText } from "../support/binary-text.ts";

class Request implements SdkRequest {
  readonly method = "POST";
  readonly protocol = "https:";
  readonly hostname = "dynamodb.eu-west-1.amazonaws.com";
  readonly path = "/";
  readonly query = {};
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;

  constructor(headers: Record<string, string>, body: string | Uint8Array) {
    this.headers = headers;
    this.body = body;
  }
}

const headerName = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/),
  fc.constantFrom(
    "Authorization",
    "User-Agent",
    "sec-x",
    "Proxy-A",
    "x-amz-date",
    "Date",
    "X-Amz-Target",
    "x-amz-security-token",
  ),
);
const headerValue = fc.oneof(binaryText(), fc.stringMatching(/^[ \ta-z\r\n]*$/));
const body = fc.oneof(binaryText(), fc.uint8Array());
const credentials = fc.record(
  { accessKeyId: fc.string({ minLength: 1 }), secretAccessKey: fc.string({ minLength: 1 }), sessionToken: fc.string() },
  { requiredKeys: ["accessKeyId", "secretAccessKey"] },
);
const dates = fc.date({ min: new Date("2015-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

test("signs as the SDK's own signer", async () => {
  await checkAsync(
    fc.asyncProperty(
      fc.dictionary(headerName, headerValue),
      body,
      credentials,
      dates,
      async (headers, content, given, date) => {
        const client = clientOf(new CannedHandler(), { credentials: given });
        const request = new Request({ host: "dynamodb.eu-west-1.amazonaws.com", ...headers }, content);
        fc.pre(isPlainRequest(request));
        const theirs = (await client.config.signer()) as unknown as { sign: RequestSigner["sign"] };
        const expected = await theirs.sign(request, { signingDate: date });
        const ours = new RequestSigner({
          credentials: async () => given,
          region: async () => "eu-west-1",
          service: "dynamodb",
        });
        const signed = await ours.sign(request, { signingDate: date });
        expect(signed?.headers).toEqual(expected?.headers);
      },
    ),
    200,
  );
});

test("signs each request anew as day and secret change", async () => {
  const given = { accessKeyId: "KEY", secretAccessKey: "ONE" };
  const ours = new RequestSigner({
    credentials: async () => ({ ...given }),
    region: async () => "eu-west-1",
    service: "dynamodb",
  });
  for (const [secretAccessKey, day] of [
    ["ONE", 1],
    ["ONE", 2],
    ["TWO", 2],
    ["ONE", 1],
  ] as const) {
    given.secretAccessKey = secretAccessKey;
    const signingDate = new Date(Date.UTC(2026, 0, day));
    const request = new Request({ host: "a" }, "{}");
    const client = clientOf(new CannedHandler(), { credentials: { ...given } });
    const theirs = (await client.config.signer()) as unknown as { sign: RequestSigner["sign"] };
    expect((await ours.sign(request, { signingDate }))?.headers).toEqual(
      (await theirs.sign(request, { signingDate }))?.headers,
    );
  }
});

describe("what a caller has put in the place of the SDK's signer signs every request", () => {
  const signed = (request: SdkRequest, number: number): SdkRequest =>
    Object.assign(Object.create(request) as SdkRequest, {
      headers: { ...request.headers, authorization: `mine ${number}` },
    });

  async function authorizationsOf(config: object): Promise<(string | undefined)[]> {
    const handler = new CannedHandler();
    const notes = notesThrough(clientOf(handler, config));
    for (let round = 0; round < 3; round++) await notes.get(one);
    return handler.requests.map(({ headers }) => headers["authorization"]);
  }

  test("a signer", async () => {
    let number = 0;
    const signer = { sign: async (request: SdkRequest) => signed(request, ++number) };
    expect(await authorizationsOf({ signer })).toEqual(["mine 1", "mine 2", "mine 3"]);
  });

  test("a function that makes signers", async () => {
    let number = 0;
    const signer = async () => ({ sign: async (request: SdkRequest) => signed(request, ++number) });
    expect(await authorizationsOf({ signer })).toEqual(["mine 1", "mine 2", "mine 3"]);
  });

  test("a class of signers", async () => {
    let number = 0;
    class Signer {
      async sign(request: SdkRequest): Promise<SdkRequest> {
        return signed(request, ++number);
      }
    }
    expect(await authorizationsOf({ signerConstructor: Signer })).toEqual(["mine 1", "mine 2", "mine 3"]);
  });

  test("signers of a subclass of the SDK's", async () => {
    const theirs = await clientOf(new CannedHandler()).config.signer();
    const SignatureV4 = theirs.constructor as new (
      options: object,
    ) => { sign(request: SdkRequest): Promise<SdkRequest> };
    let number = 0;
    class Counting extends SignatureV4 {
      override async sign(request: SdkRequest): Promise<SdkRequest> {
        number++;
        return super.sign(request);
      }
    }
    expect(await authorizationsOf({ signerConstructor: Counting })).toHaveLength(3);
    expect(number).toBe(3);
  });

  test("a signer that is set on the client's configuration later", async () => {
    const handler = new CannedHandler();
    const client = clientOf(handler);
    const notes = notesThrough(client);
    for (let round = 0; round < 2; round++) await notes.get(one);
    client.config.signer = (async () => ({ sign: async (request: SdkRequest) => signed(request, 1) })) as never;
    await notes.get(one);
    expect(handler.last.headers["authorization"]).toBe("mine 1");
  });
});

test("a hash of the caller's own gives the same signatures", async () => {
  class Sha256 {
    readonly #hash;
    constructor(secret?: string | Uint8Array) {
      this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret);
    }
    update(data: Uint8Array): void {
      this.#hash.update(data);
    }
    async digest(): Promise<Uint8Array> {
      return this.#hash.digest();
    }
  }
  const handler = new CannedHandler();
  const client = clientOf(handler, { sha256: Sha256 as never });
  const notes = notesThrough(client);
  for (let round = 0; round < 3; round++) await notes.get(one);
  const { headers, ...rest } = handler.last;
  const signer = (await clientOf(handler).config.signer()) as unknown as { sign: RequestSigner["sign"] };
  const text = String(headers["x-amz-date"]).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const again = await signer.sign(Object.assign(new Request({ ...headers }, rest.body)), {
    signingDate: new Date(text),
  });
  expect(again?.headers["authorization"]).toBe(headers["authorization"]);
});
