import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { CannedHandler, clientOf, notesThrough, one, storedNote } from "./canned-handler.ts";

const stored = { ...storedNote, picture: { B: new Uint8Array([0, 1, 255]) } };

test.each([true, false])(
  "the application has its own answers of the same client (cacheMiddleware: %s)",
  async (cacheMiddleware) => {
    const client = clientOf(new CannedHandler(), { cacheMiddleware });
    const notes = notesThrough(client);
    const get = new GetItemCommand(notes.requests.get(one).input);
    await client.send(new PutItemCommand({ TableName: "notes", Item: stored }));
    await notes.get(one);
    expect((await client.send(get)).Item).toEqual(stored);
    expect((await notes.get(one)).content?.item.text).toBe("hello");
  },
);

test("calls of the application and of several repositories run at once", async () => {
  const client = clientOf(new CannedHandler());
  const tables = ["notes", "others"].map((tableName) => notesThrough(client, { tableName }));
  const results = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      if (index % 3 === 2)
        return (await client.send(new GetItemCommand(tables[0]!.requests.get(one).input))).Item?.["text"]?.S;
      return (await tables[index % 3]?.get(one))?.content?.item.text;
    }),
  );
  expect(new Set(results)).toEqual(new Set(["hello"]));
});

test("a handler that takes the place of another one is used", async () => {
  const [first, second] = [new CannedHandler(), new CannedHandler()];
  const client = clientOf(first);
  const notes = notesThrough(client);
  await notes.get(one);
  client.config.requestHandler = second as never;
  await notes.get(one);
  expect([first.requests.length, second.requests.length]).toEqual([1, 1]);
});

test("a client that is destroyed destroys its handler, and a repository does not", async () => {
  const handler = new CannedHandler();
  const client = clientOf(handler);
  {
    await using notes = notesThrough(client);
    await notes.get(one);
  }
  expect(handler.isDestroyed).toBe(false);
  client.destroy();
  expect(handler.isDestroyed).toBe(true);
});

test("a signal is handed to the handler", async () => {
  const stop = new AbortController();
  const handler = new CannedHandler();
  const given: unknown[] = [];
  const handle = handler.handle.bind(handler);
  handler.handle = (request, ...options: unknown[]) => {
    given.push(...options);
    return handle(request);
  };
  await notesThrough(clientOf(handler)).get(one, { signal: stop.signal });
  expect(given).toMatchObject([{ abortSignal: stop.signal }]);
});

test("repositories of one client share what is known of it, each table for itself", async () => {
  const client = clientOf(new CannedHandler());
  let asked = 0;
  const { endpointProvider } = client.config;
  client.config.endpointProvider = (...given) => {
    asked++;
    return endpointProvider(...given);
  };
  for (let round = 0; round < 4; round++) {
    for (const tableName of ["notes", "others", "notes"]) await notesThrough(client, { tableName }).get(one);
  }
  expect(asked).toBe(2);
});
