import type { Description } from "./description.ts";
import { valibotNodes } from "./valibot-nodes.ts";
import type { ValibotSchema } from "./valibot-schema.ts";
import { transformsValibot } from "./valibot-survey.ts";

/**
 * Describes the input side of a Valibot schema. Each place carries the sub-schema that validates it.
 *
 * Nothing is `oneWay`: that is for libraries with an encode direction, which Valibot has not. A pipe from text to Date
 * round trips all the same, because a Date is stored as the ISO text that the pipe takes.
 */
export function describeValibot(schema: ValibotSchema): Description {
  const nodeOf = valibotNodes();
  return { root: nodeOf(schema), oneWay: [], transforms: transformsValibot(schema, nodeOf) };
}
