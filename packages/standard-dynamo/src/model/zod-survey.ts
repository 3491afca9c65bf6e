import { DEPTH_LIMIT, findParts, SCHEMA_LIMIT } from "./build-node.ts";
import type { Description } from "./description.ts";
import type { ZodNodeOf } from "./zod-nodes.ts";
import { type ZodDefinition, type ZodSchema, zodChecks, zodDefinition, zodLazyInner } from "./zod-schema.ts";

/** These may lead back to themselves, so they are looked at once; the others at each of their places. */
const MAY_RECUR = new Set(["object", "record", "array", "tuple", "set", "map", "union", "intersection", "lazy"]);

/** Goes through a whole schema for what changes values. Throws here, not later, if a part cannot be described. */
export function surveyZod(root: ZodSchema, nodeOf: ZodNodeOf): Pick<Description, "oneWay" | "transforms"> {
  const oneWay = new Set<string>();
  let transforms = false;
  const seen = new Set<ZodSchema>();
  const queue: (readonly [schema: ZodSchema, path: string, depth: number])[] = [[root, "", 0]];
  for (const [schema, path, depth] of queue) {
    const def = zodDefinition(schema);
    if (seen.has(schema)) continue;
    if (MAY_RECUR.has(def.type)) seen.add(schema);
    findParts(nodeOf(schema, depth));
    if (depth > DEPTH_LIMIT || queue.length > SCHEMA_LIMIT) return { oneWay: [...oneWay], transforms: true };
    if (def.type === "transform" || def.type === "success") oneWay.add(path);
    transforms ||= changesValues(def);
    for (const [step, part] of partsOf(def)) queue.push([part, joinPath(path, step), depth + 1]);
  }
  return { oneWay: [...oneWay], transforms };
}

function changesValues(def: ZodDefinition): boolean {
  return (
    def.type === "transform" ||
    def.type === "success" ||
    def.type === "promise" ||
    def.coerce === true ||
    def.normalize === true ||
    def.reverseTransform !== undefined ||
    zodChecks(def).some(({ check, normalize }) => check === "overwrite" || normalize === true)
  );
}

type Part = readonly [step: string, schema: ZodSchema];

function partsOf(def: ZodDefinition): readonly Part[] {
  const parts: (readonly [step: string, schema: ZodSchema | null | undefined])[] = [
    ["", def.innerType],
    ["", def.in],
    ["", def.out],
    ["", def.left],
    ["", def.right],
    ["", def.keyType],
    [def.type === "set" ? "[]" : "*", def.valueType],
    ["[]", def.element],
    ["[]", def.rest],
    ["*", def.catchall],
    ...Object.entries(def.shape ?? {}),
    ...(def.items ?? []).map((item, index) => [`[${index}]`, item] as const),
    ...(def.options ?? []).map((option) => ["", option] as const),
  ];
  if (def.type === "lazy") parts.push(["", zodLazyInner(def)]);
  return parts.filter((part): part is Part => part[1] !== undefined && part[1] !== null);
}

function joinPath(path: string, step: string): string {
  return path === "" || step === "" || step.startsWith("[") ? path + step : `${path}.${step}`;
}
