import { expect, test } from "vitest";
import { CannedHandler, clientOf, notesThrough, one } from "./canned-handler.ts";

function keysOf(handler: CannedHandler): (string | undefined)[] {
  return handler.requests.map(({ headers }) => /Credential=(\w+)\//.exec(headers["authorization"] ?? "")?.[1]);
}

function tokensOf(handler: CannedHandler): (string | undefined)[] {
  return handler.requests.map(({ headers }) => headers["x-amz-security-token"]);
}

test("a session token is sent with every request", async () => {
  const handler = new CannedHandler();
  const credentials = { accessKeyId: "KEY", secretAccessKey: "SECRET", sessionToken: "TOKEN" };
  const notes = notesThrough(clientOf(handler, { credentials }));
  for (let round = 0; round < 3; round++) await notes.get(one);
  expect(tokensOf(handler)).toEqual(["TOKEN", "TOKEN", "TOKEN"]);
  expect(handler.last.headers["authorization"]).toContain("x-amz-security-token");
});

test("credentials that expire are renewed, and the new ones sign", async () => {
  const handler = new CannedHandler();
  let made = 0;
  const credentials = async () => ({
    accessKeyId: `KEY${++made}`,
    secretAccessKey: "SECRET",
    sessionToken: `TOKEN${made}`,
    // The third is good for long.
    expiration: new Date(Date.now() + (made < 3 ? 1 : 3_600_000)),
  });
  const notes = notesThrough(clientOf(handler, { credentials }));
  for (let round = 0; round < 6; round++) {
    await notes.get(one);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(keysOf(handler).at(-1)).toBe("KEY3");
  expect(tokensOf(handler).at(-1)).toBe("TOKEN3");
  expect(made).toBe(3);
});

test("no request has the key of one and the token of other credentials", async () => {
  const handler = new CannedHandler();
  let made = 0;
  const credentials = async () => {
    const number = ++made;
    await new Promise((resolve) => setTimeout(resolve, 1));
    return {
      accessKeyId: `KEY${number}`,
      secretAccessKey: "SECRET",
      ...(number % 2 === 0 && { sessionToken: `TOKEN${number}` }),
      expiration: new Date(Date.now() + 1),
    };
  };
  const notes = notesThrough(clientOf(handler, { credentials }));
  for (let round = 0; round < 10; round++) await Promise.all([notes.get(one), notes.get(one)]);
  const pairs = keysOf(handler).map((key, index) => [Number(key?.slice(3)), tokensOf(handler)[index]] as const);
  expect(pairs).toEqual(pairs.map(([number]) => [number, number % 2 === 0 ? `TOKEN${number}` : undefined]));
});

test("credentials that take the place of others on the client sign", async () => {
  const handler = new CannedHandler();
  const client = clientOf(handler);
  const notes = notesThrough(client);
  for (let round = 0; round < 2; round++) await notes.get(one);
  client.config.credentials = async () => ({ accessKeyId: "NEW", secretAccessKey: "SECRET" });
  await notes.get(one);
  expect(keysOf(handler)).toEqual(["KEY", "KEY", "NEW"]);
});

test("two clients with one repository each sign with their own", async () => {
  const [first, second] = [new CannedHandler(), new CannedHandler()];
  const others = { accessKeyId: "OTHER", secretAccessKey: "SECRET" };
  const repositories = [notesThrough(clientOf(first)), notesThrough(clientOf(second, { credentials: others }))];
  for (let round = 0; round < 2; round++) await Promise.all(repositories.map((notes) => notes.get(one)));
  expect([keysOf(first), keysOf(second)]).toEqual([
    ["KEY", "KEY"],
    ["OTHER", "OTHER"],
  ]);
});

test("credentials that cannot be had are the provider's error", async () => {
  const credentials = () => Promise.reject(Object.assign(new Error("none"), { name: "CredentialsProviderError" }));
  await expect(notesThrough(clientOf(new CannedHandler(), { credentials })).get(one)).rejects.toMatchObject({
    name: "CredentialsProviderError",
  });
});

test("credentials that are none are refused as by the plain client", async () => {
  const credentials = async () => ({ accessKeyId: "KEY" }) as never;
  const handler = new CannedHandler();
  await expect(notesThrough(clientOf(handler, { credentials })).get(one)).rejects.toThrow();
  expect(handler.requests).toHaveLength(0);
});
