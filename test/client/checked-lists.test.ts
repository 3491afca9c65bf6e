import { expect, test } from "vitest";
import * as z from "zod";
import { DynamoRepository, type ModelCodec, model } from "../../packages/standard-dynamo/src/index.ts";
import { CheckedWrites } from "../../packages/standard-dynamo/src/operation/checked-writes.ts";
import { answerOf, CannedHandler, clientOf, notesPlace } from "./canned-handler.ts";

let looks = 0;
const Note = z.object({
  text: z.string(),
  tags: z.array(z.string()).refine(() => {
    looks++;
    return true;
  }),
});
type Note = z.infer<typeof Note>;

const plain = model(Note);
/** As somebody may write one, who gives on what was given. */
const givingOn: ModelCodec<Note, Note> = { ...plain, holdsNoBytes: undefined, serialize: (item) => ({ ...item }) };

function notesOf(schema: typeof Note | ModelCodec<Note, Note>, onRequest: () => void = () => undefined) {
  const handler = new CannedHandler(() => {
    onRequest();
    return answerOf({ UnprocessedItems: {} });
  });
  const notes = new DynamoRepository({
    schema,
    client: clientOf(handler),
    ...notesPlace,
  });
  return { notes, handler };
}

const list = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    contentIds: `${index}`,
    item: { text: `note ${index}`, tags: ["a"] },
  }));

test("a list is checked once", async () => {
  const { notes } = notesOf(Note);
  await notes.putBatch(list(1));
  const [before, contents] = [looks, list(1200)];
  expect(await notes.putBatch(contents)).toMatchObject({ records: 1200 });
  expect(looks - before).toBe(1200);
});

test.each([
  ["a schema", Note],
  ["a codec of the caller's own", givingOn],
])("what was checked of a list by %s is what is sent, though it changes meanwhile", async (_name, schema) => {
  const contents = list(300);
  const { notes, handler } = notesOf(schema, () => {
    for (const { item } of contents) {
      item.text = "changed";
      item.tags.push("changed");
    }
  });
  await notes.putBatch(contents);
  expect(handler.requests).toHaveLength(12);
  const bodies = handler.requests.map(({ body }) => body).join("");
  expect(bodies).toContain('"text":{"S":"note 299"}');
  expect(bodies).not.toContain("changed");
});

test("of a list no more than thousands of writes are kept, and each until it is taken", () => {
  const checked = new CheckedWrites<number>();
  const write = (sort: number) => ({ pair: { partition: "a", sort: String(sort) }, request: () => ({}) as never });
  for (let index = 0; index < 10_001; index++) checked.add(index, write(index));
  checked.add(10_001, write(0));
  expect(checked.take(1)?.pair.sort).toBe("1");
  expect([1, 10_000, 10_001].map((value) => checked.take(value))).toEqual([undefined, undefined, undefined]);
  const all = Array.from({ length: 10_002 }, (_, index) => index);
  expect(checked.lastOf(all)).toEqual(all.slice(1));
});
