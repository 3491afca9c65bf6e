import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBClient, PutItemCommandInput } from "@aws-sdk/client-dynamodb";
import { afterEach, expect, test } from "vitest";
import type { HostileCall } from "../property/hostile-call.ts";
import { checkedCall } from "../property/hostile-check.ts";
import { secret } from "../property/hostile-row.ts";
import { openScene, type Scene } from "../property/hostile-scene.ts";
import { openHostileTable } from "../property/hostile-table.ts";
import { fuzz } from "./fuzz.ts";

type Tamper = (input: PutItemCommandInput, scene?: Scene) => void;

const toAnother: Tamper = ({ Item = {} }) => Object.assign(Item, { PK: { S: `${Item["PK"]?.S}another` } });

afterEach(() => {
  Reflect.deleteProperty(Object.prototype, "polluted");
});

test("three seconds of random calls with hostile input leave all that is promised true", async () => {
  const { failure, calls, outcomes } = await fuzz({ seed: 20_261_126, seconds: 3 });
  expect(failure?.report).toBeUndefined();
  expect(calls).toBeGreaterThan(10);
  expect(outcomes["ok"]).toBeGreaterThan(0);
});

test.each([
  ["", 0],
  [", also where one engine is slower", 40],
])("it finds a fault, shows the smallest call that has it, and repeats it%s", async (_, delay) => {
  // The second of two engines is the slow one.
  const tampering = (): ((client: DynamoDBClient) => void) => {
    let opened = 0;
    return (client) => tamperWith(client, toAnother, opened++ === 1 ? delay : 0);
  };
  const { failure } = await fuzz({ seed: 1, seconds: 20, tamper: tampering() });
  expect(failure?.report.split("\n")).toEqual([
    expect.stringMatching(/^\w+ at \{"partitionPrefix":"","partitionName":"","contentType":""\}$/),
    expect.stringMatching(/^ {2}(put|update) .{1,80}$/),
    expect.stringMatching(/^records were changed that it does not name/),
  ]);
  const { seed = 0, path } = failure ?? {};
  expect((await fuzz({ seed, path, seconds: 20, tamper: tampering() })).failure).toEqual(failure);
});

test.each<[fault: string, tamper: Tamper, message: RegExp]>([
  ["another partition's record is changed", toAnother, /changed that it does not name: \["p#n#another","t#1"\]/],
  ["a value is not stored", ({ Item = {} }) => delete Item["count"], /written was \{ count: 5 \}, read is \{\}/],
  ["a value is logged", (_, scene) => scene?.lines.push([{ text: secret }]), /a value of an item was logged/],
  ["an error is nobody's", () => JSON.parse("{"), /the error is nobody's/],
  [
    "a prototype is polluted",
    () => Object.assign(Object.prototype, { polluted: true }),
    /prototypes were changed: Object.prototype.polluted/,
  ],
  [
    "an expression has a name in it",
    (input) => Object.assign(input, { ConditionExpression: "attribute_not_exists(admin)" }),
    /admin is not of the form/,
  ],
])("the check of a call sees that %s", async (_, tamper, message) => {
  await using table = await openHostileTable();
  const place = { partitionPrefix: "p", partitionName: "n", contentType: "t" };
  const scene = await openScene(table, place, "zod");
  const attributes = { count: { label: "5", make: () => 5, back: { value: 5 } } };
  const content = { contentIds: "1", row: { attributes, entries: [] } };
  const call: HostileCall = { operation: "put", content, options: {} };
  expect(await checkedCall(scene, call)).toContain("currentVersion: 1");
  tamperWith(table.client, (input) => tamper(input, scene));
  await expect(checkedCall(scene, call)).rejects.toThrow(message);
});

/** Puts a fault between a repository and the engine: into every PutItem. */
function tamperWith(client: DynamoDBClient, tamper: Tamper, delay = 0): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === "PutItemCommand") {
          if (delay > 0) await pause(delay);
          tamper(args.input as PutItemCommandInput);
        }
        return next(args);
      },
    { step: "initialize", priority: "high" },
  );
}
