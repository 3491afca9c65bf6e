import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import { Schema } from "effect";
import * as v from "valibot";
import { expect, test } from "vitest";
import * as z from "zod";
import * as mini from "zod/mini";
import * as z3 from "zod/v3";
import { describe, explainNotASchema } from "../../packages/standard-dynamo/src/model/describe.ts";
import type { StandardSchemaV1 } from "../../packages/standard-dynamo/src/model/standard-schema.ts";
import { showNode } from "./show-node.ts";

const shown = (schema: StandardSchemaV1): string => showNode(describe(schema).root);

function standard(jsonSchema?: object): StandardSchemaV1["~standard"] {
  const props = { version: 1, vendor: "valibot", validate: (value: unknown) => ({ value }), jsonSchema } as const;
  return props;
}

// Only Zod's and Valibot's own structure tells the elements of a Set.
test.each([
  ["zod", z.object({ a: z.set(z.date()) }), "{ a: set<date> }"],
  ["zod/mini", mini.object({ a: mini.set(mini.date()) }), "{ a: set<date> }"],
  ["valibot", v.object({ a: v.set(v.date()) }), "{ a: set<date> }"],
  ["valibot by JSON Schema", toStandardJsonSchema(v.object({ a: v.set(v.date()) })), "{ a: set<any> }"],
  ["arktype", type({ a: "Set" }), "{ a: set<any> }"],
  [
    "effect",
    Schema.toStandardJSONSchemaV1(Schema.toStandardSchemaV1(Schema.Struct({ a: Schema.String }))),
    "{ a: string }",
  ],
  ["effect without JSON Schema", Schema.toStandardSchemaV1(Schema.Struct({ a: Schema.String })), "nothing"],
  ["zod 3", z3.object({ a: z3.string() }), "nothing"],
] as readonly (readonly [string, StandardSchemaV1, string])[])("%s", (_name, schema, expected) => {
  expect(shown(schema)).toBe(expected);
});

test("only Zod has a direction to encode in, and what is not known may transform", () => {
  expect(describe(z.string()).encode).toBeTypeOf("function");
  expect(describe(v.string()).encode).toBeUndefined();
  expect(describe(z3.string())).toEqual({ root: undefined, oneWay: [], transforms: true });
});

test("a structure other than expected falls back to JSON Schema, and then to nothing", () => {
  const jsonSchema = { input: () => ({ type: "object", properties: { a: { type: "string" } } }) };
  const array = { _zod: { def: { type: "array" } } };
  const zod = { _zod: { def: { type: "object", shape: { array } } } };
  const valibot = { kind: "schema", type: "lazy" };
  for (const strange of [zod, valibot]) {
    expect(shown({ ...strange, "~standard": standard(jsonSchema) })).toBe("{ a?: string }");
    expect(shown({ ...strange, "~standard": standard() })).toBe("nothing");
  }
});

test("a schema that names one further down is an error of its author", () => {
  const early = z.object({
    get later(): z.ZodType {
      return later;
    },
  });
  expect(() => describe(early)).toThrow("Cannot access 'later' before initialization");
  const later: z.ZodType = z.string();
});

test.each([
  ["effect", Schema.Struct({ a: Schema.String }), /Effect schema.*Schema\.toStandardSchemaV1\(schema\)/],
  ["effect 3", { [Symbol.for("effect/Schema")]: {}, ast: {} }, /Effect 3.*Schema\.standardSchemaV1\(schema\)/],
  ["typebox", { "~kind": "Object", type: "object", properties: {} }, /TypeBox.*fields/],
  ["typebox before 1.0", { [Symbol.for("TypeBox.Kind")]: "Object", type: "object" }, /TypeBox.*fields/],
  ["zod before 3.24", { _def: { typeName: "ZodObject" } }, /upgrade to Zod 4/],
  ["valibot before 1.0", { kind: "schema", type: "object" }, /upgrade to Valibot 1/],
  ["json schema", { type: "object", properties: {} }, /JSON Schema.*`fields`/],
  ["undefined", undefined, /undefined; is it imported in a circle/],
  ["null", null, /got null$/],
  ["a number", 5, /got a number$/],
  ["a function that makes schemas", () => z.string(), /a function; if it makes a schema, call it/],
  [
    "a class",
    class Film {
      readonly title = "";
    },
    /the function Film/,
  ],
  ["an object", {}, /an object without `~standard`/],
])("explains %s", (_name, value, expected) => {
  expect(explainNotASchema(value)).toMatch(/^Expected a Standard Schema/);
  expect(explainNotASchema(value)).toMatch(expected);
});
