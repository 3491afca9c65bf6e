import { describe, expect, test } from "vitest";
import * as z from "zod";
import { DynamoRepository } from "../../packages/standard-dynamo/src/index.ts";
import { answerOf, CannedHandler, clientOf, notesPlace, storedNote } from "./canned-handler.ts";

const texts = ["one", "two", "three", "four"];
const items = texts.map((text) => ({ ...storedNote, SK: { S: `note#${text}` }, text: { S: text } }));

/** Notes which texts it looks at; looking twice in a row, as for a leniently read one, is looking once. */
function watching(check: (text: string) => boolean | Promise<boolean> = () => true) {
  const seen: string[] = [];
  const Note = z.object({
    text: z.string().refine((text) => {
      if (seen.at(-1) !== text) seen.push(text);
      return check(text);
    }),
  });
  return { Note, seen };
}

function pagesOf(body: string, Note: z.ZodObject<{ text: z.ZodString }>) {
  const handler = new CannedHandler(() => answerOf(body));
  return new DynamoRepository({
    schema: Note,
    client: clientOf(handler),
    ...notesPlace,
  });
}

const page = (list: readonly object[]): string => JSON.stringify({ Count: list.length, Items: list });
const textsOf = (contents: readonly { readonly item: { readonly text: string } }[]): readonly string[] =>
  contents.map(({ item }) => item.text);

describe("a page of records", () => {
  test("is checked record by record while it is read", async () => {
    const { Note, seen } = watching();
    // The space is nothing that DynamoDB writes, so that all is read again, by the SDK.
    const broken = page(items).replace(/\{"PK":\{"S":"[^"]*"\},"SK":\{"S":"note#three"/, (item) => ` ${item}`);
    const { contents } = await pagesOf(broken, Note).list().page();
    expect(textsOf(contents)).toEqual(texts);
    expect(seen).toEqual(["one", "two", ...texts]);
  });

  test("is looked at as far as it is needed", async () => {
    const { Note, seen } = watching();
    const notes = pagesOf(page(items), Note);
    const { contents, cursor } = await notes.list({ limit: 2, filters: { text: { ne: "none" } } }).page();
    expect(textsOf(contents)).toEqual(["one", "two"]);
    // The first is the operand.
    expect(seen).toEqual(["none", "one", "two"]);
    const after = JSON.stringify(["content#notes#", "note#two"]);
    expect(Buffer.from(cursor ?? "", "base64url").toString()).toBe(after);
  });

  test("fails with the error of the first record that does not fit, and looks at no other", async () => {
    const { Note, seen } = watching((text) => text !== "two" && text !== "three");
    const failing = pagesOf(page(items), Note).list().page();
    await expect(failing).rejects.toMatchObject({ name: "ItemValidationError", key: { contentIds: ["two"] } });
    expect(seen).toEqual(["one", "two"]);
  });

  test("of an asynchronous schema is looked at side by side, and fails with one error", async () => {
    const { Note, seen } = watching(async (text) => text === "one" || text === "four");
    const failing = pagesOf(page(items), Note).list().page();
    await expect(failing).rejects.toMatchObject({ name: "ItemValidationError", key: { contentIds: ["two"] } });
    expect(seen.slice(0, 4)).toEqual(texts);
  });

  test("of an asynchronous schema ends where the limit is", async () => {
    const { Note } = watching(async (text) => text !== "two");
    const notes = pagesOf(page(items), Note);
    const read = await notes.list({ limit: 2, onInvalid: "return", filters: { text: { ne: "none" } } }).page();
    expect(textsOf(read.contents)).toEqual(["one", "three"]);
    expect(read.invalid).toMatchObject([{ key: { contentIds: ["two"] } }]);
    const after = JSON.stringify(["content#notes#", "note#three"]);
    expect(Buffer.from(read.cursor ?? "", "base64url").toString()).toBe(after);
  });
});
