import type { DynamoDBClient, PutItemCommandInput } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";

test("three seconds of random calls with hostile input leave all that is promised true", async () => {
  const { failure, calls, outcomes } = await fuzz({ seed: 20_261_126, seconds: 3 });
  expect(failure?.report).toBeUndefined();
  expect(calls).toBeGreaterThan(10);
  expect(outcomes["ok"]).toBeGreaterThan(0);
});

test.each<[fault: string, tamper: (input: PutItemCommandInput) => void, report: RegExp]>([
  ["an attribute is lost", ({ Item = {} }) => delete Item["count"], /written was \{ count: 0 \}, read is \{\}/],
  [
    "a record goes to another partition",
    ({ Item = {} }) => Object.assign(Item, { PK: { S: `${Item["PK"]?.S}another` } }),
    /records were changed that it does not name/,
  ],
])("it finds that %s, shows the smallest call, and repeats it", async (_, tamper, report) => {
  const broken = (client: DynamoDBClient): void =>
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === "PutItemCommand") tamper(args.input as PutItemCommandInput);
          return next(args);
        },
      { step: "initialize", priority: "low" },
    );
  const { failure } = await fuzz({ seed: 1, seconds: 10, tamper: broken });
  expect(failure?.report).toMatch(report);
  const { seed = 0, path } = failure ?? {};
  expect((await fuzz({ seed, path, seconds: 5, tamper: broken })).failure).toEqual(failure);
});
