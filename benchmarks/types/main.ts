// What calls cost the compiler: programs of many models of 60 fields with 5 updates and 5 filters each, beside the same
// models without calls, compiled in turns against the built package. Prints Markdown. `npm run bench:types`, with
// `-- --models 20`, `--library valibot` or `arktype`, `--rounds 3`.
import { parseArgs } from "node:util";
import { compile } from "../../test/types/compiler.ts";
import { type ModelLibrary, manyModels } from "../../test/types/many-models.ts";

const { values } = parseArgs({
  options: {
    library: { type: "string", default: "zod" },
    models: { type: "string", default: "100" },
    rounds: { type: "string", default: "7" },
  },
});
const library = values.library as ModelLibrary;
const models = Number(values.models);

const rows = [
  { label: "instantiations", pattern: /Instantiations:\s+(\d+)/u, digits: 0 },
  { label: "types", pattern: /Types:\s+(\d+)/u, digits: 0 },
  { label: "memory, MB", pattern: /Memory used:\s+(\d+)K/u, digits: 0, divisor: 1000 },
  { label: "check, s", pattern: /Check time:\s+([\d.]+)s/u, digits: 2 },
  { label: "all, s", pattern: /Total time:\s+([\d.]+)s/u, digits: 2 },
];

const outputs: { readonly alone: string[]; readonly called: string[] } = { alone: [], called: [] };
for (let round = 0; round < Number(values.rounds); round++) {
  outputs.alone.push(await compiled(false));
  outputs.called.push(await compiled(true));
}

console.log(`| ${models} models, ${library} | without calls | ${models * 10} calls | ratio |`);
console.log("| --- | ---: | ---: | ---: |");
for (const { label, pattern, digits, divisor = 1 } of rows) {
  const measured = (texts: readonly string[]): number =>
    median(texts.map((text) => Number(pattern.exec(text)?.[1]) / divisor));
  const [alone, called] = [measured(outputs.alone), measured(outputs.called)];
  console.log(`| ${label} | ${alone.toFixed(digits)} | ${called.toFixed(digits)} | ${(called / alone).toFixed(2)} |`);
}

async function compiled(isCalled: boolean): Promise<string> {
  const output = await compile({
    compiler: "7",
    name: `bench-${isCalled ? "called" : "alone"}`,
    files: manyModels({ library, models, isCalled, from: "standard-dynamo" }),
    flags: ["--extendedDiagnostics", "--singleThreaded"],
  });
  if (output.includes("error TS")) throw new Error(output);
  return output;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
