import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { CannedHandler, clientOf, notesThrough, one } from "./canned-handler.ts";

async function placesOf(config: DynamoDBClientConfig, rounds = 2): Promise<string[]> {
  const handler = new CannedHandler();
  const notes = notesThrough(clientOf(handler, config));
  for (let round = 0; round < rounds; round++) await notes.get(one);
  return handler.requests.map(({ protocol, hostname, port, path }) => `${protocol}//${hostname}:${port}${path}`);
}

function signed(handler: CannedHandler): (string | undefined)[] {
  return handler.requests.map(
    ({ headers }) => /Credential=\w+\/\d+\/([\w-]+)\//.exec(headers["authorization"] ?? "")?.[1],
  );
}

test("an endpoint follows from the region", async () => {
  const place = "https://dynamodb.eu-west-1.amazonaws.com:undefined/";
  expect(await placesOf({})).toEqual([place, place]);
});

test("an endpoint has a path", async () => {
  const place = "http://proxy.example:8080/dynamo/";
  expect(await placesOf({ endpoint: "http://proxy.example:8080/dynamo" })).toEqual([place, place]);
});

test("an endpoint is a function whose answer changes", async () => {
  let number = 0;
  const endpoint = async () => ({ protocol: "http:", hostname: `node${Math.ceil(++number / 100)}.example`, path: "/" });
  const handler = new CannedHandler();
  const notes = notesThrough(clientOf(handler, { endpoint }));
  await notes.get(one);
  number = 100;
  await notes.get(one);
  expect(handler.requests.map(({ hostname }) => hostname)).toEqual(["node1.example", "node2.example"]);
});

test("headers that come with an endpoint are those of the call", async () => {
  let number = 0;
  const url = new URL("http://proxy.example");
  const handler = new CannedHandler();
  const endpoint = async () => ({ url, headers: { "x-route": [`${number}`] } });
  const notes = notesThrough(clientOf(handler, { endpoint }));
  for (; number < 3; number++) await notes.get(one);
  expect(handler.requests.map(({ headers }) => headers["x-route"])).toEqual(["0", "1", "2"]);
});

test("a region is a function whose answer changes", async () => {
  let region = "eu-west-1";
  const handler = new CannedHandler();
  const notes = notesThrough(clientOf(handler, { region: async () => region }));
  await notes.get(one);
  region = "us-west-2";
  await notes.get(one);
  expect(handler.requests.map(({ hostname }) => hostname)).toEqual([
    "dynamodb.eu-west-1.amazonaws.com",
    "dynamodb.us-west-2.amazonaws.com",
  ]);
});

test("the account of the credentials is a part of the endpoint", async () => {
  let accountId = "111111111111";
  const credentials = async () => ({
    accessKeyId: "KEY",
    secretAccessKey: "SECRET",
    accountId,
    expiration: new Date(Date.now() + 1),
  });
  const handler = new CannedHandler();
  const notes = notesThrough(clientOf(handler, { credentials }));
  await notes.get(one);
  accountId = "222222222222";
  await new Promise((resolve) => setTimeout(resolve, 2));
  await notes.get(one);
  expect(handler.requests.map(({ hostname }) => hostname)).toEqual([
    "111111111111.ddb.eu-west-1.amazonaws.com",
    "222222222222.ddb.eu-west-1.amazonaws.com",
  ]);
});

test("a table of another account that a middleware names has its endpoint", async () => {
  const handler = new CannedHandler();
  const client = clientOf(handler, {
    credentials: { accessKeyId: "KEY", secretAccessKey: "SECRET", accountId: "111111111111" },
  });
  let number = 0;
  client.middlewareStack.add((next) => (args) => {
    const TableName = `arn:aws:dynamodb:eu-west-1:${++number === 2 ? "222222222222" : "111111111111"}:table/notes`;
    return next({ ...args, input: { ...args.input, TableName } });
  });
  const notes = notesThrough(client);
  for (let round = 0; round < 3; round++) await notes.get(one);
  expect(handler.requests.map(({ hostname }) => hostname.slice(0, 12))).toEqual([
    "111111111111",
    "222222222222",
    "111111111111",
  ]);
});

test("an endpoint that says how to sign is asked so", async () => {
  const handler = new CannedHandler();
  const notes = notesThrough(clientOf(handler, { region: "local" }));
  for (let round = 0; round < 2; round++) await notes.get(one);
  expect(handler.requests.map(({ hostname }) => hostname)).toEqual(["localhost", "localhost"]);
  expect(signed(handler)).toEqual(["us-east-1", "us-east-1"]);
});

test("that the endpoint is the caller's own is told in the user agent of every request", async () => {
  const handler = new CannedHandler();
  const notes = notesThrough(clientOf(handler, { endpoint: "http://proxy.example" }));
  for (let round = 0; round < 2; round++) await notes.get(one);
  const agents = new Set(handler.requests.map(({ headers }) => headers["user-agent"]));
  expect(agents.size).toBe(1);
});
