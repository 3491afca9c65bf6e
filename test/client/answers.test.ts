import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { answerOf, CannedHandler, clientOf, type HttpAnswer, notesThrough, one, storedNote } from "./canned-handler.ts";

const found = { Item: storedNote };
const bytes = Buffer.from(JSON.stringify(found));
const wrong = { headers: { "x-amz-crc32": "1" } };

function gets(answer: () => HttpAnswer) {
  const handler = new CannedHandler(answer);
  const client = clientOf(handler, { maxAttempts: 2 });
  const notes = notesThrough(client);
  const plain = () => client.send(new GetItemCommand(notes.requests.get(one).input));
  return { handler, notes, plain };
}

describe.each([
  ["a stream of Node.js's", () => Readable.from([bytes])],
  ["a stream in pieces", () => Readable.from([bytes.subarray(0, 7), bytes.subarray(7)])],
  ["a stream of text", () => Readable.from([bytes.toString()], { objectMode: false, encoding: "utf8" })],
  ["a stream of the web's", () => new Blob([bytes]).stream()],
  ["bytes", () => new Uint8Array(bytes)],
])("an answer whose body is %s", (_name, body) => {
  test("is read", async () => {
    const { notes } = gets(() => answerOf(found, { body: body() }));
    for (let round = 0; round < 2; round++) {
      expect((await notes.get(one)).content?.item.picture).toEqual(new Uint8Array([0, 1, 255]));
    }
  });
});

test("an answer whose body is text is what the plain client makes of it", async () => {
  const { notes, plain } = gets(() => answerOf(found, { body: bytes.toString() }));
  const theirs: unknown = await plain().catch((error: unknown) => (error as Error).name);
  const ours: unknown = await notes.get(one).catch((error: unknown) => (error as Error).name);
  expect(ours).toEqual(theirs);
});

test("an answer without a body is an empty one", async () => {
  const { notes } = gets(() => answerOf("", { body: Readable.from([]) }));
  expect((await notes.get(one)).content).toBeUndefined();
});

test("names of headers may have capitals", async () => {
  const { handler, notes } = gets(() => {
    const { headers, ...rest } = answerOf(found, wrong);
    const capitals = Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]);
    return { ...rest, headers: Object.fromEntries(capitals) as Record<string, string> };
  });
  await expect(notes.get(one)).rejects.toMatchObject({ name: "CRC32CheckFailed", $metadata: { requestId: "REQUEST" } });
  expect(handler.requests).toHaveLength(2);
});

test("an answer whose checksum does not fit is asked for again", async () => {
  let number = 0;
  const { notes } = gets(() => answerOf(found, ++number === 1 ? wrong : {}));
  const { content, cost } = await notes.get(one);
  expect([content?.item.text, cost.retries]).toEqual(["hello", 1]);
});

test("a checksum that never fits is an error", async () => {
  const { notes } = gets(() => answerOf(found, wrong));
  await expect(notes.get(one)).rejects.toMatchObject({ name: "CRC32CheckFailed", $metadata: { attempts: 2 } });
});

test("an answer without a checksum is taken", async () => {
  const { notes } = gets(() => {
    const answer = answerOf(found);
    delete answer.headers["x-amz-crc32"];
    return answer;
  });
  expect((await notes.get(one)).content?.item.text).toBe("hello");
});

test("a handler that unpacks answers may leave the checksum of the packed one", async () => {
  const packed = gzipSync(bytes);
  const headers = { ...wrong.headers, "content-length": String(Math.min(packed.length, bytes.length - 1)) };
  const { notes } = gets(() => answerOf(found, { headers }));
  expect((await notes.get(one)).content?.item.text).toBe("hello");
});

test("a packed answer is what the plain client makes of it", async () => {
  const { notes, plain } = gets(() =>
    answerOf(found, { body: Readable.from([gzipSync(bytes)]), headers: { "content-encoding": "gzip" } }),
  );
  const theirs: unknown = await plain().catch((error: unknown) => (error as Error).name);
  const ours: unknown = await notes.get(one).catch((error: unknown) => (error as Error).name);
  expect(ours).toEqual(theirs);
});

test("an answer that breaks off is asked for again", async () => {
  let number = 0;
  const broken = () => {
    const body = new Readable({ read() {} });
    body.push(bytes.subarray(0, 9));
    setImmediate(() => body.destroy());
    return body;
  };
  const { handler, notes } = gets(() => answerOf(found, ++number === 1 ? { body: broken() } : {}));
  expect((await notes.get(one)).content?.item.text).toBe("hello");
  expect(handler.requests).toHaveLength(2);
});

test("an answer that is cut without saying so is asked for again", async () => {
  let number = 0;
  const { notes } = gets(() => answerOf(found, ++number === 1 ? { body: Readable.from([bytes.subarray(0, 20)]) } : {}));
  expect((await notes.get(one)).content?.item.text).toBe("hello");
});

test.each(["<html>", '{"Item":', "null", "[]", '"text"', '{"Item":null}', '{"Item":{"text":{"S":5}}}'])(
  "an answer that is none is what the plain client makes of it: %s",
  async (text) => {
    const { notes, plain } = gets(() => answerOf(text));
    const outcome = (error: unknown) => (error as Error).name;
    const theirs = await plain().then(() => "fine", outcome);
    const ours = await notes.get(one).then(() => "fine", outcome);
    expect(ours).toBe(theirs);
  },
);

test("an answer of another type is left to the SDK", async () => {
  const { notes, plain } = gets(() => answerOf("<html>", { headers: { "content-type": "text/html" } }));
  const messageOf = (error: unknown): string => (error as Error).message;
  const theirs = await plain().then(() => "fine", messageOf);
  expect(theirs).toContain("JSON");
  expect(await notes.get(one).then(() => "fine", messageOf)).toContain(theirs.split("\n")[0]);
});

test("a request with bytes is that of the plain client", async () => {
  const handler = new CannedHandler(() => answerOf({}));
  const client = clientOf(handler);
  const notes = notesThrough(client);
  const item = { text: "hello", picture: new Uint8Array([0, 1, 255]) };
  for (let round = 0; round < 2; round++) await notes.put({ ...one, item });
  const [first, second] = handler.requests.map(({ body }) => JSON.parse(body).Item.picture);
  expect(first).toEqual({ B: "AAH/" });
  expect(second).toEqual(first);
});
