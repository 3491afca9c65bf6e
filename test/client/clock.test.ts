import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { answerOf, CannedHandler, clientOf, type HttpRequest, notesThrough, one, refusalOf } from "./canned-handler.ts";

const hours = 5;
const item = { text: "hello" };

/** DynamoDB's clock goes before ours: what is not signed by it is refused. */
function ahead(refusal: string): CannedHandler {
  return new CannedHandler((request) => {
    const now = new Date(Date.now() + hours * 3_600_000);
    const headers = { date: now.toUTCString() };
    const isRight = Math.abs(signedAt(request) - now.getTime()) < 300_000;
    return isRight ? answerOf({}, { headers }) : refusalOf(refusal, { headers });
  });
}

function signedAt({ headers }: HttpRequest): number {
  const text = String(headers["x-amz-date"]);
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

test.each(["RequestTimeTooSkewed", "InvalidSignatureException"])(
  "after %s the second attempt has the right time",
  async (name) => {
    const handler = ahead(name);
    const { cost } = await notesThrough(clientOf(handler)).get(one);
    expect(handler.requests).toHaveLength(2);
    expect(cost.retries).toBe(1);
    expect(signedAt(handler.last) - signedAt(handler.requests[0] as HttpRequest)).toBeGreaterThan(
      (hours - 0.1) * 3_600_000,
    );
  },
);

test("what one call has learned about the clock others know, on both ways of a client", async () => {
  const handler = ahead("RequestTimeTooSkewed");
  const client = clientOf(handler);
  const notes = notesThrough(client);
  await notes.get(one);
  await notes.put({ ...one, item });
  await notes.get(one, { retry: "never" });
  await client.send(new GetItemCommand(notes.requests.get(one).input));
  expect(handler.requests).toHaveLength(5);
});

test("what the application has learned about the clock the repository knows", async () => {
  const handler = ahead("RequestTimeTooSkewed");
  const client = clientOf(handler);
  const notes = notesThrough(client);
  await client.send(new GetItemCommand(notes.requests.get(one).input));
  await notes.get(one);
  expect(handler.requests).toHaveLength(3);
});

test("a batch corrects the clock although its requests are sent once", async () => {
  const handler = ahead("RequestTimeTooSkewed");
  await notesThrough(clientOf(handler)).putBatch([{ ...one, item }]);
  expect(handler.requests).toHaveLength(2);
});
