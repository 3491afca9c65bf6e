// What the types cost the compiler, in instantiations: they do not depend on the machine. The budgets leave about 30 %,
// that of 100 models 10 %, over what was measured with TypeScript 7.0.2 and zod 4.6.7, which stands beside each limit.
import { describe, expect, test } from "vitest";
import { compile, modelModule } from "./compiler.ts";
import { manyModels } from "./many-models.ts";

const files = 20;
const timeout = 60_000;

describe(`${files} files, each with one zod model, 5 updates and 5 filters`, () => {
  test("60 fields on 3 levels: 467 instantiations a call, 2.1 times the models alone", { timeout }, async () => {
    const alone = await instantiations("wide-alone", (index) => wideModel(index));
    const called = await instantiations("wide-called", (index) => wideModel(index) + wideCalls(index));
    expect(called).toBeLessThan(234_000); // 179,822, of these the models alone 86,400
    expect(called / alone).toBeLessThan(2.7);
  });

  test("unions of 12 objects of 12 fields: 1,561 instantiations a call, 2.3 times the models alone", {
    timeout,
  }, async () => {
    const alone = await instantiations("union-alone", (index) => unionModel(index));
    const called = await instantiations("union-called", (index) => unionModel(index) + unionCalls(index));
    expect(called).toBeLessThan(710_000); // 545,907, of these the models alone 233,739
    expect(called / alone).toBeLessThan(3.0);
  });

  test("6 references of a model to itself: 214 instantiations a call, 3.2 times the models alone", {
    timeout,
  }, async () => {
    const alone = await instantiations("recursive-alone", (index) => recursiveModel(index));
    const called = await instantiations("recursive-called", (index) => recursiveModel(index) + recursiveCalls(index));
    expect(called).toBeLessThan(81_500); // 62,526, of these the models alone 19,739
    expect(called / alone).toBeLessThan(4.1);
  });
});

// Compiled against the sources, which are a part of it. `npm run bench:types` tells what it takes with the built package,
// and in time.
test("100 models of 60 fields with 500 updates and 500 filters", { timeout }, async () => {
  const from = "../../../../packages/standard-dynamo/src/index.ts";
  const program = manyModels({ library: "zod", models: 100, isCalled: true, from });
  expect(await instantiationsOf("many", program, ["node"])).toBeLessThan(716_000); // 650,986
});

function instantiations(name: string, text: (index: number) => string): Promise<number> {
  const sources = Array.from({ length: files }, (_, index) => [`model-${index}.ts`, imports + text(index)] as const);
  return instantiationsOf(name, Object.fromEntries(sources));
}

async function instantiationsOf(
  name: string,
  program: Readonly<Record<string, string>>,
  types: readonly string[] = [],
): Promise<number> {
  const output = await compile({
    compiler: "7",
    name: `budget-${name}`,
    files: program,
    compilerOptions: { types },
    flags: ["--extendedDiagnostics"],
  });
  expect(output).not.toContain("error TS");
  return Number(/Instantiations:\s+(\d+)/u.exec(output)?.[1]);
}

const imports = `
import { z } from "zod";
import type { FilterCommand } from "${modelModule("filter-command.ts")}";
import type { InferInput, InferOutput } from "${modelModule("standard-schema.ts")}";
import type { UpdateCommand } from "${modelModule("update-command.ts")}";
`;

const functions = `
declare function update(command: UpdateCommand<InferOutput<typeof schema>, InferInput<typeof schema>>): void;
declare function filter(filter: FilterCommand<InferOutput<typeof schema>>): void;
`;

// The names carry the number of the file, so that no two models are one type. Each model is used once: an item is parsed
// and given back, as every program does.
const useOfModel = `
export function copy(item: InferOutput<typeof schema>): InferInput<typeof schema> {
  return { ...item, ...schema.parse(item) };
}
`;

