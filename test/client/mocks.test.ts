import { DynamoDBClient, type GetItemCommand, type GetItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { afterEach, expect, test, vi } from "vitest";
import { CannedHandler, clientOf, configOf, notesThrough, one, storedNote } from "./canned-handler.ts";

const stored = { ...storedNote, picture: { B: new Uint8Array([0, 1, 255]) } };
const note = { text: "hello", picture: new Uint8Array([0, 1, 255]) };

afterEach(() => {
  vi.restoreAllMocks();
});

test("a mock in the place of a client's `send` answers in the SDK's form", async () => {
  const client = clientOf(new CannedHandler());
  vi.spyOn(client, "send").mockImplementation(async () => ({ Item: stored, $metadata: {} }));
  expect((await notesThrough(client).get(one)).content?.item).toEqual(note);
});

test("a mock that is put in place after the first call answers the next, until it is taken away", async () => {
  const handler = new CannedHandler();
  const client = clientOf(handler);
  const notes = notesThrough(client);
  await notes.get(one);
  const mock = vi.spyOn(client, "send").mockImplementation(async () => ({ $metadata: {} }));
  expect((await notes.get(one)).content).toBeUndefined();
  mock.mockRestore();
  expect((await notes.get(one)).content?.item).toEqual(note);
  expect(handler.requests).toHaveLength(2);
});

test("a mock of all clients answers", async () => {
  const client = clientOf(new CannedHandler());
  vi.spyOn(DynamoDBClient.prototype, "send").mockImplementation(async () => ({ Item: stored, $metadata: {} }));
  expect((await notesThrough(client).get(one)).content?.item).toEqual(note);
});

test("a mock that answers with nothing has no record", async () => {
  const client = clientOf(new CannedHandler());
  vi.spyOn(client, "send").mockImplementation(async () => undefined);
  expect((await notesThrough(client).get(one)).content).toBeUndefined();
});

test("a subclass that stands around `send` gets outputs as the SDK gives them", async () => {
  const outputs: GetItemCommandOutput[] = [];
  class Watching extends DynamoDBClient {
    // oxlint-disable-next-line typescript/no-explicit-any -- an override of many overloads
    override send(...args: any[]): any {
      return super.send(...(args as [GetItemCommand])).then((output) => {
        outputs.push(output);
        return output;
      });
    }
  }
  const client = new Watching(configOf(new CannedHandler()));
  expect((await notesThrough(client).get(one)).content?.item).toEqual(note);
  expect(outputs[0]?.Item).toEqual(stored);
});

test("a subclass that stands around `send` sends once with retry: never", async () => {
  const handler = new CannedHandler(() => Promise.reject(Object.assign(new Error("cut"), { code: "ECONNRESET" })));
  const client = clientOf(handler);
  const send = client.send.bind(client);
  client.send = ((...args: [GetItemCommand]) => send(...args)) as never;
  await expect(notesThrough(client).get(one, { retry: "never" })).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(handler.requests).toHaveLength(1);
});
