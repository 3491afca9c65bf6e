// What the editor says to a mistake: that it names the attribute, and stands at it (between « and »).
import { beforeAll, describe, expect, test } from "vitest";
import { compile, modelModule } from "./compiler.ts";

const written: readonly { readonly code: string; readonly says: string | readonly string[] }[] = [
  {
    code: `update({ set: { «failurez»: 1 } });`,
    says: ["'failurez' does not exist in type 'SetPatch<", "'failures'?"],
  },
  { code: `update({ set: { address: { «stret»: "x" } } });`, says: ["in type 'SetPatch<{ street", "'street'?"] },
  { code: `update({ set: { «failures»: "x" } });`, says: "Type 'string' is not assignable to type 'number'." },
  { code: `update({ set: { address: { «street»: 1 } } });`, says: "Type 'number' is not assignable to type 'string'." },
  { code: `update({ set: { tags: ["x", «1»] } });`, says: "Type 'number' is not assignable to type 'string'." },
  { code: `update({ «sett»: {} });`, says: ["'sett' does not exist in type 'UpdateCommand<", "Did you mean"] },
  { code: `update({ replace: { «name»: "x" } });`, says: "'name' does not exist in type 'ReplacePatch<" },
  { code: `update({ replace: { «address»: {} } });`, says: "missing the following properties" },
  { code: `update({ increment: { «name»: 1 } });`, says: "'name' does not exist in type 'IncrementPatch<" },
  { code: `update({ increment: { «failurez»: 1 } });`, says: ["in type 'IncrementPatch<", "'failures'?"] },
  { code: `update({ increment: { «failures»: "1" } });`, says: "Type 'string' is not assignable to type 'number'." },
  {
    code: `update({ increment: { note: { «text»: 1 } } });`,
    says: "'text' does not exist in type 'IncrementPatch<{ text",
  },
  { code: `update({ append: { «range»: [1] } });`, says: "'range' does not exist in type 'AppendPatch<" },
  { code: `update({ append: { tags: [«1»] } });`, says: "Type 'number' is not assignable to type 'string'." },
  { code: `update({ remove: { «name»: true } });`, says: "'name' does not exist in type 'RemovePatch<" },
  { code: `update({ remove: { «nicknam»: true } });`, says: ["in type 'RemovePatch<", "'nickname'?"] },
  {
    code: `update({ remove: { address: { «street»: true } } });`,
    says: "'street' does not exist in type 'RemoveAttributes<",
  },
  { code: `update({ remove: [«"name"»] });`, says: `Type '"name"' is not assignable to type '"nickname"'` },
  { code: `update({ remove: [«"nicknam"»] });`, says: `'"nicknam"' is not assignable to type '"nickname"'` },
  { code: `loose({ increment: { «name»: 1 } });`, says: "Type 'number' is not assignable to type 'undefined'." },
  { code: `filter({ «failurez»: 1 });`, says: ["'failurez' does not exist in type 'FilterCommand<", "'failures'?"] },
  { code: `filter({ «failures»: "x" });`, says: "Type 'string' is not assignable to type 'number | OrderOperators<" },
  { code: `filter({ failures: { «gt»: "x" } });`, says: "Type 'string' is not assignable to type 'number'." },
  { code: `filter({ failures: { «betwen»: [1, 2] } });`, says: ["in type 'OrderOperators<number", "'between'?"] },
  {
    code: `filter({ failures: { «beginsWith»: "x" } });`,
    says: "'beginsWith' does not exist in type 'OrderOperators<",
  },
  { code: `filter({ born: { «lt»: "2023" } });`, says: "Type 'string' is not assignable to type 'Date'." },
  { code: `filter({ name: { in: [«1»] } });`, says: "Type 'number' is not assignable to type 'string'." },
  { code: `filter({ address: { «stret»: "x" } });`, says: ["in type 'NestedAttributes<{ street", "'street'?"] },
  { code: `filter({ address: { street: { «gt»: 1 } } });`, says: "Type 'number' is not assignable to type 'string'." },
  { code: `filter({ «$orr»: [] });`, says: ["'$orr' does not exist in type 'FilterCommand<", "'$or'?"] },
  { code: `filter({ $or: [{ «nam»: "x" }] });`, says: ["in type 'FilterCommand<", "'name'?"] },
  // The compiler does not look into a union with an array type: it stands at the attribute, and names the operator.
  { code: `filter({ «tags»: { contains: 1 } });`, says: "Types of property 'contains' are incompatible." },
];

// A repository infers the names of the attributes from the command that it is given: that has to say the same.
const mistakes = written.flatMap((mistake) => {
  const inferring = mistake.code.replace("update(", "change(");
  return inferring === mistake.code ? [mistake] : [mistake, { ...mistake, code: inferring }];
});

const source = `
import type { AttributeName, FilterCommand } from "${modelModule("filter-command.ts")}";
import type { UpdateCommand } from "${modelModule("update-command.ts")}";
interface Model {
  name: string; nickname?: string; failures: number; born: Date; tags: string[]; range: [number, number];
  address: { street: string; city: string }; note: { text: string };
}
declare function update(command: UpdateCommand<Model>): void;
declare function change<
  Replaced extends AttributeName<Model>,
  Incremented extends AttributeName<Model>,
  Appended extends AttributeName<Model>,
  Removed extends AttributeName<Model>,
>(command: UpdateCommand<Model, Model, Replaced, Incremented, Appended, Removed>): void;
declare function loose(command: UpdateCommand<{ name: string; [other: string]: unknown }>): void;
declare function filter(filter: FilterCommand<Model>): void;
`;
const firstLine = source.split("\n").length;

describe.each(["5.4", "5.9", "7"] as const)("TypeScript %s", (compiler) => {
  let errors: readonly string[] = [];

  beforeAll(async () => {
    const code = mistakes.map((mistake) => mistake.code.replaceAll(/[«»]/gu, ""));
    const files = { "mistakes.ts": source + code.join("\n") };
    const output = await compile({ compiler, name: `messages-${compiler}`, files, flags: ["--noErrorTruncation"] });
    errors = output.split(/\n(?=mistakes)/u);
  }, 60_000);

  test.each(mistakes)("$code", ({ code, says }) => {
    const place = `mistakes.ts(${firstLine + mistakes.findIndex((mistake) => mistake.code === code)},`;
    const ours = errors.filter((error) => error.startsWith(place));
    expect(ours).toHaveLength(1);
    expect(ours[0]).toContain(`${place}${code.indexOf("«") + 1})`);
    for (const words of [says].flat()) expect(ours[0]).toContain(words);
  });

  test("says nothing else", () => {
    expect(errors).toHaveLength(mistakes.length);
  });
});
