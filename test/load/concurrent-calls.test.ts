import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { placeOf, stateOf } from "../histories/actor.ts";
import { Stage } from "../histories/stage.ts";

const calls = 1000;
const counters = ["c0", "c1", "c2", "c3", "c4"];

test(`${calls} calls at once on one repository all succeed, and each gets its own answer`, {
  timeout: 60_000,
}, async () => {
  await using stage = await Stage.open();
  const entries = stage.entriesOf("load", patient(stage));
  const item = (index: number) => ({ text: `text ${index}`, count: index });
  const readable = Array.from({ length: 50 }, (_, index) => ({ ...placeOf(`r${index}`), item: item(index) }));
  const zero = counters.map((record) => ({ ...placeOf(record), item: { text: "counter", count: 0 } }));
  await entries.putBatch([...readable, ...zero]);

  const answers = await Promise.all(
    Array.from({ length: calls }, async (_, index) => {
      switch (index % 4) {
        case 0:
          return (await entries.put({ ...placeOf(`p${index}`), item: item(index) })).currentVersion === 1;
        case 1: {
          const place = placeOf(counters[(index >> 2) % counters.length] ?? "");
          return (await entries.update(place, { increment: { count: 1 } })).currentVersion;
        }
        default: {
          const { content } = await entries.get(placeOf(`r${index % 50}`));
          return content?.item.text === item(index % 50).text;
        }
      }
    }),
  );

  expect(answers.filter((answer) => typeof answer === "boolean" && !answer)).toEqual([]);
  // Of each counter every version from 2 on is told once.
  const versions = answers.filter((answer) => typeof answer === "number").toSorted((one, other) => one - other);
  const updates = calls / 4;
  expect(versions).toEqual(Array.from({ length: updates }, (_, index) => 2 + Math.floor(index / counters.length)));
  const stored = new Map(
    (await entries.list({ partitionIds: ["p"] }).toArray()).map((content) => [content.contentIds[0], stateOf(content)]),
  );
  const count = updates / counters.length;
  for (const record of counters) expect(stored.get(record)).toEqual({ version: 1 + count, text: "counter", count });
  for (let index = 0; index < calls; index += 4)
    expect(stored.get(`p${index}`)).toEqual({ version: 1, ...item(index) });
  expect(stored.size).toBe(50 + counters.length + calls / 4);
});

/** The SDK warns of many calls that wait for one of its sockets. */
function patient(stage: Stage): DynamoDBClient {
  return stage.engine.createClient({ requestHandler: { socketAcquisitionWarningTimeout: 60_000 } });
}
