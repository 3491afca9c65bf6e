import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { answerOf, CannedHandler, clientOf, notesThrough, one } from "./canned-handler.ts";

type Handler = (args: object) => Promise<{ readonly output?: unknown; readonly response: unknown }>;
type Middleware = (next: Handler) => Handler;

// The SDK's types know which place goes with which arguments; here it is one of many.
function addAt(client: DynamoDBClient, middleware: Middleware, place: object): void {
  if ("step" in place) client.middlewareStack.add(middleware as never, place as never);
  else client.middlewareStack.addRelativeTo(middleware as never, place as never);
}

interface Seen {
  readonly input?: unknown;
  readonly request?: { readonly headers: Record<string, string>; readonly body: unknown };
}

// What differs from one sending to the next.
const varying = /^(authorization|x-amz-date|amz-sdk-invocation-id)$/;

function note(seen: unknown[], args: unknown): void {
  const { input, request } = args as Seen;
  const headers = Object.entries(request?.headers ?? {}).map(([name, value]) =>
    varying.test(name) ? name : [name, value],
  );
  seen.push(structuredClone({ input, headers, body: request?.body }));
}

const steps = ["initialize", "serialize", "build", "finalizeRequest", "deserialize"];
const priorities = ["high", "normal", "low"];
const relations = ["before", "after"];
const neighbours = [
  "serializerMiddleware",
  "deserializerMiddleware",
  "endpointV2Middleware",
  "httpSigningMiddleware",
  "retryMiddleware",
];

const places = [
  ...steps.flatMap((step) => priorities.map((priority) => ({ step, priority }))),
  ...neighbours.flatMap((toMiddleware) => relations.map((relation) => ({ relation, toMiddleware }))),
];

function watch(client: DynamoDBClient, place: object): unknown[] {
  const seen: unknown[] = [];
  const users: Middleware = (next) => async (args) => {
    note(seen, args);
    const result = await next(args);
    seen.push(structuredClone(result.output));
    return result;
  };
  addAt(client, users, place);
  return seen;
}

describe.each(places)("a middleware at %j", (place) => {
  test("sees of gets what it sees with the plain client", async () => {
    const plain = clientOf(new CannedHandler());
    const theirs = watch(plain, place);
    const { input } = notesThrough(plain).requests.get(one);
    for (let round = 0; round < 2; round++) await plain.send(new GetItemCommand(input));
    const client = clientOf(new CannedHandler());
    const notes = notesThrough(client);
    const ours = watch(client, place);
    for (let round = 0; round < 2; round++) await notes.get(one);
    expect(theirs.length).toBe(4);
    expect(ours).toEqual(theirs);
  });
});

test("a middleware at the first step changes the input", async () => {
  const handler = new CannedHandler();
  const client = clientOf(handler);
  const notes = notesThrough(client);
  await notes.get(one);
  client.middlewareStack.add((next) => (args) => next({ ...args, input: { ...args.input, TableName: "others" } }));
  await notes.get(one);
  expect(handler.requests.map(({ body }) => JSON.parse(body).TableName)).toEqual(["notes", "others"]);
});

test("members of an input that DynamoDB does not know are left out, as by the plain client", async () => {
  const handler = new CannedHandler();
  const client = clientOf(handler);
  client.middlewareStack.add((next) => (args) => next({ ...args, input: { ...args.input, tenant: "me" } }));
  const notes = notesThrough(client);
  for (let round = 0; round < 2; round++) await notes.get(one);
  expect(handler.requests.map(({ body }) => "tenant" in JSON.parse(body))).toEqual([false, false]);
});

test("a header of one call is signed with it, and is not in the next", async () => {
  const handler = new CannedHandler();
  const client = clientOf(handler);
  let number = 0;
  client.middlewareStack.add(
    (next) => (args) => {
      if (++number === 2) (args.request as { headers: Record<string, string> }).headers["x-tenant"] = "me";
      return next(args);
    },
    { step: "build" },
  );
  const notes = notesThrough(client);
  for (let round = 0; round < 3; round++) await notes.get(one);
  expect(handler.requests.map(({ headers }) => headers["x-tenant"])).toEqual([undefined, "me", undefined]);
  expect(handler.requests.map(({ headers }) => headers["authorization"]?.includes("x-tenant"))).toEqual([
    false,
    true,
    false,
  ]);
});

test("a middleware changes the output", async () => {
  const client = clientOf(new CannedHandler());
  client.middlewareStack.add((next) => async (args) => {
    const { output, response } = await next(args);
    const { Item } = output as { Item: object };
    return { response, output: { ...output, Item: { ...Item, text: { S: "changed" } } } as never };
  });
  expect((await notesThrough(client).get(one)).content?.item.text).toBe("changed");
});

