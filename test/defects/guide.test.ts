// The guide says nothing that does not run: its TypeScript blocks and its table of types, on a local engine.
import { readFileSync } from "node:fs";
import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-dynamodb";
import * as arktype from "arktype";
import * as standardDynamo from "standard-dynamo";
import { createTable, type LocalEngine, startLocal } from "standard-dynamo-local";
import ts from "typescript-5.9";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as zod from "zod";
import { compile } from "../types/compiler.ts";
import { samples } from "./samples.ts";
import { internal, Table } from "./table.ts";

const guide = readFileSync(new URL("../../docs/from-pydantic-dynamo.md", import.meta.url), "utf8");
const blocks = [...guide.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? "");

let engine: LocalEngine;
beforeAll(async () => {
  engine = await startLocal();
  await createTable(engine.createClient(), { tableName: "films", partitionKey: "PK", sortKey: "SK" });
});
afterAll(() => engine.stop());

describe("the TypeScript blocks of the guide", () => {
  test("there are some", () => {
    expect(blocks.length).toBeGreaterThanOrEqual(4);
  });

  test("have no type errors", { timeout: 60_000 }, async () => {
    const files = Object.fromEntries(blocks.map((block, index) => [`block-${index + 1}.mts`, block]));
    const compilerOptions = { customConditions: ["@standard-dynamo/source"], types: ["node"] };
    expect(await compile({ compiler: "7", name: "migration-guide", files, compilerOptions })).toBe("");
  });

  test.each(blocks.map((block, index) => [index + 1, block] as const))("block %i runs", async (_number, block) => {
    const said: unknown[] = [];
    await run(block, {
      // `console.assert` of a block fails the test.
      assert: (holds: unknown, ...more: unknown[]) => void (holds === true ? undefined : said.push(holds, ...more)),
    });
    expect(said).toEqual([]);
  });
});

describe("the table of types", () => {
  const table = new Table();
  const rows = [...guide.matchAll(/^\| (.+) \| (\S+(?:, \S+)?) \| `(z\..+)` \| `(v\..+)` \| `(.+)` \|$/gm)];

  test("has a sample for each row", () => {
    expect(rows.map((row) => row[1])).toEqual(Object.keys(samples));
  });

  test.each(rows.map((row) => [row[1] ?? "", row] as const))("%s reads and writes", async (name, row) => {
    const [, , types = "", ...cells] = row.map((cell) => cell.replaceAll("\\|", "|"));
    const { stored, value, decimals = [] } = samples[name] ?? expect.fail(`no sample of ${name}`);
    if (types !== "any") expect(types.split(", ")).toContain(Object.keys(stored)[0]);
    const [inZod = "", inValibot = "", inArktype = ""] = cells;
    const field = inArktype.startsWith('"field') ? inArktype : `field: ${inArktype}`;
    for (const code of [`z.object({ field: ${inZod} })`, `v.object({ field: ${inValibot} })`, `type({ ${field} })`]) {
      const schema = evaluate(code) as standardDynamo.StandardSchemaV1<unknown, { field: unknown }>;
      const repository = table.repository(standardDynamo.model(schema, { decimals }));
      await table.putRaw(["python"], { ...internal, field: stored });
      expect((await repository.get({ contentIds: ["python"] })).content?.item.field, code).toEqual(value);
      await repository.put({ contentIds: ["ours"], item: { field: value } });
      expect((await repository.get({ contentIds: ["ours"] })).content?.item.field, code).toEqual(value);
      expect(Object.keys((await table.raw(["ours"]))?.["field"] ?? {}), code).toEqual(Object.keys(stored));
    }
  });
});

/** Runs a block as a module of its own, with a client of the local engine in place of the SDK's. */
async function run(block: string, console: object): Promise<void> {
  class DynamoDBClient extends sdk.DynamoDBClient {
    constructor(config: sdk.DynamoDBClientConfig) {
      super({ ...config, ...engine.clientConfig });
    }
  }
  const modules: Readonly<Record<string, unknown>> = {
    "@aws-sdk/client-dynamodb": { ...sdk, DynamoDBClient },
    "node:assert/strict": assert,
    "standard-dynamo": standardDynamo,
    zod,
  };
  const require = (name: string): unknown => modules[name] ?? expect.fail(`the guide imports ${name}`);
  const AsyncFunction = (async () => undefined).constructor as new (
    ...parameters: string[]
  ) => (...given: unknown[]) => Promise<void>;
  await new AsyncFunction("require", "exports", "console", javascript(block))(require, {}, console);
}

function evaluate(code: string): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- the code is the guide's
  return new Function("z", "v", "type", javascript(`return ${code};`))(zod.z, v, arktype.type) as unknown;
}

function javascript(typescript: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(typescript, { compilerOptions }).outputText;
}
