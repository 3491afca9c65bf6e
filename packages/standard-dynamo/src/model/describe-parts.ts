import type { Description } from "./description.ts";
import { type Found, findParts } from "./find-parts.ts";
import type { Form } from "./form.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";

/**
 * Describes a schema whose parts are schemas too. Fails here, not later, if a part cannot be described.
 *
 * `oneWay` has the places of `transform`, `preprocess` and `success`, at which Zod cannot encode; codecs are not among
 * them. Its paths read `address.street`, `tags[]`, `pair[0]`, `scores.*` (any key); the empty path is the whole record.
 */
export function describeParts<Schema extends StandardSchemaV1>(
  schema: Schema,
  read: (schema: Schema) => Form<Schema>,
): Description {
  const root = findParts(schema, { read, schemaOf: (value) => ({ value }) });
  const oneWay = new Set<string>();
  let transforms = false;
  const seen = new Map<Found<Schema>, string>();
  const queue: (readonly [part: Found<Schema>, path: string])[] = [[root, ""]];
  for (const [part, path] of queue) {
    const { form, node, isEndless, below } = part;
    const hasParts = Object.values(node).length > 2; // finds them
    // What has parts may lead back to itself from elsewhere, so it is looked at once, and the others at all their places.
    if (seen.get(part) === path || (hasParts && seen.has(part))) continue;
    seen.set(part, path);
    transforms ||= form.changes === true || isEndless;
    if (form.oneWay) oneWay.add(path);
    for (const [step, found] of below) {
      queue.push([found, path === "" || step === "" || step.startsWith("[") ? path + step : `${path}.${step}`]);
    }
  }
  return { root: root.node, oneWay: [...oneWay], transforms };
}
