import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { CannedHandler, clientOf, notesThrough, one, refusalOf } from "./canned-handler.ts";

/** Keeps what is told of calls; of how a configuration was found the SDK tells in words. */
function logger() {
  const told: object[] = [];
  const note = (message: unknown): void => {
    if (typeof message === "object" && message !== null) told.push(message);
  };
  return { told, trace: note, debug: note, info: note, warn: note, error: note };
}

test("a logger of the SDK is told the same inputs and outputs as by the plain client", async () => {
  const [theirs, ours] = [logger(), logger()];
  const plain = clientOf(new CannedHandler(), { logger: theirs });
  const notes = notesThrough(clientOf(new CannedHandler(), { logger: ours }));
  for (let round = 0; round < 2; round++) {
    await plain.send(new GetItemCommand(notes.requests.get(one).input));
    await notes.get(one);
  }
  expect(theirs.told).toHaveLength(2);
  expect(ours.told).toEqual(theirs.told);
});

test("a logger of the SDK is told errors", async () => {
  const { told, ...rest } = logger();
  const notes = notesThrough(clientOf(new CannedHandler(() => refusalOf("ValidationException")), { logger: rest }));
  await expect(notes.get(one)).rejects.toThrow();
  expect(told).toMatchObject([{ commandName: "GetItemCommand", error: { name: "ValidationException" } }]);
});

test("a logger that is set after the first call is told the next", async () => {
  const client = clientOf(new CannedHandler());
  const notes = notesThrough(client);
  await notes.get(one);
  const { told, ...rest } = logger();
  client.config.logger = rest;
  await notes.get(one);
  expect(told).toMatchObject([{ output: { Item: { picture: { B: new Uint8Array([0, 1, 255]) } } } }]);
});
