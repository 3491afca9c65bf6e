import { expect, test } from "vitest";
import { type Fault, startFaults } from "../../packages/local/src/index.ts";
import { placeOf } from "./actor.ts";
import { Stage } from "./stage.ts";

/** The first update of a record is carried out, and its answer is lost. */
async function withLostAnswer(work: (entries: ReturnType<Stage["entriesOf"]>) => Promise<unknown>) {
  await using stage = await Stage.open();
  let isLost = false;
  const plan = ({ operation }: { readonly operation: string }): Fault | undefined => {
    if (operation !== "UpdateItem" || isLost) return undefined;
    isLost = true;
    return "cut-after";
  };
  await using faulty = await startFaults(stage.engine, { plan });
  const entries = stage.entriesOf("increments", faulty.createClient());
  await entries.put({ ...placeOf("visits"), item: { text: "visits", count: 0 } });
  const outcome = await work(entries).then(
    () => "acknowledged",
    (error: Error) => error.name,
  );
  return { outcome, count: (await entries.get(placeOf("visits"))).content?.item.count };
}

const increment = { increment: { count: 1 } };

test("an increment whose answer is lost is counted twice by the retries of the AWS client, and acknowledged", async () => {
  expect(await withLostAnswer((entries) => entries.update(placeOf("visits"), increment))).toEqual({
    outcome: "acknowledged",
    count: 2,
  });
});

test('with retry: "never" it is counted once, and the caller is told that it may have been', async () => {
  const work = withLostAnswer((entries) => entries.update(placeOf("visits"), increment, { retry: "never" }));
  expect(await work).toEqual({ outcome: expect.not.stringMatching("acknowledged") as string, count: 1 });
});

test("with a version condition it is counted once, and refused at the second attempt", async () => {
  const command = { ...increment, currentVersion: 1 };
  expect(await withLostAnswer((entries) => entries.update(placeOf("visits"), command))).toEqual({
    outcome: "RequestObjectStateError",
    count: 1,
  });
});
