import { expect, test } from "vitest";
import { Placeholders } from "../../packages/standard-dynamo/src/expression/placeholders.ts";

test("a name has one placeholder, a value one each time", () => {
  const placeholders = new Placeholders();
  expect([placeholders.name("a"), placeholders.name("b"), placeholders.name("a")]).toEqual(["#n0", "#n1", "#n0"]);
  expect([placeholders.value({ S: "x" }), placeholders.value({ S: "x" })]).toEqual([":v0", ":v1"]);
  expect(placeholders.attributes()).toEqual({
    ExpressionAttributeNames: { "#n0": "a", "#n1": "b" },
    ExpressionAttributeValues: { ":v0": { S: "x" }, ":v1": { S: "x" } },
  });
});

test("what means something to DynamoDB means nothing in a name", () => {
  const placeholders = new Placeholders();
  expect(placeholders.path(["a.b", "#n0", "__proto__", "SET x = :v0"])).toBe("#n0.#n1.#n2.#n3");
  expect(Object.values(placeholders.attributes().ExpressionAttributeNames ?? {})).toEqual([
    "a.b",
    "#n0",
    "__proto__",
    "SET x = :v0",
  ]);
});

test("empty maps are left out", () => {
  expect(new Placeholders().attributes()).toEqual({});
});