const kinds = [
  ["z.string()", "z.number()", "z.string().optional()", "z.array(z.string())", "z.boolean()", "z.number().default(1)"],
  ["z.date()", "z.record(z.string(), z.number())", "z.string().nullable()", "z.set(z.string())", "z.bigint()"],
  [`z.enum(["a", "b", "c"])`],
].flat();

function fields(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}: ${kinds[index % kinds.length]}`).join(", ");
}

function wideModel(index: number): string {
  const inner = `z.object({ ${fields(`c${index}_`, 19)} })`;
  const middle = `z.object({ ${fields(`b${index}_`, 18)}, inner: ${inner} })`;
  return `const schema = z.object({ ${fields(`a${index}_`, 19)}, middle: ${middle} });${useOfModel}`;
}

function wideCalls(index: number): string {
  const [a, b, c] = [`a${index}_`, `b${index}_`, `c${index}_`];
  return `${functions}
update({ set: { ${a}0: "x", middle: { ${b}0: "y", inner: { ${c}0: "z" } } } });
update({ increment: { ${a}1: 1, middle: { ${b}1: 1, inner: { ${c}10: 1n } } }, currentVersion: 1 });
update({ append: { ${a}3: ["x"], middle: { ${b}9: new Set(["x"]) } }, condition: { ${a}0: "x" } });
update({ remove: { ${a}2: true, middle: { inner: { ${c}2: true } } } });
update({ set: { ${a}7: { x: 1 } }, replace: { ${a}3: ["x"] }, expiry: null });
filter({ ${a}0: "x" });
filter({ ${a}1: { between: [1, 2] }, middle: { ${b}0: { beginsWith: "x" } } });
filter({ $or: [{ ${a}6: { lt: new Date() } }, { ${a}3: { contains: "x" } }] });
filter({ middle: { inner: { ${c}9: { size: 1 }, $exists: true } } });
filter({ $not: { ${a}11: { in: ["a", "b"] } } });
`;
}

function unionModel(index: number): string {
  const branch = (_: unknown, number: number) =>
    `z.object({ kind: z.literal("k${number}"), ${fields(`f${index}_${number}_`, 11)} })`;
  return `const schema = z.discriminatedUnion("kind", [${Array.from({ length: 12 }, branch).join(", ")}]);${useOfModel}`;
}

function unionCalls(index: number): string {
  const f = `f${index}_`;
  return `${functions}
update({ set: { ${f}0_0: "x", kind: "k0" } });
update({ increment: { ${f}1_1: 1 } });
update({ append: { ${f}2_3: ["x"] }, condition: { kind: "k2" } });
update({ remove: { ${f}3_2: true } });
update({ set: { ${f}4_4: true }, replace: { ${f}4_3: [] } });
filter({ kind: "k1" });
filter({ ${f}0_0: { beginsWith: "x" } });
filter({ ${f}1_1: { gt: 1 } });
filter({ $or: [{ ${f}2_0: "x" }, { ${f}3_0: "y" }] });
filter({ $not: { ${f}4_0: "x" } });
`;
}

function recursiveModel(index: number): string {
  const references = Array.from({ length: 6 }, (_, number) => `get r${number}() { return schema.optional(); }`);
  return `const schema = z.object({ n${index}: z.number(), t${index}: z.string(), ${references.join(", ")} });${useOfModel}`;
}

function recursiveCalls(index: number): string {
  const [n, t] = [`n${index}`, `t${index}`];
  return `${functions}
update({ set: { r0: { r1: { r2: { r3: { ${t}: "x" } } } } } });
update({ increment: { r0: { r1: { r2: { ${n}: 1 } } } } });
update({ append: {} });
update({ remove: { r0: { r1: { r2: true } } } });
update({ replace: { r5: { ${n}: 1, ${t}: "x" } } });
filter({ ${t}: "x" });
filter({ r0: { r1: { r2: { ${n}: { gt: 1 } } } } });
filter({ r5: { $exists: true } });
filter({ $or: [{ r4: { r3: { ${t}: "x" } } }] });
filter({ $not: { ${n}: 1 } });
`;
}
