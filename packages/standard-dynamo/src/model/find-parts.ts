import { ANY, type SchemaProperty, withSchema } from "./build-node.ts";
import type { Form } from "./form.ts";
import { formNode, type Part } from "./form-node.ts";
import type { Node } from "./node.ts";

/** A part with those below, as far as they have been found: a node finds its parts when they are first asked for. */
export interface Found<Schema> extends Part<Schema> {
  node: Node;
  readonly isEndless: boolean;
  readonly below: (readonly [step: string, part: Found<Schema>])[];
}

/** The keys that lead to one place in a value. */
type Place = readonly (string | number)[];

export interface Reader<Schema> {
  readonly read: (schema: Schema) => Form<Schema>;
  /** The sub-schema that validates a part: of the library's own, or at its place. */
  readonly schemaOf: (schema: Schema, place: Place | undefined) => SchemaProperty | undefined;
}

/**
 * Schemas are endless where their getters build new ones each time; what lies deeper than this is not described. Items
 * of DynamoDB have 32 levels at most, and a level rarely takes more than four schemas.
 */
const DEPTH_LIMIT = 200;

/** More parts than these are not described either. */
const PART_LIMIT = 10_000;

/** Finds the parts of a schema, each once. */
export function findParts<Schema>(root: Schema, { read, schemaOf }: Reader<Schema>): Found<Schema> {
  const known = new Map<Schema, Found<Schema>>();
  const find = (schema: Schema, depth: number, place?: Place): Found<Schema> => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const form = read(schema);
    const isEndless = depth > DEPTH_LIMIT || known.size > PART_LIMIT;
    // Takes anything if it is endless, or wraps nothing but itself.
    const part: Found<Schema> = { form, node: ANY, isEndless, below: [] };
    known.set(schema, part);
    if (isEndless) return part;
    const node = formNode(form, (inner, step = "", keys?) => {
      const found = find(inner, depth + 1, place && keys && [...place, ...keys]);
      part.below.push([step, found]);
      return found;
    });
    const own = schemaOf(schema, place);
    // A node of the schema's own is new, so it need not be copied.
    if (own && "value" in own && form.says.type) part.node = Object.assign(node, { schema: own.value });
    else part.node = own ? withSchema(node, own) : node;
    return part;
  };
  return find(root, 0, []);
}
