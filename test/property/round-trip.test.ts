import * as fc from "fast-check";
import { type ModelCodec, model, type StandardSchemaV1 } from "standard-dynamo";
import { expect, test } from "vitest";
import { decodeMap } from "../../packages/standard-dynamo/src/item/decode.ts";
import { encodeMap } from "../../packages/standard-dynamo/src/item/encode.ts";
import type { StoredMap } from "../../packages/standard-dynamo/src/model/stored.ts";
import { check, checkAsync } from "./check.ts";
import { type ObjectShape, recordShape } from "./shape.ts";
import { arktypeObject, arktypeTells } from "./shape-arktype.ts";
import { valibotObject } from "./shape-valibot.ts";
import { objectOf } from "./shape-value.ts";
import { zodObject } from "./shape-zod.ts";
import { openTable } from "./table.ts";

type RecordSchema = StandardSchemaV1<unknown, unknown>;

const libraries: [name: string, schemaOf: (shape: ObjectShape) => RecordSchema, runs: number][] = [
  ["zod", zodObject, 400],
  ["valibot", valibotObject, 400],
  ["arktype", arktypeObject, 60],
];

test.each(libraries)("%s: a record comes back equal", (library, schemaOf, runs) => {
  const property = fc.property(records(library), ([shape, value]) => {
    const schema = schemaOf(shape);
    const accepted = outputOf(schema, value);
    expect(throughAttributes(model(schema), accepted)).toEqual(accepted);
  });
  check(property, runs);
});

test.each(libraries)("%s: a record comes back equal from the engine", async (library, schemaOf, runs) => {
  await using table = await openTable();
  const property = fc.asyncProperty(records(library), async ([shape, item]) => {
    const schema = schemaOf(shape);
    const repository = table.repository(schema);
    await repository.put({ contentIds: "1", item });
    const { content } = await repository.get({ contentIds: "1" });
    expect(content?.item).toEqual(outputOf(schema, item));
  });
  await checkAsync(property, runs / 10);
});

test("an item that an option of the model stores otherwise comes back equal", () => {
  const property = fc.property(records("zod"), ([shape, value]) => {
    const schema = zodObject(shape);
    expect(throughAttributes(model(schema, { sets: "native" }), value)).toEqual(outputOf(schema, value));
  });
  check(property, 100);
});

function records(library: string): fc.Arbitrary<readonly [ObjectShape, Record<string, unknown>]> {
  const shapes = library === "arktype" ? recordShape.filter(arktypeTells) : recordShape;
  return shapes.chain((shape) => objectOf(shape).map((value) => [shape, value] as const));
}

// What the schema itself makes of a value: some drop names such as `constructor`.
function outputOf(schema: RecordSchema, value: unknown): unknown {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise || result.issues !== undefined)
    throw new Error("refused by the schema itself", { cause: result });
  return result.value;
}

function throughAttributes(codec: ModelCodec, value: unknown): unknown {
  const stored = codec.serialize(value) as StoredMap;
  return codec.parse(decodeMap(encodeMap(stored)));
}
