import { type DynamoDBClient, type DynamoDBClientConfig, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { CannedHandler, clientOf, notesThrough, one } from "./canned-handler.ts";

const namesOf = ({ requests }: CannedHandler): unknown[] =>
  requests.map(({ headers }) => [headers["user-agent"], headers["x-amz-user-agent"]]);

/** What requests say of the client that sends them: through a repository, and by the plain client. */
async function agents(config: Partial<DynamoDBClientConfig>, change?: (client: DynamoDBClient) => void) {
  const sent = async (open: (client: DynamoDBClient) => () => Promise<unknown>): Promise<unknown[]> => {
    const handler = new CannedHandler();
    const client = clientOf(handler, config);
    const send = open(client);
    await send();
    await send();
    change?.(client);
    await send();
    await send();
    return namesOf(handler);
  };
  const Key = { PK: { S: "content#notes#" }, SK: { S: "note#1" } };
  return {
    ours: await sent((client) => {
      const notes = notesThrough(client);
      return () => notes.get(one);
    }),
    theirs: await sent((client) => () => client.send(new GetItemCommand({ TableName: "notes", Key }))),
  };
}

const credentials = { accessKeyId: "KEY", secretAccessKey: "SECRET", accountId: "123456789012" };

test.each<[string, Partial<DynamoDBClientConfig>]>([
  ["nothing set", {}],
  ["a name of the application", { userAgentAppId: "films" }],
  ["a name of the caller's own", { customUserAgent: [["films", "1.0"]] }],
  ["an adaptive retry mode", { retryMode: "adaptive" }],
  ["credentials with an account", { credentials }],
  ["credentials that come new each time", { credentials: async () => ({ ...credentials, expiration: new Date() }) }],
  ["an endpoint", { endpoint: "http://127.0.0.1:8000" }],
])("%s: the same as of the plain client, call after call", async (_name, config) => {
  const { ours, theirs } = await agents(config);
  expect(ours).toHaveLength(4);
  expect(ours).toEqual(theirs);
});

test("a name of the application that changes is that of the call", async () => {
  let name = "films";
  const { ours, theirs } = await agents({ userAgentAppId: async () => name }, () => {
    name = name === "films" ? "books" : "films";
  });
  expect(ours.map((agent) => /app\/(\w+)/.exec(String(agent))?.[1])).toEqual(["films", "films", "books", "books"]);
  expect(String(theirs)).toContain("app/books");
});

test("what a middleware adds later is in the next call", async () => {
  const { ours, theirs } = await agents({}, (client) => {
    client.middlewareStack.add(
      (next, context) => (args) => {
        Object.assign(context, { userAgent: [["added", "1"]] });
        return next(args);
      },
      { step: "initialize", name: "adding" },
    );
  });
  expect(ours).toEqual(theirs);
  expect(String(ours[1])).not.toContain("added");
  expect(String(ours[3])).toContain("added/1");
});

test("what a middleware notes as a feature is in the next call", async () => {
  const { ours, theirs } = await agents({}, (client) => {
    client.middlewareStack.add(
      (next, context) => (args) => {
        const shared = context as { __aws_sdk_context?: { features?: object } };
        shared.__aws_sdk_context = { features: { WAITER: "B" } };
        return next(args);
      },
      { step: "initialize", name: "noting" },
    );
  });
  expect(ours).toEqual(theirs);
  expect(ours[1]).not.toEqual(ours[3]);
});
