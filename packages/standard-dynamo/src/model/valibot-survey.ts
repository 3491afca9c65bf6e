import { DEPTH_LIMIT, findParts, SCHEMA_LIMIT } from "./build-node.ts";
import type { ValibotNodeOf } from "./valibot-nodes.ts";
import { isValibot, isValibotChange, type ValibotSchema, valibotLazyInner } from "./valibot-schema.ts";

/** Whether any part of a schema changes values. Throws here, not later, if a part cannot be described. */
export function transformsValibot(root: ValibotSchema, nodeOf: ValibotNodeOf): boolean {
  let transforms = false;
  const seen = new Set<ValibotSchema>([root]);
  const queue: (readonly [schema: ValibotSchema, depth: number])[] = [[root, 0]];
  for (const [schema, depth] of queue) {
    findParts(nodeOf(schema, depth));
    if (depth > DEPTH_LIMIT || queue.length > SCHEMA_LIMIT) return true;
    transforms ||= schema.type === "promise" || (schema.pipe ?? []).some(isValibotChange);
    for (const part of partsOf(schema)) {
      if (seen.has(part)) continue;
      seen.add(part);
      queue.push([part, depth + 1]);
    }
  }
  return transforms;
}

function partsOf(schema: ValibotSchema): readonly ValibotSchema[] {
  const parts: readonly unknown[] = [
    ...(schema.pipe ?? []),
    ...Object.values(schema.entries ?? {}),
    ...(schema.items ?? []),
    ...(schema.options ?? []),
    schema.wrapped,
    schema.item,
    schema.rest,
    schema.key,
    schema.value,
    schema.type === "lazy" ? valibotLazyInner(schema) : undefined,
  ];
  return parts.filter(isValibot);
}
