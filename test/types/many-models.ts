// Programs of many models, for measuring what commands cost the compiler: with calls, or the same models without.

export type ModelLibrary = keyof typeof writers;

export interface Program {
  readonly library: ModelLibrary;
  /** How many models of 60 fields, with a repository each; ten of them make a file. */
  readonly models: number;
  /** Whether each repository is called: 5 updates and 5 filters. */
  readonly isCalled: boolean;
  /** What the repositories are imported from. */
  readonly from: string;
}

/** The files of a program, text by name. */
export function manyModels({ library, models, isCalled, from }: Program): Record<string, string> {
  const files: Record<string, string> = {};
  for (let first = 0; first < models; first += modelsPerFile) {
    const indexes = Array.from({ length: Math.min(modelsPerFile, models - first) }, (_, index) => first + index);
    const parts = indexes.map((index) => modelText(library, index) + (isCalled ? callsText(index) : ""));
    files[`models-${first}.ts`] = headText(library, from) + parts.join("");
  }
  return files;
}

const modelsPerFile = 10;
const rounds = 4;

/** How a library writes the kinds of fields; `n` begins the names of what is nested. */
const writers = {
  zod: {
    head: `import { z } from "zod";`,
    object: (fields: string) => `z.object({ ${fields} })`,
    fields: (n: string): Record<string, string> => ({
      text: "z.string()",
      count: "z.number()",
      whole: "z.int()",
      flag: "z.boolean()",
      date: "z.date()",
      state: `z.enum(["${n}a", "${n}b", "${n}c"])`,
      note: "z.string().optional()",
      debt: "z.number().nullable()",
      place: `z.object({ ${n}city: z.string(), ${n}visits: z.number().optional(), ${n}lines: z.array(z.string()) })`,
      tags: "z.array(z.string())",
      parts: `z.array(z.object({ ${n}name: z.string(), ${n}price: z.number() }))`,
      genres: "z.set(z.string())",
      roles: "z.map(z.string(), z.number())",
      scores: "z.record(z.string(), z.number())",
      level: "z.number().default(1)",
    }),
  },
  valibot: {
    head: `import * as v from "valibot";`,
    object: (fields: string) => `v.object({ ${fields} })`,
    fields: (n: string): Record<string, string> => ({
      text: "v.string()",
      count: "v.number()",
      whole: "v.pipe(v.number(), v.integer())",
      flag: "v.boolean()",
      date: "v.date()",
      state: `v.picklist(["${n}a", "${n}b", "${n}c"])`,
      note: "v.optional(v.string())",
      debt: "v.nullable(v.number())",
      place: `v.object({ ${n}city: v.string(), ${n}visits: v.optional(v.number()), ${n}lines: v.array(v.string()) })`,
      tags: "v.array(v.string())",
      parts: `v.array(v.object({ ${n}name: v.string(), ${n}price: v.number() }))`,
      genres: "v.set(v.string())",
      roles: "v.map(v.string(), v.number())",
      scores: "v.record(v.string(), v.number())",
      level: "v.optional(v.number(), 1)",
    }),
  },
  arktype: {
    head: `import { type } from "arktype";`,
    object: (fields: string) => `type({ ${fields} })`,
    fields: (n: string): Record<string, string> => ({
      text: `"string"`,
      count: `"number"`,
      whole: `"number.integer"`,
      flag: `"boolean"`,
      date: `"Date"`,
      state: `"'${n}a' | '${n}b' | '${n}c'"`,
      "note?": `"string"`,
      debt: `"number | null"`,
      place: `{ ${n}city: "string", "${n}visits?": "number", ${n}lines: "string[]" }`,
      tags: `"string[]"`,
      parts: `type({ ${n}name: "string", ${n}price: "number" }).array()`,
      genres: `type("Set").as<Set<string>>()`,
      roles: `type("Map").as<Map<string, number>>()`,
      scores: `"Record<string, number>"`,
      level: `"number = 1"`,
    }),
  },
};

function headText(library: ModelLibrary, from: string): string {
  return `import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoRepository } from "${from}";
${writers[library].head}
declare const client: DynamoDBClient;
const table = { client, tableName: "films", partitionKey: "PK", sortKey: "SK", partitionPrefix: "content" };
`;
}

/** The names carry the number of the model, so that no two models have a type of their own in common. */
function modelText(library: ModelLibrary, index: number): string {
  const { object, fields } = writers[library];
  const lines = Array.from({ length: rounds }, (_, round) => {
    const suffix = `${index}_${round}`;
    return Object.entries(fields(`n${suffix}`)).map(([name, text]) => {
      const isOptional = name.endsWith("?");
      return `${isOptional ? `"${name.slice(0, -1)}${suffix}?"` : `${name}${suffix}`}: ${text},\n`;
    });
  });
  return `
export const Model${index} = ${object(lines.flat().join(""))};
export const repository${index} = new DynamoRepository({
  ...table, schema: Model${index}, partitionName: "p${index}", contentType: "c${index}",
});
`;
}

function callsText(index: number): string {
  const [suffix, other] = [`${index}_${index % rounds}`, `${index}_${(index + 1) % rounds}`];
  const nested = `n${suffix}`;
  const update = (command: string) => `repository${index}.update({ contentIds: ["x"] }, { ${command} });\n`;
  const list = (filters: string) => `repository${index}.list({ partitionIds: ["x"], filters: { ${filters} } });\n`;
  const place = `place${suffix}`;
  return [
    update(`set: { text${suffix}: "x", whole${other}: 1, ${place}: { ${nested}city: "x" } }`),
    update(
      `replace: { ${place}: { ${nested}city: "x", ${nested}lines: [] }, tags${suffix}: ["x"] }, increment: { count${suffix}: 1, level${other}: -1 }`,
    ),
    update(`append: { tags${suffix}: ["x"], ${place}: { ${nested}lines: ["x"] } }, currentVersion: 1`),
    update(`remove: { note${suffix}: true, level${other}: true, ${place}: { ${nested}visits: true } }`),
    update(
      `set: { date${suffix}: new Date() }, condition: { debt${suffix}: { gt: 1 }, flag${other}: true }, expiry: null`,
    ),
    list(`count${suffix}: { gte: 1 }, text${suffix}: { beginsWith: "x" }`),
    list(`date${suffix}: { between: [new Date(1), new Date(2)] }, state${suffix}: "${nested}a"`),
    list(`tags${suffix}: { contains: "x" }, genres${suffix}: { contains: "x" }`),
    list(`$or: [{ whole${suffix}: { lt: 1 } }, { note${suffix}: { exists: false } }]`),
    list(`${place}: { ${nested}city: "x", $exists: true }, $not: { scores${suffix}: { x: { gt: 1 } } }`),
  ].join("");
}
