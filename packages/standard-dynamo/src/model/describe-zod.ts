import type { Description } from "./description.ts";
import { zodEncoder } from "./zod-encode.ts";
import { zodNodes } from "./zod-nodes.ts";
import type { ZodSchema } from "./zod-schema.ts";
import { surveyZod } from "./zod-survey.ts";

/**
 * Describes the input side of a Zod schema. Each place carries the sub-schema that validates it.
 *
 * `oneWay` has the places of `transform`, `preprocess` and `success`, at which Zod cannot encode; codecs are not among
 * them. Its paths read `address.street`, `tags[]`, `pair[0]`, `scores.*` (any key); the empty path is the whole record.
 */
export function describeZod(schema: ZodSchema): Description {
  const nodeOf = zodNodes();
  return { root: nodeOf(schema), ...surveyZod(schema, nodeOf), encode: zodEncoder(schema) };
}
