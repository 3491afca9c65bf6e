import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { CannedHandler, clientOf, notesThrough, one } from "./canned-handler.ts";

type Resolve = (handler: unknown, context: { readonly commandName: string }) => (command: object) => Promise<unknown>;

interface TracedStack {
  concat: (from: unknown) => TracedStack;
  resolve: Resolve;
}

/** Takes the place of functions of a client's stack, as OpenTelemetry's instrumentation of the SDK does. */
function traced(client: DynamoDBClient, { isMarked = true } = {}): unknown[] {
  const spans: unknown[] = [];
  const wrapped = <T extends object>(original: object, wrapper: T): T =>
    isMarked ? Object.assign(wrapper, { __original: original, __wrapped: true }) : wrapper;
  const trace = (stack: TracedStack): TracedStack => {
    const { concat, resolve } = stack;
    stack.concat = wrapped(concat, (from) => trace(concat(from)));
    stack.resolve = wrapped(resolve, (handler, context) => {
      const whole = resolve(handler, context);
      return async (command) => {
        const result = (await whole(command)) as { readonly output: object };
        spans.push({ command: context.commandName, output: { ...result.output, $metadata: undefined } });
        return result;
      };
    });
    return stack;
  };
  trace(client.middlewareStack as unknown as TracedStack);
  return spans;
}

test.each([true, false])(
  "a tracer around the stack sees calls as of the plain client (marked: %s)",
  async (isMarked) => {
    const client = clientOf(new CannedHandler());
    const spans = traced(client, { isMarked });
    const notes = notesThrough(client);
    await client.send(new GetItemCommand(notes.requests.get(one).input));
    await notes.get(one);
    expect(spans).toHaveLength(2);
    expect(spans[1]).toEqual(spans[0]);
  },
);

test("a tracer that comes after the first call sees the next", async () => {
  const client = clientOf(new CannedHandler());
  const notes = notesThrough(client);
  await notes.get(one);
  const spans = traced(client);
  await notes.get(one);
  expect(spans).toHaveLength(1);
});

test("a tracer around the SDK's own `send` sees outputs as the SDK gives them", async () => {
  const client = clientOf(new CannedHandler());
  const base = Object.getPrototypeOf(Object.getPrototypeOf(client)) as {
    send: (...args: unknown[]) => Promise<object>;
  };
  const { send } = base;
  const outputs: object[] = [];
  try {
    base.send = async function watching(...args) {
      const output = await send.apply(this, args);
      outputs.push(output);
      return output;
    };
    await notesThrough(client).get(one);
  } finally {
    base.send = send;
  }
  expect(outputs).toMatchObject([{ Item: { picture: { B: new Uint8Array([0, 1, 255]) } } }]);
});

test("a traced call is sent once with retry: never", async () => {
  const failing = new CannedHandler(() => Promise.reject(Object.assign(new Error("cut"), { code: "ECONNRESET" })));
  const client = clientOf(failing);
  traced(client);
  await expect(notesThrough(client).get(one, { retry: "never" })).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(failing.requests).toHaveLength(1);
});