test("a middleware before the wire changes the body of the answer", async () => {
  const client = clientOf(new CannedHandler());
  client.middlewareStack.add(
    (next) => async (args) => {
      const { response, ...rest } = await next(args);
      (response as { body: unknown }).body = Buffer.from("{}");
      return { response, ...rest };
    },
    { step: "deserialize", priority: "low" },
  );
  expect((await notesThrough(client).get(one)).content).toBeUndefined();
});

test("a middleware that is added after the first call is passed", async () => {
  const client = clientOf(new CannedHandler());
  const notes = notesThrough(client);
  await notes.get(one);
  const commands: unknown[] = [];
  client.middlewareStack.add((next, { commandName }) => (args) => {
    commands.push(commandName);
    return next(args);
  });
  await notes.get(one);
  await notes.put({ ...one, item: { text: "hello" } });
  expect(commands).toEqual(["GetItemCommand", "PutItemCommand"]);
});

test("a middleware that is removed after the first call is not passed any more", async () => {
  const client = clientOf(new CannedHandler());
  let count = 0;
  client.middlewareStack.add(
    (next) => (args) => {
      count++;
      return next(args);
    },
    { name: "users" },
  );
  const notes = notesThrough(client);
  await notes.get(one);
  client.middlewareStack.remove("users");
  await notes.get(one);
  expect(count).toBe(1);
});

test("middlewares that come and go do not make every call a first one", async () => {
  let count = 0;
  const { sha256 } = clientOf(new CannedHandler()).config;
  const counted = new Proxy(sha256, {
    construct(target, parameters: []) {
      count++;
      return new target(...parameters);
    },
  });
  const counting = clientOf(new CannedHandler(), { sha256: counted });
  const notes = notesThrough(counting);
  const counts: number[] = [];
  for (let round = 0; round < 4; round++) {
    const users: Middleware = (next) => (args) => next(args);
    addAt(counting, users, { step: "build" });
    await notes.get(one);
    counting.middlewareStack.remove(users as never);
    counts.push(count);
  }
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[3]).toBe(counts[0]);
});

test("a middleware that is moved to another step is passed there", async () => {
  const client = clientOf(new CannedHandler());
  const hasRequest: boolean[] = [];
  const users: Middleware = (next) => (args) => {
    hasRequest.push("request" in args);
    return next(args);
  };
  addAt(client, users, { step: "initialize" });
  const notes = notesThrough(client);
  await notes.get(one);
  client.middlewareStack.remove(users as never);
  addAt(client, users, { step: "build" });
  await notes.get(one);
  expect(hasRequest).toEqual([false, true]);
});

test("somebody's serializer in the place of the SDK's writes every request", async () => {
  const handler = new CannedHandler();
  const client = clientOf(handler);
  let number = 0;
  const plain = clientOf(new CannedHandler());
  const { input } = notesThrough(plain).requests.get(one);
  const requests: { headers: object; body: string }[] = [];
  plain.middlewareStack.add(
    (next) => (args) => {
      requests.push(args.request as never);
      return next(args);
    },
    { step: "build", priority: "high" },
  );
  await plain.send(new GetItemCommand(input));
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = requests[0] as { headers: object };
      const request = Object.assign(Object.create(requests[0] as object), {
        headers: { ...headers },
        body: `{"number":${++number}}`,
      });
      return next({ ...args, request });
    },
    { step: "serialize", name: "serializerMiddleware", override: true },
  );
  const notes = notesThrough(client);
  for (let round = 0; round < 2; round++) await notes.get(one);
  expect(handler.requests.map(({ body }) => body)).toEqual(['{"number":1}', '{"number":2}']);
});

test("somebody's logger in the place of the SDK's sees outputs as the SDK gives them", async () => {
  const client = clientOf(new CannedHandler());
  const outputs: unknown[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      outputs.push({ ...result.output });
      return result;
    },
    { step: "initialize", name: "loggerMiddleware", override: true },
  );
  await notesThrough(client).get(one);
  expect(outputs).toMatchObject([{ Item: { picture: { B: new Uint8Array([0, 1, 255]) } } }]);
});

test("what a write returns has bytes for who looks on", async () => {
  const metrics = { ItemCollectionKey: { PK: { B: "AAH/" } }, SizeEstimateRangeGB: [0, 1] };
  const client = clientOf(new CannedHandler(() => answerOf({ ItemCollectionMetrics: metrics })));
  const outputs: unknown[] = [];
  client.middlewareStack.add((next) => async (args) => {
    const result = await next(args);
    outputs.push(result.output);
    return result;
  });
  await notesThrough(client).put({ ...one, item: { text: "hello" } });
  const plain = await client.send(new PutItemCommand({ TableName: "notes", Item: { PK: { S: "a" } } }));
  expect(outputs[0]).toEqual(plain);
});
