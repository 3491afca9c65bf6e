import { combine } from "./combine.ts";
import { describeParts } from "./describe-parts.ts";
import type { Description } from "./description.ts";
import type { Form, Says } from "./form.ts";
import { resolveLazy } from "./memoize.ts";
import { type ValibotPipeItem, type ValibotSchema, valibotType } from "./valibot-schema.ts";

/**
 * Describes the input side of a Valibot schema.
 *
 * Nothing is `oneWay`: that is for libraries with an encode direction, which Valibot has not. A pipe from text to Date
 * round trips all the same, because a Date is stored as the ISO text that the pipe takes.
 */
export function describeValibot(schema: ValibotSchema): Description {
  return describeParts(schema, readValibot);
}

function readValibot(schema: ValibotSchema): Form<ValibotSchema> {
  const { type, pipe = [] } = schema;
  // Until the first action that changes the value, everything in a pipe speaks of its input.
  const change = pipe.findIndex(isChange);
  const ofInput = change < 0 ? pipe : pipe.slice(0, change);
  const [first, second] = ofInput.filter(isSchema);
  const inner = first && /^(any|unknown)$/.test(first.type) && !first.pipe ? (second ?? first) : first;
  return {
    says: inner ? combine("pipe", inner, []) : combineOwn(schema),
    parts: () => ({
      properties: schema.entries,
      mayLack: () => type === "record",
      keys: schema.key,
      items: schema.items,
      each: schema.item ?? schema.value ?? schema.rest,
      loose: type.startsWith("loose_"),
      literals: type === "literal" ? [schema.literal] : schema.options,
    }),
    also: pipe.filter(isSchema),
    integer: ofInput.some(wantsInteger),
    // As Valibot's objects decide it: by the outermost type only.
    optional: /^(optional|exact_optional|nullish)$/.test(type) || schema.fallback !== undefined,
    changes: type === "promise" || change >= 0,
  };
}

function combineOwn(schema: ValibotSchema): Says<ValibotSchema> {
  const { type, getter, wrapped, options } = schema;
  if (type !== "lazy") return combine(valibotType(schema), wrapped, options);
  // A getter that chooses by the input tells nothing.
  return getter.length > 0 ? { type: "custom" } : { allOf: [resolveLazy(getter)] };
}

function isSchema(item: ValibotPipeItem): item is ValibotSchema {
  return item.kind === "schema";
}

/** Some transformations are about types only. */
function isChange(item: ValibotPipeItem): boolean {
  return item.kind === "transformation" && !/^(brand|flavor|guard|readonly)$/.test(item.type);
}

function wantsInteger(item: ValibotPipeItem): boolean {
  return /^(safe_)?integer$/.test(item.type) || (item.type === "multiple_of" && Number.isInteger(item.requirement));
}
